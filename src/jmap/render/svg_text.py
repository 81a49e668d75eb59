"""The sink for SVG: text, attributes, names and numbers become safe markup here and nowhere else."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_ODD = re.compile("[^A-Za-z0-9-]")
_CLASSES = re.compile(' class="([^"]*)"')
_SELECTOR = re.compile(r"\.(?=[a-z])")


def clean(value: str) -> str:
    """Return a text with a mark in place of what XML cannot hold: it is this that is drawn and measured."""
    return _FORBIDDEN.sub("\ufffd", value)


def text(value: str) -> str:
    """Return a text as it may stand in an element or in a quoted attribute."""
    return clean(value).translate(_ESCAPES)


def number(value: float) -> str:
    """Return a number as short as one decimal allows."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def prefix_of(id_: str, kind: str) -> str:
    """Return what ids and classes of a picture of a map start with; no two maps share one."""
    return f"{kind}-{_ODD.sub(lambda found: f'_{ord(found[0]):x}_', id_)}-"


def classes_prefixed(markup: str, prefix: str) -> str:
    """Return markup whose classes start with a prefix; a quoted class stands nowhere but in our own tags."""
    if not prefix:
        return markup

    def put(found: re.Match[str]) -> str:
        return f' class="{" ".join(prefix + name for name in found[1].split())}"'

    return _CLASSES.sub(put, markup)


def style_prefixed(style: str, prefix: str) -> str:
    """Return a style whose classes start with a prefix."""
    return _SELECTOR.sub(f".{prefix}", style)
