"""Data as JSON text, in which nothing invisible stands as itself."""

from __future__ import annotations

import json
import re
from typing import Any

# The characters that `jmap.formats.width` hides, but for those that JSON escapes by itself.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def dump(data: Any, *, indent: int | None = 2) -> str:
    """Return data as JSON text with a line end, the same for the same data; on one line without `indent`.

    Control and bidi characters are written as escapes, so that the text may go to a terminal.
    """
    separators = (",", ":") if indent is None else None
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    # Such characters stand within strings only, where their escape means the same.
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
