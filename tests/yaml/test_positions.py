"""Where nodes begin and end."""

from typing import Any

import pytest

from jmap.faults import On, Route, Span
from jmap.yaml.events import libyaml, pure
from jmap.yaml.nodes import locate, walk
from jmap.yaml.reader import read_bytes
from tests.yaml.plain_nodes import placed

SPANS: list[tuple[str, Route, Span]] = [
    ("a: bc\n", ("a",), Span(1, 4, 1, 6)),
    ("a: |-2 # b\n\n  \nc: d\n", ("a",), Span(1, 4, 1, 7)),
    ("a: !!str &x |- # b\n  c\n", ("a",), Span(1, 13, 2, 4)),
    ("? a\n:\nb: c\n", ("a",), Span(2, 2, 2, 2)),
    ("? a # b\n# c\n\nb: c\n", ("a",), Span(1, 4, 1, 4)),
    ("a: &x b\nc: {*x : }\n", ("c", "b"), Span(2, 9, 2, 9)),
    ("a: &x b\nc: {? *x\n  , d: e}\n", ("c", "b"), Span(2, 9, 2, 9)),
    ("a: &x b\n*x :\n# c\nd: e\n", ("b",), Span(2, 5, 2, 5)),
    ("? |-\n  a # b\n: \nc: d\n", ("a # b",), Span(3, 2, 3, 2)),
    ("a: !!map &x\n  &x b: c\n", ("a",), Span(2, 3, 2, 10)),
    ("\ufeffa: bc\n", ("a",), Span(1, 4, 1, 6)),
    ("é😀: ü😀x\n", ("é😀",), Span(1, 5, 1, 8)),
    ("a: 1\r\nb: c\r\n", ("b",), Span(2, 4, 2, 5)),
    ("a: 1\rb: c\r", ("b",), Span(2, 4, 2, 5)),
    ("a: 'b''c'\n", ("a",), Span(1, 4, 1, 10)),
    ('a: "b\n  c" \n', ("a",), Span(1, 4, 2, 5)),
    ("a: b\n  c\n\nd: e\n", ("a",), Span(1, 4, 2, 4)),
    ("a: |\n  b\n\n  c  \n\n\n# d\ne: f\n", ("a",), Span(1, 4, 4, 4)),
    ("a: |+\n  b\n\n", ("a",), Span(1, 4, 2, 4)),
    ("a: >\n\nb: c\n", ("a",), Span(1, 4, 1, 5)),
    ("a: |\r\n  b\r\n\r\nc: d", ("a",), Span(1, 4, 2, 4)),
    ("a:\nb: c\n", ("a",), Span(1, 3, 1, 3)),
    ("a :\n", ("a",), Span(1, 4, 1, 4)),
    ("b: {a:   }\n", ("b", "a"), Span(1, 7, 1, 7)),
    ("b: {a: # c\n  }\n", ("b", "a"), Span(1, 7, 1, 7)),
    ("b: [a: ]\n", ("b", 0, "a"), Span(1, 7, 1, 7)),
    ("- \n- a\n", (0,), Span(1, 2, 1, 2)),
    ("a: [b, {c: d}]\n", ("a",), Span(1, 4, 1, 15)),
    ("a: [b, {c: d}]\n", ("a", 1), Span(1, 8, 1, 14)),
    ("a: [b: c , d]\n", ("a", 0), Span(1, 5, 1, 9)),
    ("a:\n  b: c\n  d:\n    - e\n\n# f\ng: h\n", ("a",), Span(2, 3, 4, 8)),
    ("a:\n  b: c\n  d:\n    - e\n\n# f\ng: h\n", ("a", "d"), Span(4, 5, 4, 8)),
    ("a: &x b\n", ("a",), Span(1, 7, 1, 8)),
    ("a: !!str &x\n  'b'\n", ("a",), Span(2, 3, 2, 6)),
    ("a: &x # note\n  b: c\n", ("a",), Span(2, 3, 2, 7)),
    ("a: &x\n  &y b: c\n", ("a", "b"), Span(2, 9, 2, 10)),
    ("a: !!str\nb: c\n", ("a",), Span(1, 9, 1, 9)),
    ("a: &x b\nc: *x\n", ("c",), Span(2, 4, 2, 6)),
    ("a: &x [b]\nc: *x\n", ("c",), Span(1, 7, 1, 10)),
    ("a: &x [b]\nc:\n  d: *x\n", ("c",), Span(3, 3, 3, 8)),
    ("  a: b\n", (), Span(1, 3, 1, 4)),
]


@pytest.mark.parametrize(("text", "route", "span"), SPANS)
def test_the_span_of_a_value(text: str, route: Route, span: Span) -> None:
    for backend in (libyaml(), pure()):
        reading = read_bytes("x.yaml", text.encode(), None, backend)
        assert reading.faults == []
        assert locate(reading.root, route, On.VALUE) == span


@pytest.mark.parametrize(
    ("route", "on", "span"),
    [
        (("a", "b"), On.KEY, Span(2, 3, 2, 4)),
        (("a", "b"), On.VALUE, Span(2, 6, 2, 15)),
        (("a", "b", 1), On.VALUE, Span(2, 11, 2, 14)),
        (("a", "b", 1), On.KEY, Span(2, 11, 2, 14)),
        (("a", "missing"), On.VALUE, Span(1, 1, 1, 2)),
        (("missing",), On.VALUE, Span(1, 1, 1, 2)),
        ((), On.VALUE, Span(1, 1, 1, 2)),
        (("e", 0, "f"), On.KEY, Span(3, 6, 3, 7)),
        (("e", 0, "missing"), On.VALUE, Span(3, 6, 3, 7)),
    ],
)
def test_locate(route: Route, on: On, span: Span) -> None:
    reading = read_bytes("x.yaml", b"a:\n  b: [cc, 'd']\ne: [{f: g}]\n")
    assert locate(reading.root, route, on) == span


def test_walk_goes_in_file_order() -> None:
    reading = read_bytes("x.yaml", b"a: [b, {c: d}]\ne: f\n")
    assert reading.root is not None
    routes = [route for route, _, _ in walk(reading.root)]
    assert routes == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "c"), ("e",)]


def test_both_parsers_see_the_same() -> None:
    def seen(text: str, backend: Any) -> Any:
        return placed(read_bytes("x.yaml", text.encode(), None, backend).root)

    for text, _, _ in SPANS:
        assert seen(text, libyaml()) == seen(text, pure())
