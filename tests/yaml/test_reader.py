"""What is YAML, but not of the kind that a map is: JM005 to JM010."""

from typing import Any

import pytest

from jmap.faults import Span
from jmap.yaml.events import libyaml, pure
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Mapping
from jmap.yaml.reader import Reading, read_bytes
from tests.yaml.plain_nodes import data, placed


def read(text: str, **limits: int) -> Reading:
    fast = read_bytes("x.yaml", text.encode(), Limits(**limits), libyaml())
    slow = read_bytes("x.yaml", text.encode(), Limits(**limits), pure())
    assert placed(fast.root) == placed(slow.root)
    assert fast.faults == slow.faults
    assert fast.whole == slow.whole
    return fast


def told(reading: Reading) -> list[tuple[str, Span | None, str]]:
    return [(fault.code, fault.place.span, fault.message) for fault in reading.faults]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "--- # x\n..."])
def test_an_empty_file_is_no_fault(text: str) -> None:
    assert read(text) == Reading(None, [], whole=True, source=read(text).source)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 017\nb: '017'\n", {"a": "017", "b": "'017'"}),
        ("a: !!str 12\nb: !!int 12\nc: ! 12\n", {"a": "'12'", "b": "12", "c": "'12'"}),
        ("a: [http://a.b/c, why?, {b: c}]", {"a": ["http://a.b/c", "why?", {"b": "c"}]}),
        ("a: |\n  b\n\n  c\nd: >-\n  e\n  f\n", {"a": "'b\n\nc\n'", "d": "'e f'"}),
        ('1: x\n"1.0": y\ntrue: z\n', {"1": "x", "1.0": "y", "true": "z"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("%YAML 1.1\n%TAG !e! tag:x,2000:\n---\na: 017\n", {"a": "017"}),
        ("a: &x [1]\nb: *x\nc: &y z\nd: *y\n", {"a": ["1"], "b": ["1"], "c": "z", "d": "z"}),
        ("&k a: b\nc: *k\n", {"a": "b", "c": "a"}),
        ("a: &x [&x b, *x]\nc: *x\n", {"a": ["b", "b"], "c": "b"}),
        ('"<<": a\n', {"<<": "a"}),
        ("a: {b, c: }\n", {"a": {"b": "", "c": ""}}),
        ("- a\n- b\n", ["a", "b"]),
        ("a: b # c\n# d\n", {"a": "b"}),
        ("a:\tb\tc\t# d\ne: |\t# f\n  g\n", {"a": "b\tc", "e": "'g\n'"}),
        ("a: !!str\t12\nb: &x\ty\t\nc:\t\n  d\n", {"a": "'12'", "b": "y", "c": "d"}),
        ("%YAML\t1.2\n%TAG\t!e!\ttag:yaml.org,2002:\t# x\n---\na: !e!str b\n", {"a": "'b'"}),
        ("a: |\n  \n    \n    b\n", {"a": "'\n\nb\n'"}),
        ("a: !!map &x\n  &y ! b: c\nd: *x\n", {"a": {"b": "c"}, "d": {"b": "c"}}),
    ],
)
def test_what_is_fine(text: str, found: Any) -> None:
    reading = read(text)
    assert reading.faults == []
    assert reading.whole
    assert data(reading.root) == found


def test_every_repeat_of_a_key_points_at_the_first() -> None:
    reading = read("a: 1\nb: 2\na: 3\n'a': 4\n")
    assert told(reading) == [
        ("JM005", Span(3, 1, 3, 2), "key `a` is repeated"),
        ("JM005", Span(4, 1, 4, 4), "key `a` is repeated"),
    ]
    first = reading.faults[0].related[0]
    assert (first.span, first.label) == (Span(1, 1, 1, 2), "first written here")
    assert data(reading.root) == {"a": "1", "b": "2"}
    assert reading.whole


def test_keys_are_compared_by_their_text() -> None:
    assert read("1: a\n1.0: b\n0x1: c\ntrue: d\nTrue: e\n").faults == []


@pytest.mark.parametrize(
    ("text", "span", "written"),
    [
        ("a: !env HOME\n", Span(1, 4, 1, 8), "!env"),
        ("a: &x !!binary aGk=\n", Span(1, 7, 1, 15), "!!binary"),
        ("a: !env &x b\n", Span(1, 4, 1, 8), "!env"),
        ("a: !env &x\n  &y b: c\n", Span(1, 4, 1, 8), "!env"),
        ("a: !!timestamp\n  2026-01-01\n", Span(1, 4, 1, 15), "!!timestamp"),
        ("a: !!set {b}\n", Span(1, 4, 1, 9), "!!set"),
        ("a: !!str [b]\n", Span(1, 4, 1, 9), "!!str"),
        ("a: !!map b\n", Span(1, 4, 1, 9), "!!map"),
        ("a: !<x:y> b\n", Span(1, 4, 1, 10), "!<x:y>"),
        ("%TAG !! x:\n---\na: !!str b\n", Span(3, 4, 3, 9), "!!str"),
    ],
)
def test_tags(text: str, span: Span, written: str) -> None:
    reading = read(text)
    assert told(reading) == [("JM006", span, f"tag `{written}` does not belong here")]
    assert reading.whole


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a: 1\n---\nb: 2\n", Span(2, 1, 2, 4)),
        ("a: 1\n---\n{{{ @ not read\n", Span(2, 1, 2, 4)),
        ("a: 1\n...\n# c\n\nb: 2\n", Span(5, 1, 5, 3)),
        ("a: 1\n...\n%YAML 1.2\n---\nb: 2\n", Span(3, 1, 3, 6)),
        ("a: 1\n--- # c\n", Span(2, 1, 2, 4)),
    ],
)
def test_only_the_first_document_is_read(text: str, span: Span) -> None:
    reading = read(text)
    assert told(reading) == [("JM007", span, "a second document begins here")]
    assert data(reading.root) == {"a": "1"}
    assert not reading.whole


