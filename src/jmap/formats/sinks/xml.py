"""XML 1.0: elements and attributes from text that may hold anything."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jmap.formats.width import visible

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def text(value: str) -> str:
    r"""Return text for an element or an attribute.

    What XML 1.0 cannot hold, and what cannot be seen, is shown as an escape such as `\u0000`.
    """
    shown = _FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", visible(value))
    return shown.translate(_ENTITIES)


def start(name: str, attributes: Mapping[str, str | int]) -> str:
    """Return what opens an element, up to its closing angle bracket."""
    written = "".join(f' {key}="{text(str(value))}"' for key, value in attributes.items())
    return f"<{name}{written}"
