"""Whatever a file of measures holds, it is read or refused with a reason, and its schema says the same."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from jmap.measures.layout import measures_schema
from jmap.measures.measured import Measures
from jmap.measures.reading import measures_of
from jmap.measures.source import MeasuresError
from tests.measures.test_reading import SEEN

VALIDATOR = Draft202012Validator(measures_schema())
SAID = json.dumps(SEEN).encode()

odd = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["2026-10-31", "declared", "0" * 64, 2**53, -(2**70), 0, 1, 30, 1.0, 0.5]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def routes(value: Any, so_far: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a value."""
    if so_far:
        yield so_far
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from routes(inner, (*so_far, step))


ROUTES = list(routes(SEEN))


def read(data: bytes) -> Measures | None:
    """Return the measures; of what is refused None, its reason being one line for people."""
    try:
        return measures_of(data, "m.json")
    except MeasuresError as error:
        said = error
    assert "`m.json`" in said.message
    assert not any(word in said.message for word in ("dict", "NoneType", "'str'", "Traceback"))
    assert said.hint
    return None


@settings(max_examples=300, deadline=None)
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    assert read(data) is None


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, len(SAID) - 1),
    st.integers(0, 3),
    st.sampled_from(list(b'"\\[]{},:0e-N\xff')) | st.integers(0, 255),
)
def test_a_slip_anywhere(at: int, length: int, byte: int) -> None:
    read(SAID[:at] + bytes([byte]) + SAID[at + length :])


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(ROUTES), odd, st.booleans())
def test_any_value_anywhere(route: tuple[Any, ...], value: Any, take_out: bool) -> None:
    content: Any = copy.deepcopy(SEEN)
    here = content
    for step in route[:-1]:
        here = here[step]
    if take_out:
        del here[route[-1]]
    else:
        here[route[-1]] = value
    found = read(json.dumps(content).encode())
    if found is not None:
        # What is read is what the schema allows; the other way round sums have to hold as well.
        assert not list(VALIDATOR.iter_errors(json.loads(json.dumps(content))))


@settings(max_examples=200, deadline=None)
@given(odd)
def test_any_json(value: Any) -> None:
    assert read(json.dumps(value).encode()) is None
    assert read(json.dumps({"version": 1, "as_of": "2026-10-31", "maps": value}).encode()) is None or (
        isinstance(value, dict)
    )
