"""Colours by name, put in by value where names are not understood: in pictures that stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from jmap.render.templates import asset
from jmap.themes.theme import PLAIN, Theme

SVG_FONT: Final = 'Helvetica,Arial,"Liberation Sans",sans-serif'
"""Fonts of pictures that stand alone: their widths are those that boxes are measured with."""

_USE: Final = re.compile(r"var\(--([a-z0-9-]+)\)")


def light(theme: Theme = PLAIN) -> Mapping[str, str]:
    """Return the tokens of a theme for light pages."""
    return theme.values("light")


def dark(theme: Theme = PLAIN) -> Mapping[str, str]:
    """Return the tokens of a theme for dark pages; those that it does not set are those of light ones."""
    return theme.values("dark")


@lru_cache(maxsize=4)
def standalone_style(theme: Theme = PLAIN) -> str:
    """Return the style of a lifecycle that stands alone: light, and dark where the reader prefers that.

    Not every program that shows SVG knows custom properties, so they are put in by value.
    """
    style = f".life .bg{{fill:var(--surface)}}\n{asset('graph.css')}"
    return (
        f"{with_values(style, light(theme))}\n"
        f"@media screen and (prefers-color-scheme:dark){{\n{with_values(style, dark(theme))}\n}}\n"
    )


def with_values(style: str, tokens: Mapping[str, str]) -> str:
    """Return a style with the values of tokens in their place, and the fonts of pictures that stand alone."""
    values = {**tokens, "font": SVG_FONT}
    return _USE.sub(lambda use: values[use[1]], style)
