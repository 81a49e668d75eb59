"""Data as JSON text, in which nothing invisible stands as itself."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def dump(data: Any, *, indent: int | None = 2) -> str:
    """Return data as JSON text with a line end, the same for the same data; on one line without `indent`.

    Control and bidi characters are written as escapes, so that the text may go to a terminal.
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    # Such characters stand within strings only, where their escape means the same.
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
