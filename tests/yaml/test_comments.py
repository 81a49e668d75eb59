"""Comments, and what only looks like one."""

import pytest

from jmap.yaml.comments import comments
from jmap.yaml.events import libyaml, pure
from jmap.yaml.limits import Limits
from jmap.yaml.reader import read_bytes
from jmap.yaml.source import decode


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# a\n", [(1, 1, "# a")]),
        ("a: b # c\n  # d \n", [(1, 6, "# c"), (2, 3, "# d")]),
        ("a: b#c\nd: 'e # f'\ng: \"h # i\"\n", []),
        ("a: | # b\n  # c\n  d\n# e\n", [(1, 6, "# b"), (4, 1, "# e")]),
        ("a: &x # b\n  |- # c\n  # d\n", [(1, 7, "# b"), (2, 6, "# c")]),
        ("a: !!str # b\n  'c # d'\n", [(1, 10, "# b")]),
        ("a: [b, # c\n  d] #e\n", [(1, 8, "# c"), (2, 6, "#e")]),
        ("a: 'é😀' # b\r\nc: d # e\r", [(1, 9, "# b"), (2, 6, "# e")]),
        ("%YAML 1.2 # a\n--- # b\nc: d\n... # e\n# f\n", [(1, 11, "# a"), (2, 5, "# b")]),
        ("a: b\n--- # c\nd: # e\n", []),
        ("# a\nb: @ # c\n# d\n", [(1, 1, "# a")]),
        ("", []),
    ],
)
def test_comments(text: str, found: list[tuple[int, int, str]]) -> None:
    source, _ = decode("x.yaml", text.encode(), Limits())
    assert source is not None
    for backend in (libyaml(), pure()):
        assert list(comments(source, backend))[: max(len(found), 1)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a: "b # c\nd: e # f\n', [(2, 6, "# f")]),
        (
            "a: [b # c\n  # d\n# e\n  # f\nd: e # g\n",
            [(2, 3, "# d"), (3, 1, "# e"), (4, 3, "# f"), (5, 6, "# g")],
        ),
        ("a: @b # c\r\n# d\r\ne: [f # g\r\nh: i # j\r\n", [(2, 1, "# d"), (4, 6, "# j")]),
        ("a: b # c\nd: @\n", [(1, 6, "# c")]),
    ],
)
def test_comments_after_a_slip(text: str, found: list[tuple[int, int, str]]) -> None:
    for backend in (libyaml(), pure()):
        reading = read_bytes("x.yaml", text.encode(), None, backend)
        assert reading.source is not None
        assert list(comments(reading.source, backend, reading.resumed)) == found
