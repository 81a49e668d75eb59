"""The tokens that pages are drawn with: names, kinds, and their values in light, dark and print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

from jmap.packaged import asset

Mode: TypeAlias = Literal["light", "dark", "print"]
Kind: TypeAlias = Literal["colour", "length", "font", "shadow"]

MODES: Final[tuple[Mode, ...]] = ("light", "dark", "print")

TOKEN: Final = re.compile(r"--([a-z0-9-]+):([^;}]+)")
"""A token and its value, as our own styles write them."""

_KINDS: Final[Mapping[str, Kind]] = {"r": "length", "font": "font", "mono": "font", "shadow": "shadow"}


def kind_of(token: str) -> Kind:
    """Return what a token holds; all that are not said otherwise are colours."""
    return _KINDS.get(token, "colour")


@cache
def built_in(mode: Mode) -> Mapping[str, str]:
    """Return the values of all tokens where no theme says another; in dark and print over those of light."""
    page = asset("page.css")
    light = dict(TOKEN.findall(page.partition("}")[0]))
    if mode == "light":
        return light
    if mode == "dark":
        return {**light, **dict(TOKEN.findall(asset("dark.css")))}
    return {**light, **dict(TOKEN.findall(page.partition("@media print{")[2].partition("}")[0]))}


@cache
def names_in_dark() -> frozenset[str]:
    """Return the names of the tokens that the dark theme sets; the others have one value for both."""
    return frozenset(name for name, _ in TOKEN.findall(asset("dark.css")))


def names() -> tuple[str, ...]:
    """Return the names of all tokens, in the order of our style."""
    return tuple(built_in("light"))
