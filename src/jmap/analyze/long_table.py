"""The document of an analysis as one long table: a line for each figure, whatever measure it is of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from jmap.formats.sinks.csv import Value, listed

HEADS: Final = ("map", "measure", "what", "value", "low", "high", "n", "of")
_FIGURE: Final = ("value", "low", "high", "n", "of")
_NAMES: Final = ("began", "measure", "stage", "what", "segment", "from", "to", "path", "event", "text")
"""What an entry of a list is known by."""
_LEFT_OUT: Final = frozenset(("digests",))

Row: TypeAlias = tuple[Value, ...]


def rows(document: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the lines of a document, those on the log first, then map by map.

    `what` is the way to a figure, with `/` between its parts. A share has its interval and cases beside it.
    """
    for measure in ("as_of", "log", "settings"):
        for what, figure in _figures(document[measure], ""):
            yield "", measure, what, *figure
    for id_, found in document["maps"].items():
        for measure in sorted(set(found) - _LEFT_OUT):
            for what, figure in _figures(found[measure], ""):
                yield id_, measure, what, *figure


def _figures(value: Any, what: str) -> Iterator[tuple[str, Row]]:
    if isinstance(value, dict):
        rest = value
        if "value" in value and not isinstance(value["value"], dict):
            yield what, tuple(value.get(key) for key in _FIGURE)
            rest = {key: each for key, each in value.items() if key not in _FIGURE}
        for key, each in rest.items():
            yield from _figures(each, _below(what, key))
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for place, each in enumerate(value, 1):
            names = [key for key in _NAMES if each.get(key) is not None]
            name = " > ".join(_name(each[key]) for key in names) or str(place)
            others = {key: part for key, part in each.items() if key not in names}
            yield from _figures(others, _below(what, name))
    elif isinstance(value, list) and not any(isinstance(each, str) for each in value):
        for place, each in enumerate(value):
            yield from _figures(each, _below(what, str(place)))
    else:
        text = listed(map(str, value)) if isinstance(value, list) else value
        yield what, (text, None, None, None, None)


def _name(value: Any) -> str:
    return " > ".join(map(str, value)) if isinstance(value, list) else str(value)


def _below(what: str, name: str) -> str:
    return f"{what}/{name}" if what else name
