"""Which tokens stand on which on the pages, and how far apart the two have to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from jmap.records import frozen

TEXT: Final = 4.5
GRAPHICS: Final = 3.0
"""The least contrast of text and of graphics: WCAG 2.2, 1.4.3 and 1.4.11."""

DECORATION: Final = ("line", "line2", "shadow")
"""Tokens that nothing has to be told by: hairlines between what stands apart anyway."""

_TEXT_ON: Final = {
    "ink": ("bg", "surface", "sunken", "accent-soft", "pos-fill", "neg-fill"),
    "ink2": ("bg", "surface", "sunken", "accent-soft", "pos-fill", "neg-fill"),
    "ink3": ("bg", "surface", "sunken", "accent-soft"),
    "accent": ("bg", "surface", "sunken", "accent-soft"),
    "accent-ink": ("accent",),
    "ok": ("surface", "ok-soft", "accent-soft"),
    "warn": ("surface", "warn-soft"),
    "crit": ("surface", "crit-soft", "accent-soft"),
    "info": ("surface", "info-soft"),
    **{f"s{stage}": ("surface",) for stage in range(1, 7)},
}
_GRAPHICS_ON: Final = {
    **dict.fromkeys(("pos2", "pos1", "neu", "neg1", "neg2"), ("surface",)),
    "ink3": ("pos-fill", "neg-fill"),
    **dict.fromkeys(("ok", "warn", "crit"), ("sunken",)),
}


@frozen
class Pair:
    """A token upon another, and the contrast that they need."""

    above: str
    below: str
    need: float

    @property
    def what(self) -> Literal["text", "graphics"]:
        """Return what is drawn so."""
        return "text" if self.need == TEXT else "graphics"


def pairs() -> Iterator[Pair]:
    """Yield every pair of tokens that the pages draw upon each other."""
    for need, table in ((TEXT, _TEXT_ON), (GRAPHICS, _GRAPHICS_ON)):
        for above, grounds in table.items():
            for below in grounds:
                yield Pair(above, below, need)
