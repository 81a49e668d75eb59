"""Which object a comment speaks for: to the line and column, and only what begins there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.findings.coverage import Coverages, named
from jmap.yaml.comments import comments
from jmap.yaml.reader import read_bytes


def covered(text: str) -> dict[str, str]:
    """Return, for each comment by its text, the text that it covers."""
    reading = read_bytes("x.yaml", text.encode())
    assert reading.source is not None
    assert reading.root is not None
    every = list(comments(reading.source))
    coverages = Coverages(reading.root, reading.source, [(line, column) for line, column, _ in every])
    lines = reading.source.lines()
    found = {}
    for line, column, comment in every:
        coverage = coverages.of(line, column)
        if coverage is None:
            found[comment] = ""
            continue
        span = coverage.span
        stretch = lines[span.line - 1 : span.end_line]
        stretch[-1] = stretch[-1][: span.end_column - 1]
        stretch[0] = stretch[0][span.column - 1 :]
        found[comment] = "/".join(each.strip() for each in stretch)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A key with its whole value, behind the key or above it.
        ("a: # 1\n  b: c\n  d: e\nf: g\n", {"# 1": "a: # 1/b: c/d: e"}),
        ("# 1\na:\n  b: c\nf: g\n", {"# 1": "a:/b: c"}),
        ("a:\n  # 1\n  b: c\n  d: e\n", {"# 1": "b: c"}),
        ("a:\n      # 1\n  b: c\n", {"# 1": "b: c"}),
        ("a: b # 1\nc: d # 2\n", {"# 1": "a: b", "# 2": "c: d"}),
        ("a: # 1\nb: c\n", {"# 1": "a:"}),
        ("a: | # 1\n  b\n  # no comment\nc: d\n", {"# 1": "a: | # 1/b/# no comment"}),
        ("a: > # 1\n  b\n\n  c\n\n\nd: e\n", {"# 1": "a: > # 1/b//c"}),
        ("? a # 1\n: b: c\n", {"# 1": "a # 1/: b: c"}),
        ("--- # 1\na: b\n", {"# 1": "a: b"}),
        # Comments below one another, and lines that hold nothing.
        ("# 1\n# two\n# 3\na: b\n", {"# 1": "a: b", "# two": "a: b", "# 3": "a: b"}),
        ("# 1\n\na: b\n", {"# 1": ""}),
        ("# 1\n\n# 2\na: b\n", {"# 1": "", "# 2": "a: b"}),
        ("a: b\n# 1\n", {"# 1": ""}),
        ("a: b\n# 1", {"# 1": ""}),
        # An item with all that is in it.
        ("a:\n  - b: c # 1\n    d: e\n  - f: g\n", {"# 1": "b: c # 1/d: e"}),
        ("a:\n  # 1\n  - b\n  - c\n", {"# 1": "b"}),
        ("a:\n  - # 1\n    b: c\n    d: e\n  - f\n", {"# 1": "b: c/d: e"}),
        ("a:\n  - # 1\n  - f\n", {"# 1": ""}),
        ("a:\n- - b # 1\n  - c\n- d\n", {"# 1": "- b # 1/- c"}),
        ("- a: b\n  c: d # 1\n", {"# 1": "c: d"}),
        # In brackets: all that begins on the line, and none of what began above it.
        ("a: {b: c, d: e} # 1\nf: g\n", {"# 1": "a: {b: c, d: e}"}),
        ("a: {\n  b: c, # 1\n  d: e}\n", {"# 1": "b: c"}),
        ("a: {\n  b: c, d: {e: f, # 1\n  g: h}, i: j}\n", {"# 1": "b: c, d: {e: f, # 1/g: h}"}),
        ("a: [\n  # 1\n  b, c,\n  d]\n", {"# 1": "b, c"}),
        ("{a: [b,\n  c], d: e, # 1\n f: g}\n", {"# 1": "c], d: e"}),
        ("a: [ # 1\n  b]\n", {"# 1": "a: [ # 1/b]"}),
        ("a: {b: c\n} # 1\n", {"# 1": ""}),
        ("a:\n  # 1\n  {b: c}\n", {"# 1": "{b: c}"}),
        ("a:\n  # 1\n  [b, c]\n", {"# 1": "[b, c]"}),
        ("a:\n  # 1\n  b\n", {"# 1": "b"}),
        ("a: b\n  c # 1\n", {"# 1": ""}),
        ("a: 'b\n  c' # 1\nd: e\n", {"# 1": ""}),
        # What an alias repeats stands elsewhere.
        ("a: &x {b: c}\nd: *x # 1\n", {"# 1": "d"}),
        ("a: &x # 1\n  b: c\n", {"# 1": "a: &x # 1/b: c"}),
        ("a: &x [b]\nc:\n  - *x # 1\n", {"# 1": ""}),
        # Positions count code points, and every line end ends a line.
        ("é😀: 'x' # 1\r\nb: c\r\n", {"# 1": "é😀: 'x'"}),
        ("a: # 1\r  b: c\rd: e\r", {"# 1": "a: # 1/b: c"}),
        ("\ufeff# 1\na: b\n", {"# 1": "a: b"}),
    ],
)
def test_what_a_comment_covers(text: str, found: dict[str, str]) -> None:
    assert covered(text) == found


@pytest.mark.parametrize(
    ("route", "name"),
    [
        ((), "this file"),
        (("title",), "`title`"),
        (("market", "needs", 0), "an item of `needs` of `market`"),
        (("touchpoints", "sign-up"), "touchpoint `sign-up`"),
        (("touchpoints", "sign-up", "pains", 2), "an item of `pains` of touchpoint `sign-up`"),
        (("touchpoints", "sign-up", "pains", 2, "severity"), "`severity` of touchpoint `sign-up`"),
        (("opportunities", "faster", "expected"), "`expected` of opportunity `faster`"),
        (("uses", 1), "an item of `uses`"),
        (("touchpoints",), "`touchpoints`"),
    ],
)
def test_what_an_object_is_called(route: tuple[str | int, ...], name: str) -> None:
    assert named(route) == name


pieces = st.sampled_from(
    [
        *("a: ", "b:", "- ", "[", "]", "{", "}", ", ", "c", "'", '"', "|", "&x ", "*x", "? ", ": "),
        *("\n", "\n  ", "\n    ", "\r\n", "\t", "--- ", "é"),
        *("# jmap: ignore[JM113] x", " # jmap: ignore[JM113] x\n", "\n# y\n"),
    ]
)


@given(st.lists(pieces, max_size=40).map("".join))
def test_whatever_the_text_a_comment_covers_one_stretch_from_its_own_line_or_a_later_one(text: str) -> None:
    reading = read_bytes("x.yaml", text.encode())
    assert reading.source is not None
    if reading.root is None:
        return
    every = list(comments(reading.source))
    coverages = Coverages(reading.root, reading.source, [(line, column) for line, column, _ in every])
    for line, column, _ in every:
        coverage = coverages.of(line, column)
        if coverage is not None:
            span = coverage.span
            assert span.line >= line
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            assert span.end_line <= len(reading.source.lines())
            assert coverage.route
