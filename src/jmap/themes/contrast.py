"""The contrast of all tokens that stand upon each other, with the values of a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jmap.faults import Fault, Place, Span
from jmap.records import frozen
from jmap.themes.colours import Colour, contrast, nearest_passing, over
from jmap.themes.pairs import Pair, pairs
from jmap.themes.reader import Reading
from jmap.themes.theme import Theme
from jmap.themes.tokens import MODES, Mode
from jmap.themes.values import colour_of

_CODE: Final = "JM015"
_WHITE: Final = Colour(1, 1, 1)
_IN: Final[Mapping[Mode, str]] = {"light": "in light", "dark": "in dark", "print": "on paper"}
_NEEDS: Final = {"text": "text needs", "graphics": "graphics need"}


@frozen
class Shortfall:
    """A pair of tokens that are too near to each other in a mode, and the contrast that they have."""

    mode: Mode
    pair: Pair
    ratio: float


def shortfalls(theme: Theme) -> Iterator[Shortfall]:
    """Yield every pair whose contrast is too small; on paper only where it is enough on a light screen."""
    failed = set()
    for mode in MODES:
        colours = colours_of(theme, mode)
        for pair in pairs():
            ratio = _ratio(pair, colours)
            if ratio < pair.need and (mode != "print" or pair not in failed):
                if mode == "light":
                    failed.add(pair)
                yield Shortfall(mode, pair, ratio)


def contrast_faults(reading: Reading) -> Iterator[Fault]:
    """Yield the faults of pairs that a theme has a part in, each at the value to change."""
    for each in shortfalls(reading.theme):
        said: Mode = "dark" if each.mode == "dark" else "light"
        pair = each.pair
        ours = {token: reading.spans.get((said, token)) for token in (pair.above, pair.below)}
        token, span = next(((token, span) for token, span in ours.items() if span is not None), ("", None))
        if span is not None:
            yield _fault(each, token, span, ours[pair.below] if token == pair.above else None, reading.theme)


def colours_of(theme: Theme, mode: Mode) -> Mapping[str, Colour]:
    """Return the colours of a theme in a mode, by token."""
    values = theme.values(mode)
    return {token: colour for token, value in values.items() if (colour := colour_of(value)) is not None}


def _ratio(pair: Pair, colours: Mapping[str, Colour]) -> float:
    ground = _ground(pair.below, colours)
    return contrast(over(colours[pair.above], ground), ground)


def _ground(token: str, colours: Mapping[str, Colour]) -> Colour:
    """Return what is seen of a ground: over the surface, that over the page, and that over paper."""
    page = over(colours["bg"], _WHITE)
    surface = over(colours["surface"], page)
    return {"bg": page, "surface": surface}.get(token) or over(colours[token], surface)


def _fault(each: Shortfall, token: str, span: Span, other: Span | None, theme: Theme) -> Fault:
    pair, values = each.pair, theme.values(each.mode)
    message = (
        f"`--{pair.above}` `{values[pair.above]}` on `--{pair.below}` `{values[pair.below]}` "
        f"has a contrast of {_floored(each.ratio)} {_IN[each.mode]}, and {_NEEDS[pair.what]} {pair.need:g}"
    )
    related = () if other is None else (Place(span=other, label=f"`--{pair.below}` is set here"),)
    place = Place(span=span)
    # One token may be too near to several, in light and in dark: each pair is a finding of its own.
    offending = f"{each.mode} {pair.above} {pair.below}"
    return Fault(_CODE, message, place, _hint(each, token, theme), related, offending)


def _hint(each: Shortfall, token: str, theme: Theme) -> str:
    """Return the value of the token to change whose lightness is the nearest that would do."""
    colours = colours_of(theme, each.mode)

    def passes(tried: Colour, some: list[Pair]) -> bool:
        changed = {**colours, token: tried}
        return all(_ratio(pair, changed) >= pair.need for pair in some)

    mine = [pair for pair in pairs() if token in (pair.above, pair.below)]
    for where, some in (("everywhere", mine), ("here", [each.pair])):
        found = nearest_passing(colours[token], lambda tried, some=some: passes(tried, some))  # type: ignore[misc]
        if found is not None:
            return f"the nearest lightness of `--{token}` that does {where} is `{found.css}`"
    return f"no lightness of `--{token}` would do; change the other token"


def _floored(ratio: float) -> str:
    """Return a ratio with two decimals, never more than it is."""
    return f"{int(ratio * 100) / 100:.2f}"
