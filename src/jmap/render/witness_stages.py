"""What a log says of milestones, drivers and risks, in our words: beside what the map says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.audit.sign_lines import SignKind, too_few
from jmap.measures.measured import Difference, MapMeasured, MilestoneMeasured, Rate, SignMeasured
from jmap.render.witness import seconds_in_words, share_in_words
from jmap.render.words import Words, term

_MOVED_ON: Final = term("{one} moved on in time with it, {other} without")
_LEFT: Final = term("{one} left with it, {other} without")


def milestone_briefly(measured: MapMeasured | None, stage: str, words: Words) -> str:
    """Return the share of visits that reached the milestone of a stage, or '' where none is known."""
    found = _milestone(measured, stage)
    if found is None or found.reached.value is None:
        return ""
    share, whole = share_in_words(found.reached.value, words), words.number(found.reached.of)
    return words("milestone in {share} of {whole} visits", share=share, whole=whole)


def milestone_in_words(measured: MapMeasured | None, stage: str, min_n: int, words: Words) -> str:
    """Return who reached the milestone of a stage, with interval, and how soon; '' where none is known."""
    found = _milestone(measured, stage)
    return " · ".join(_reached(found, min_n, words)) if found is not None else ""


def value_in_time(measured: MapMeasured | None, min_n: int, words: Words) -> str:
    """Return how long it takes from the purchase to the first milestone after it, or ''."""
    found = measured.time_to_value if measured is not None else None
    if found is None or found.reached.value is None:
        return ""
    return words("Time to value: {text}", text=" · ".join(_reached(found, min_n, words, of_buyers=True)))


def sign_in_words(kind: SignKind, seen: SignMeasured, min_n: int, words: Words) -> str:
    """Return whether a driver or risk holds in the data, with the cases: an association."""
    return words.language.comma.join(_sign(kind, seen, min_n, words))


def _sign(kind: SignKind, seen: SignMeasured, min_n: int, words: Words) -> Iterator[str]:
    if seen.reach is not None and not seen.reach.n:
        yield words("never seen in {whole} visits", whole=words.number(seen.reach.of))
        return
    shares = _shares(kind, seen.shown, seen.not_shown, words)
    verdict = term("no clear difference in the data")
    if seen.holds is not None:
        verdict = term("holds in the data") if seen.holds else term("the other way round in the data")
    elif too_few(seen, min_n):
        verdict = term("too few to judge by")
    yield words("{name}: {text}", name=words(verdict), text=shares) if shares else words(verdict)
    if seen.difference is not None:
        yield _points(seen.difference, words)
        yield words("an association")


def _shares(kind: SignKind, one: Rate | None, other: Rate | None, words: Words) -> str:
    if one is None or other is None or one.value is None or other.value is None:
        return ""
    text = _MOVED_ON if kind == "driver" else _LEFT
    return words(text, one=_part(one.value, one.of, words), other=_part(other.value, other.of, words))


def _part(value: float, of: int, words: Words) -> str:
    return words("{part} of {whole}", part=share_in_words(value, words), whole=words.number(of))


def _points(difference: Difference, words: Words) -> str:
    value, low, high = (round(100 * each, 1) for each in (difference.value, difference.low, difference.high))
    amount = f"+{words.number(value)}" if value > 0 else words.number(value)
    return words(
        "{amount}\u00a0points ({low} to {high})",
        amount=amount,
        low=words.number(low),
        high=words.number(high),
    )


def _milestone(measured: MapMeasured | None, stage: str) -> MilestoneMeasured | None:
    seen = measured.stages.get(stage) if measured is not None else None
    return seen.milestone if seen is not None and seen.observed else None


def _reached(found: MilestoneMeasured, min_n: int, words: Words, *, of_buyers: bool = False) -> Iterator[str]:
    share = found.reached
    if share.value is None:
        yield words("no visits")
        return
    value = share_in_words(share.value, words)
    if share.low is not None and share.high is not None:
        low, high = (words.number(round(100 * each, 1)) for each in (share.low, share.high))
        value = words("{share} ({low} to {high})", share=value, low=low, high=high)
    text = (
        term("{share} of {whole} who purchased reached a milestone")
        if of_buyers
        else term("reached in {share} of {whole} visits")
    )
    yield words(text, share=value, whole=words.number(share.of))
    if found.median is not None:
        yield words("median {time}", time=seconds_in_words(found.median, words))
    if share.of < min_n:
        yield words("too few to judge by")
