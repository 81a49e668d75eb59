"""The sink for SVG: text, attributes and numbers become safe markup here and nowhere else."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def text(value: str) -> str:
    """Return a text as it may stand in an element or in a quoted attribute."""
    return _FORBIDDEN.sub("\ufffd", value).translate(_ESCAPES)


def number(value: float) -> str:
    """Return a number as short as one decimal allows."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown
