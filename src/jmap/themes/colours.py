"""Colours in sRGB: how they lie over each other, how far they are apart, and how light they are."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, TypeAlias

from jmap.records import frozen

_Triple: TypeAlias = tuple[float, float, float]

_STEPS: Final = 400
"""So finely lightness is tried: a quarter of a percent, less than one step of a channel."""

# Björn Ottosson, "A perceptual color space for image processing", 2020.
_TO_CONE: Final = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB: Final = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB: Final = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
_FROM_CONE: Final = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@frozen
class Colour:
    """A colour in sRGB: three channels and how much it covers, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def css(self) -> str:
        """Return the colour as CSS writes it in hexadecimal, as short as it can be said exactly."""
        parts = [self.red, self.green, self.blue]
        if round(self.alpha * 255) < 255:
            parts.append(self.alpha)
        digits = [f"{round(part * 255):02x}" for part in parts]
        short = all(pair[0] == pair[1] for pair in digits)
        return "#" + "".join(pair[:1] if short else pair for pair in digits)


def clipped(red: float, green: float, blue: float, alpha: float = 1.0) -> Colour:
    """Return a colour with every channel within sRGB, as finely as CSS writes it."""
    return Colour(*(round(min(max(part, 0.0), 1.0) * 255) / 255 for part in (red, green, blue, alpha)))


def over(above: Colour, below: Colour) -> Colour:
    """Return what is seen of a colour over an opaque one."""
    share = above.alpha
    return Colour(
        above.red * share + below.red * (1 - share),
        above.green * share + below.green * (1 - share),
        above.blue * share + below.blue * (1 - share),
    )


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two opaque colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def from_oklab(lightness: float, a: float, b: float, alpha: float = 1.0) -> Colour:
    """Return the colour at a place of OKLab, brought into sRGB where it lies outside."""
    cones = _times(_FROM_LAB, (lightness, a, b))
    linear = _times(_FROM_CONE, (cones[0] ** 3, cones[1] ** 3, cones[2] ** 3))
    red, green, blue = map(_encoded, linear)
    return clipped(red, green, blue, alpha)


def nearest_passing(colour: Colour, passes: Callable[[Colour], bool]) -> Colour | None:
    """Return a colour like this one, of the nearest lightness that passes; None where none does.

    Hue and chroma stay as far as sRGB has them.
    """
    cones = _times(_TO_CONE, (_linear(colour.red), _linear(colour.green), _linear(colour.blue)))
    lightness, a, b = _times(_TO_LAB, (math.cbrt(cones[0]), math.cbrt(cones[1]), math.cbrt(cones[2])))
    for step in range(1, _STEPS + 1):
        for way in (-step, step):
            tried = lightness + way / _STEPS
            if 0 <= tried <= 1:
                found = from_oklab(tried, a, b, colour.alpha)
                if passes(found):
                    return found
    return None


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part) for part in (colour.red, colour.green, colour.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _times(matrix: tuple[_Triple, _Triple, _Triple], values: _Triple) -> _Triple:
    x, y, z = (sum(factor * value for factor, value in zip(row, values, strict=True)) for row in matrix)
    return x, y, z
