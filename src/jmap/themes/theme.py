"""A theme: tokens with other values, and our styles with these in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from jmap.records import frozen
from jmap.themes.tokens import TOKEN, Mode, built_in, names_in_dark

_ON_PAPER: Final = "@media print{"


@frozen
class Theme:
    """The tokens that a theme sets, without their `--`, each with its value as CSS.

    `light` is for paper too. Every value was taken apart and written anew by us, so that it can stand in a
    style as it is.
    """

    light: tuple[tuple[str, str], ...] = ()
    dark: tuple[tuple[str, str], ...] = ()

    def said(self, mode: Mode) -> Mapping[str, str]:
        """Return what the theme sets for a mode. Nothing casts a shadow on paper."""
        if mode == "dark":
            return dict(self.dark)
        return {name: value for name, value in self.light if mode == "light" or name != "shadow"}

    def values(self, mode: Mode) -> Mapping[str, str]:
        """Return the value of every token; what dark and print do not set is that of light."""
        if mode != "dark":
            return {**built_in(mode), **self.said(mode)}
        own = names_in_dark()
        both = {name: value for name, value in self.light if name not in own}
        return {**built_in(mode), **both, **self.said(mode)}


PLAIN: Final = Theme()
"""The theme that changes nothing."""


def themed(style: str, theme: Theme, mode: Mode = "light") -> str:
    """Return one of our styles with the values of a theme in place of its own.

    The style of pages holds the light values and, below, those of paper; `dark.css` is of mode `dark`, and
    gets what it does not set at its end.
    """
    if theme == PLAIN:
        return style
    said = theme.said(mode)
    if mode == "dark":
        more = "".join(f"--{name}:{value};" for name, value in said.items() if name not in names_in_dark())
        return _put(style, said) + more
    head, mark, paper = style.partition(_ON_PAPER)
    return _put(head, said) + mark + _put(paper, theme.said("print"))


def _put(style: str, said: Mapping[str, str]) -> str:
    return TOKEN.sub(lambda found: f"--{found[1]}:{said.get(found[1], found[2])}", style)
