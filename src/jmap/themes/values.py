"""The values that a theme may give a token, taken apart and written anew: nothing is copied as it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tinycss2 import color4

from jmap.themes.colours import Colour, clipped, from_oklab
from jmap.themes.tokens import Kind

_UNITS: Final = ("px", "rem", "em")
_MOST_LENGTH: Final = 64.0
_FAMILY: Final = re.compile(r"[^\W_][\w .-]{0,59}")
_PLAIN_FAMILY: Final = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")
_SPACES: Final = ("rgb", "rgba", "hsl", "hsla", "hwb", "oklab", "oklch")

EXPECTED: Final[Mapping[Kind, str]] = {
    "colour": "write a colour, such as `#2d47c6`, `rgb(45 71 198)` or `oklch(48% 0.19 269)`",
    "length": "write a length from 0 to 64, such as `6px` or `0.5rem`",
    "font": 'write names of fonts with commas between them, such as `"Source Sans 3", Arial, sans-serif`',
    "shadow": "write `none`, or lengths and a colour, such as `0 1px 3px rgb(0 0 0 / 10%)`",
}
"""What to do about a value that is none, by the kind of the token."""


def written(kind: Kind, value: Sequence[Any]) -> str | None:
    """Return a value, given as component values of CSS, as we write it; None where it is none of its kind."""
    tokens = [each for each in value if each.type not in ("whitespace", "comment")]
    return _WRITERS[kind](tokens) if tokens else None


def colour_of(value: str) -> Colour | None:
    """Return the colour that a text of CSS means; None where it means none."""
    from tinycss2 import parse_one_component_value

    return _colour(parse_one_component_value(value))


def _colour(token: Any) -> Colour | None:
    if token.type == "function" and token.lower_name not in _SPACES:
        return None
    if token.type not in ("function", "hash", "ident"):
        return None
    found = color4.parse_color(token)
    if found is None or isinstance(found, str):
        return None
    first, second, third = (0.0 if part is None else part for part in found.coordinates)
    if not all(map(math.isfinite, (first, second, third, found.alpha))):
        return None
    if found.space == "oklab":
        return from_oklab(first, second, third, found.alpha)
    if found.space == "oklch":
        turn = math.radians(third)
        return from_oklab(first, second * math.cos(turn), second * math.sin(turn), found.alpha)
    red, green, blue = found.to("srgb").coordinates
    return clipped(red, green, blue, found.alpha)


def _written_colour(tokens: list[Any]) -> str | None:
    colour = _colour(tokens[0]) if len(tokens) == 1 else None
    return colour.css if colour is not None else None


def _written_length(tokens: list[Any]) -> str | None:
    if len(tokens) != 1:
        return None
    length = _length(tokens[0])
    return length if length is not None and not length.startswith("-") else None


def _length(token: Any) -> str | None:
    """Return a length as we write it, below zero too; None where it is none, or past the most."""
    if token.type == "number" and token.value == 0:
        return "0"
    if token.type != "dimension" or token.lower_unit not in _UNITS or not abs(token.value) <= _MOST_LENGTH:
        return None
    number = f"{token.value:.3f}".rstrip("0").rstrip(".")
    return "0" if number in ("0", "-0") else f"{number}{token.lower_unit}"


def _written_fonts(tokens: list[Any]) -> str | None:
    families = []
    for part in _between_commas(tokens):
        if len(part) == 1 and part[0].type == "string":
            family = part[0].value.strip()
        elif part and all(each.type == "ident" for each in part):
            family = " ".join(each.value for each in part)
        else:
            return None
        if not _FAMILY.fullmatch(family.lstrip("-")) or family.startswith("--"):
            return None
        families.append(family if _PLAIN_FAMILY.fullmatch(family) else f'"{family}"')
    return ",".join(families)


def _written_shadow(tokens: list[Any]) -> str | None:
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == "none":
        return "none"
    layers = []
    for part in _between_commas(tokens):
        inset = [each for each in part if each.type == "ident" and each.lower_value == "inset"]
        rest = [each for each in part if each not in inset]
        lengths = [length for each in rest if (length := _length(each)) is not None]
        colours = [colour.css for each in rest if (colour := _colour(each)) is not None]
        if len(inset) > 1 or not 2 <= len(lengths) <= 4 or len(colours) > 1:
            return None
        if len(lengths) + len(colours) != len(rest) or (len(lengths) > 2 and lengths[2].startswith("-")):
            return None
        layers.append(" ".join([*(["inset"] if inset else []), *lengths, *colours]))
    return ",".join(layers)


def _between_commas(tokens: list[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


_WRITERS: Final[Mapping[Kind, Callable[[list[Any]], str | None]]] = {
    "colour": _written_colour,
    "length": _written_length,
    "font": _written_fonts,
    "shadow": _written_shadow,
}
