"""Colours by name: read from the page's style, and put in by value where names are not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from jmap.render.templates import asset

SVG_FONT: Final = 'Helvetica,Arial,"Liberation Sans",sans-serif'
"""Fonts of pictures that stand alone: their widths are those that boxes are measured with."""

_TOKEN: Final = re.compile(r"--([a-z0-9-]+):([^;}]+)")
_USE: Final = re.compile(r"var\(--([a-z0-9-]+)\)")


@cache
def light() -> Mapping[str, str]:
    """Return the tokens of the light theme."""
    root = asset("page.css").partition("}")[0]
    return dict(_TOKEN.findall(root))


@cache
def dark() -> Mapping[str, str]:
    """Return the tokens of the dark theme; those that it does not set are the light theme's."""
    return {**light(), **dict(_TOKEN.findall(asset("dark.css")))}


@cache
def standalone_style() -> str:
    """Return the style of a lifecycle that stands alone: light, and dark where the reader prefers that.

    Not every program that shows SVG knows custom properties, so they are put in by value.
    """
    style = f".life .bg{{fill:var(--surface)}}\n{asset('graph.css')}"
    return (
        f"{with_values(style, light())}\n"
        f"@media screen and (prefers-color-scheme:dark){{\n{with_values(style, dark())}\n}}\n"
    )


def with_values(style: str, tokens: Mapping[str, str]) -> str:
    """Return a style with the values of tokens in their place, and the fonts of pictures that stand alone."""
    values = {**tokens, "font": SVG_FONT}
    return _USE.sub(lambda use: values[use[1]], style)
