"""The stream of YAML events, from libyaml where PyYAML has it, else from ruamel.yaml."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, Protocol

from jmap.records import frozen


class Mark(Protocol):
    """Where an event begins or ends, all from 0, in code points."""

    index: int
    line: int
    column: int


class Event(Protocol):
    """The attributes that the reader takes from events; each kind has some of them."""

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    implicit: Any
    value: str
    style: str | None
    flow_style: bool | None
    explicit: bool


class Kind(Enum):
    """What an event begins or ends."""

    SCALAR = "Scalar"
    ALIAS = "Alias"
    MAPPING_START = "MappingStart"
    MAPPING_END = "MappingEnd"
    SEQUENCE_START = "SequenceStart"
    SEQUENCE_END = "SequenceEnd"
    STREAM_START = "StreamStart"
    STREAM_END = "StreamEnd"
    DOCUMENT_START = "DocumentStart"
    DOCUMENT_END = "DocumentEnd"


@frozen
class Stopped:
    """Where a parser gave up: what it was reading, since where, and what it met there."""

    context: str
    since: Mark | None
    problem: str
    mark: Mark | None


@frozen
class Backend:
    """One parser: how to start it, the classes of its events, and its errors.

    `parse` takes the text and returns a function that returns the next event. What that function
    raises is in `errors`, and `stopped` reads it.
    """

    parse: Callable[[str], Callable[[], Event]]
    kinds: dict[type, Kind]
    errors: tuple[type[Exception], ...]


def stopped(error: Exception) -> Stopped:
    """Read a parser's error; one that says nothing of its place has no marks."""
    return Stopped(
        str(getattr(error, "context", "") or ""),
        getattr(error, "context_mark", None),
        str(getattr(error, "problem", "") or ""),
        getattr(error, "problem_mark", None),
    )


@cache
def fastest() -> Backend:
    """Return libyaml's parser, or the pure one where PyYAML was built without libyaml."""
    try:
        return libyaml()
    except ImportError:
        return pure()


@cache
def libyaml() -> Backend:
    """Return the parser of libyaml; ImportError where PyYAML was built without it."""
    # Imported late: PyYAML costs more than an empty start of Python.
    from yaml._yaml import CParser

    from yaml import YAMLError, events

    def parse(text: str) -> Callable[[], Event]:
        parser: Any = CParser(text)
        get: Callable[[], Event] = parser.get_event
        return get

    return Backend(parse, _kinds(events), (YAMLError,))


@cache
def pure() -> Backend:
    """Return the parser of ruamel.yaml that is written in Python.

    PyYAML's own refuses a `?` inside `[...]`.
    """
    # Imported late: only a PyYAML without libyaml needs it.
    from ruamel.yaml import YAML, events
    from ruamel.yaml.error import YAMLError

    from jmap.yaml.pure_scanner import MendedParser, MendedScanner

    def parse(text: str) -> Callable[[], Event]:
        yaml = YAML(typ="safe", pure=True)
        yaml.Parser, yaml.Scanner = MendedParser, MendedScanner
        get: Callable[[], Event] = iter(yaml.parse(text)).__next__
        return get

    # Some input makes it stumble instead of complain.
    stumbles = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
    return Backend(parse, _kinds(events), (YAMLError, StopIteration, *stumbles))


def _kinds(events: Any) -> dict[type, Kind]:
    return {getattr(events, f"{kind.value}Event"): kind for kind in Kind}
