"""TOML files as positioned nodes: every key and value where it is written."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.faults import On, Route
from jmap.workspace.toml_nodes import read_toml
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence, locate, node_span

EVERYTHING = """\
fail_on = "never"  # "not this"
include = [
  "maps/**",   # with, a comma
  'team ] x/**',
]
"quoted key" = 'a = "b"'
a.'b c'.d = 1
inline = {x = 1, y = {z = [true, 2.5]}}
long = \"""
[no.header]
x = 1\"""

[audit.gate]
overall = 65
when = 2026-10-01 12:30:00

[[override]]
paths = "one"
[[override]]
paths = ["two", "three"]
ignore = "JM5"
[override.inner]
deep = 1
"""


def found(text: str, route: Route, on: On = On.VALUE) -> tuple[int, int, str]:
    """Return the line and column of a key or value, and what is written there."""
    root, faults = read_toml(text)
    assert faults == []
    span = locate(root, route, on)
    assert span is not None
    lines = text.split("\n")
    if span.line != span.end_line:
        return span.line, span.column, f"... {lines[span.end_line - 1][: span.end_column - 1]}"
    return span.line, span.column, lines[span.line - 1][span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize(
    ("route", "key", "value"),
    [
        (("fail_on",), (1, 1, "fail_on"), (1, 11, '"never"')),
        (("include",), (2, 1, "include"), (2, 11, "... ]")),
        (("quoted key",), (6, 1, '"quoted key"'), (6, 16, "'a = \"b\"'")),
        (("a", "b c", "d"), (7, 1, "a.'b c'.d"), (7, 13, "1")),
        (("a",), (7, 1, "a.'b c'.d"), (7, 1, "a.'b c'.d")),
        (("inline", "x"), (8, 11, "x"), (8, 15, "1")),
        (("inline", "y"), (8, 18, "y"), (8, 22, "{z = [true, 2.5]}")),
        (("inline", "y", "z"), (8, 23, "z"), (8, 27, "[true, 2.5]")),
        (("long",), (9, 1, "long"), (9, 8, '... x = 1"""')),
        (("audit", "gate"), (13, 2, "audit.gate"), (13, 2, "audit.gate")),
        (("audit", "gate", "overall"), (14, 1, "overall"), (14, 11, "65")),
        (("audit", "gate", "when"), (15, 1, "when"), (15, 8, "2026-10-01 12:30:00")),
        (("override",), (17, 3, "override"), (17, 3, "override")),
        (("override", 1, "paths"), (20, 1, "paths"), (20, 9, '["two", "three"]')),
        (("override", 1, "inner", "deep"), (23, 1, "deep"), (23, 8, "1")),
    ],
)
def test_keys_and_values_where_they_are_written(
    route: Route, key: tuple[int, int, str], value: tuple[int, int, str]
) -> None:
    assert found(EVERYTHING, route, On.KEY) == key
    assert found(EVERYTHING, route) == value


@pytest.mark.parametrize(
    ("route", "value"),
    [
        (("include", 0), (3, 3, '"maps/**"')),
        (("include", 1), (4, 3, "'team ] x/**'")),
        (("inline", "y", "z", 1), (8, 34, "2.5")),
        (("override", 0, "paths"), (18, 9, '"one"')),
        (("override", 1), (19, 3, "override")),
        (("override", 1, "paths", 1), (20, 17, '"three"')),
    ],
)
def test_items_of_lists(route: Route, value: tuple[int, int, str]) -> None:
    assert found(EVERYTHING, route) == value


def test_line_ends_of_two_characters_move_nothing() -> None:
    root, faults = read_toml('a = 1\r\n[b]\r\nc = ["x",\r\n  "y"]\r\n')
    assert faults == []
    span = locate(root, ("b", "c", 1), On.VALUE)
    assert span is not None
    assert (span.line, span.column, span.end_column) == (4, 3, 6)


def test_what_is_plain_is_what_toml_writes_without_quotes() -> None:
    root, _ = read_toml("a = 'true'\nb = true\nc = 1_000\nd = 2026-10-01\ne = 0x1F\nf = inf\n")
    assert root is not None
    scalars = [value for _, value in root.entries.values() if isinstance(value, Scalar)]
    told = [(each.plain, each.text) for each in scalars]
    assert told == [
        (False, "true"),
        (True, "true"),
        (True, "1000"),
        (True, "2026-10-01"),
        (True, "31"),
        (True, "inf"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("x = " + "[" * 900, "JM009", "this config is nested too deep"),
        ("x = " + "[" * 60 + "]" * 60, "JM009", "this config is nested too deep"),
        ("a" + ".a" * 60 + " = 1", "JM009", "this config is nested too deep"),
        ("x = " + "1" * 5000, "JM104", "a number in this file has more digits than can be read"),
    ],
)
def test_hostile_depth_and_length_are_one_fault(text: str, code: str, message: str) -> None:
    root, faults = read_toml(text)
    assert root is None
    assert [(fault.code, fault.message) for fault in faults] == [(code, message)]


KEYS = st.sampled_from(["a", "b", "c-d", '"e f"', "'g.h'", '"\\u0041"', "1"])
GAPS = st.sampled_from(["", " ", "\n", " # x, ]}\n", "\n  "])
LEAVES = st.sampled_from(
    [
        "1",
        "-2.5",
        "0x1F",
        "1_000",
        "true",
        "2026-10-01",
        "2026-10-01 10:00:00",
        "07:32:00",
        "nan",
        '""',
        '"a#b"',
        '"a\\"]"',
        "''",
        "'{a = 1}'",
        '"""a"b\n""x"""',
        "'''it''s\n'''",
        '""""q""""',
    ]
)


@st.composite
def values(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.integers(0, 3))
    if depth and kind == 0:
        items = draw(st.lists(values(depth=depth - 1), max_size=3))
        gaps = [draw(GAPS) for _ in range(4)]
        return "[" + gaps[0] + f"{gaps[1]},{gaps[2]}".join(items) + gaps[3] + "]"
    if depth and kind == 1:
        keys = draw(st.lists(KEYS, max_size=3, unique=True))
        pairs = [f"{key} = {draw(values(depth=depth - 1))}" for key in keys]
        return "{" + ", ".join(pairs) + "}"
    return draw(LEAVES)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        key = ".".join(draw(st.lists(KEYS, min_size=1, max_size=2)))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            lines.append(f"[ {key} ] # a = 1")
        elif kind == 1:
            lines.append(f"[[{key}]]")
        else:
            lines.append(f"{key} = {draw(values())}")
    return draw(st.sampled_from(["\n", "\n\n# x\n"])).join(lines) + "\n"


def leaves(node: Node, data: Any) -> list[tuple[Scalar, Any]]:
    if isinstance(node, Scalar):
        return [(node, data)]
    if isinstance(node, Sequence):
        return [each for item, value in zip(node.items, data, strict=True) for each in leaves(item, value)]
    assert isinstance(node, Mapping)
    assert list(node.entries) == list(data)
    return [each for key, (_, value) in node.entries.items() for each in leaves(value, data[key])]


def between(text: str, node: Node) -> str:
    span = node_span(node)
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@given(documents())
@settings(max_examples=300)
def test_what_stands_at_a_value_is_that_value(text: str) -> None:
    root, faults = read_toml(text)
    if faults:
        assert all(fault.code in ("JM004", "JM005") for fault in faults)
        return
    assert root is not None
    for node, value in leaves(root, tomllib.loads(text)):
        assert repr(tomllib.loads(f"x = {between(text, node)}")["x"]) == repr(value)


@given(
    documents(), st.integers(0, 200), st.sampled_from(["", '"', "'", "[", "}", "=", "\n", "\\", "é", "\r"])
)
@settings(max_examples=300)
def test_a_slip_anywhere_is_one_fault_inside_the_text(text: str, at: int, slip: str) -> None:
    at %= len(text)
    broken = text[:at] + slip + text[at + 1 :]
    root, faults = read_toml(broken)
    assert (root is None) == bool(faults)
    lines = re.split("\r\n|\r|\n", broken)
    for fault in faults:
        span = fault.place.span
        assert span is not None
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert span.end_column > span.column or span.end_line > span.line
        assert fault.message == fault.message.strip()
        assert fault.message[:1].islower() or fault.message.startswith("`")