def test_merge_keys_are_left_out() -> None:
    reading = read("a: &x {b: c}\nd:\n  <<: *x\n  e: f\n")
    assert told(reading) == [("JM008", Span(3, 3, 3, 5), "merge key `<<` is not read in a map")]
    assert data(reading.root) == {"a": {"b": "c"}, "d": {"e": "f"}}
    assert isinstance(reading.root, Mapping)
    inner = reading.root.entries["d"][1]
    assert isinstance(inner, Mapping)
    assert reading.root.whole
    assert not inner.whole


def test_bad_aliases() -> None:
    reading = read("a: *x\nb: &y [c, *y]\nd: &z {e: {f: *z}, g: h}\n*k : l\n")
    assert told(reading) == [
        ("JM010", Span(1, 4, 1, 6), "alias `*x` has no anchor `&x` above it"),
        ("JM010", Span(2, 11, 2, 13), "alias `*y` stands inside the value that it repeats"),
        ("JM010", Span(3, 15, 3, 17), "alias `*z` stands inside the value that it repeats"),
        ("JM010", Span(4, 1, 4, 3), "alias `*k` has no anchor `&k` above it"),
    ]
    assert data(reading.root) == {"b": ["c"], "d": {"e": {}, "g": "h"}}
    assert reading.faults[1].related[0].label == "`&y` begins here"
    assert not reading.whole


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("? [a]\n: b\n", 3, "a list stands where a key is expected"),
        ("{a: b}: c\n", 1, "a mapping stands where a key is expected"),
        ("a: {{ name }}\n", 5, "a mapping stands where a key is expected"),
    ],
)
def test_a_key_is_one_text(text: str, column: int, message: str) -> None:
    reading = read(text)
    assert told(reading) == [("JM004", Span(1, column, 1, column + 1), message)]
    assert not reading.whole


def test_an_alias_of_a_list_is_no_key() -> None:
    message = "an alias of a list or mapping stands where a key is expected"
    assert told(read("a: &x [b]\n*x : c\n")) == [("JM004", Span(2, 1, 2, 3), message)]


@pytest.mark.parametrize(
    ("text", "limits", "span", "message", "setting"),
    [
        ("[[]]", {"depth": 1}, Span(1, 2, 1, 3), "nested deeper than 1 level", "depth"),
        ("[[[[]]]]", {"depth": 3}, Span(1, 4, 1, 5), "nested deeper than 3 levels", "depth"),
        (
            "a: {b: {c: d}}",
            {"depth": 2},
            Span(1, 8, 1, 9),
            "nested deeper than 2 levels",
            "depth",
        ),
        (
            "a: &x [[b]]\nc: [*x]\n",
            {"depth": 3},
            Span(2, 5, 2, 7),
            "nested deeper than 3 levels",
            "depth",
        ),
        (
            "a: [b, c, d]\n",
            {"nodes": 4},
            Span(1, 8, 1, 9),
            "more than 4 keys and values, aliases followed",
            "nodes",
        ),
        (
            "- &x [a, b]\n- [*x, *x]\n",
            {"nodes": 9},
            Span(2, 8, 2, 10),
            "more than 9 keys and values, aliases followed",
            "nodes",
        ),
        (
            "a: b\nc: 'dddd'\n",
            {"scalar_size": 3},
            Span(2, 4, 2, 10),
            "a text of 4 characters, more than 3",
            "scalar_size",
        ),
    ],
)
def test_limits(text: str, limits: dict[str, int], span: Span, message: str, setting: str) -> None:
    reading = read(text, **limits)
    assert told(reading) == [("JM009", span, message)]
    assert f"`{setting}` under `[limits]`" in reading.faults[0].hint
    assert not reading.whole
    assert reading.root is not None


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("[[[]]]", {"depth": 3}),
        ("a: &x [[b]]\nc: [*x]\n", {"depth": 4}),
        ("a: [b, c, d]\n", {"nodes": 6}),
        ("- &x [a, b]\n- [*x, *x]\n", {"nodes": 11}),
        ("a: &x [a]\nb: &y [*x, *x]\nc: [*y, *y]\n", {"nodes": 22}),
        ("a: &x a\nb: *x\n", {"nodes": 5}),
        ("ab: abc\n", {"scalar_size": 3}),
    ],
)
def test_what_reaches_a_limit_is_fine(text: str, limits: dict[str, int]) -> None:
    assert read(text, **limits).faults == []
    name, value = next(iter(limits.items()))
    assert [fault.code for fault in read(text, **{name: value - 1}).faults] == ["JM009"]
