"""Templates without what HTML can do without: quotes around plain values, end tags that are implied."""

from __future__ import annotations

import re
from typing import Final

from jinja2.ext import Extension

_QUOTED: Final = re.compile(r'(\s[A-Za-z][A-Za-z-]*=)"([\w#.%-]+)"(?=[ >{])')
_OF_MAPS: Final = ("journey", "parts", "sprite")
_IMPLIED: Final = re.compile("</(?:li|dt|dd|td|th|tr|thead|tbody|option)>")


def lean(markup: str) -> str:
    """Return a drawing of ours without quotes it can do without, as it may stand in a page."""
    return _QUOTED.sub(r"\1\2", markup).replace(">\n<", "><")


class Lean(Extension):
    """Takes them out of our own markup as it is read; what is said of a map comes later, untouched."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the source of a template, leaner."""
        if not (name or "").removeprefix("jmap/").startswith(_OF_MAPS):
            return source
        return _IMPLIED.sub("", _QUOTED.sub(r"\1\2", source))
