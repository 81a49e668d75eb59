"""Data as JSON text, in which nothing invisible stands as itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, TypeVar

from jmap.formats.width import HIDDEN

T = TypeVar("T")
_AT_A_TIME = 10_000
# What JSON does not escape by itself of all that is hidden in text for people.
_UNSEEN = re.compile(rf"(?![\0-\x1f]){HIDDEN.pattern}")


class MadeWhenWritten(dict[str, Any]):
    """A mapping whose values are made from others one at a time, each when it is asked for and written."""

    def __init__(self, sources: Mapping[str, T], make: Callable[[T], Any]) -> None:
        super().__init__(sources)
        self._make = make

    def __getitem__(self, key: str) -> Any:
        return self._make(super().__getitem__(key))

    def items(self) -> Any:
        """Yield the keys, each with its value."""
        return ((key, self[key]) for key in self)

    def values(self) -> Any:
        """Yield the values."""
        return (self[key] for key in self)


def dump(data: Any, *, indent: int | None = 2) -> str:
    """Return data as JSON text with a line end, the same for the same data; on one line without `indent`.

    Control and bidi characters are written as escapes, so that the text may go to a terminal.
    """
    separators = (",", ":") if indent is None else None
    encoder = json.JSONEncoder(
        ensure_ascii=False, indent=indent, separators=separators, allow_nan=False, check_circular=False
    )
    if indent is None:
        return _seen(encoder.encode(data)) + "\n"
    # Of a long document there are millions of pieces, which take more room than its text; and in text that
    # has one letter past Latin every letter takes two bytes, or four.
    pieces = encoder.iterencode(data)
    written = bytearray()
    while part := "".join(islice(pieces, _AT_A_TIME)):
        written += _seen(part).encode("utf-8", "surrogatepass")
    written += b"\n"
    return written.decode("utf-8", "surrogatepass")


def dump_sorted(data: Any) -> str:
    """Return data as JSON text with a line end, its keys sorted."""
    return _seen(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)) + "\n"


def line(data: Any) -> str:
    """Return data as JSON text on one line, with a space after commas and colons, and no line end."""
    return _seen(json.dumps(data, ensure_ascii=False, allow_nan=False))


def _seen(text: str) -> str:
    # Such characters stand within strings only, where their escape means the same.
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
