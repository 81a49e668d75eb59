"""Data as JSON text, in which nothing invisible stands as itself."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

from jmap.formats.width import HIDDEN

_AT_A_TIME = 10_000
# What JSON does not escape by itself of all that is hidden in text for people.
_UNSEEN = re.compile(rf"(?![\0-\x1f]){HIDDEN.pattern}")


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
    # Of a long document there are millions of pieces, which take more room than its text.
    pieces = encoder.iterencode(data)
    parts = []
    while part := "".join(islice(pieces, _AT_A_TIME)):
        parts.append(_seen(part))
    return "".join(parts) + "\n"


def line(data: Any) -> str:
    """Return data as JSON text on one line, with a space after commas and colons, and no line end."""
    return _seen(json.dumps(data, ensure_ascii=False, allow_nan=False))


def _seen(text: str) -> str:
    # Such characters stand within strings only, where their escape means the same.
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
