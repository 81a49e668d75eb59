"""Figures of the report in words: points, shares, spans of time, counts, ways of change."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jmap.audit.change import Moved
from jmap.audit.moved import gained, signed
from jmap.audit.score import shown
from jmap.measures.measured import Difference, Rate
from jmap.render.wording import tone
from jmap.render.words import words_for
from jmap.report.wording import figures as wording

__all__ = ["WORDS", "shown", "tone"]

WORDS: Final = words_for("en")
"""The page is in English, as the messages of the rules are."""

_SPANS: Final = ((86_400, "day"), (3600, "hour"), (60, "minute"))
_PLURALS: Final = {"opportunity": "opportunities", "is": "are", "has": "have"}


def points(value: Fraction) -> str:
    """Return the points that a finding would recover: `+1.8`, `<0.1`; a dash for none."""
    return gained(value) or "–"


def moved(score: Moved) -> str:
    """Return by how much a score moved as it is shown: `+3.2`, `−0.4`; a dash where that is unknown."""
    return signed(score).replace("-", "−") or "–"


def exact(value: Fraction) -> str:
    """Return a sum of weights and shares with two decimals, cut."""
    hundredths = value.numerator * 100 // value.denominator
    return WORDS.number(hundredths / 100)


def number(value: float | None) -> str:
    """Return a number, a dash where there is none."""
    return "–" if value is None else WORDS.number(value)


def measured(value: float | None, unit: str) -> str:
    """Return a value and its unit; words where there is none."""
    return "no data" if value is None else WORDS.measured(value, unit)


def percent(share: float | None) -> str:
    """Return a share from 0 to 1 in percent with a decimal, a dash where there is none."""
    return "–" if share is None else WORDS.percent(round(share * 100, 1))


def interval(rate: Rate) -> str:
    """Return the interval of a share and the cases behind it in words."""
    cases = f"{WORDS.number(rate.n)} of {WORDS.number(rate.of)}"
    if rate.low is None or rate.high is None:
        return cases
    return f"{percent(rate.low)[:-2]}–{percent(rate.high)}, {cases}"


def apart(difference: Difference) -> str:
    """Return how far two shares are apart, in points with their sign: `+12 points`."""
    value = round(100 * difference.value, 1)
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{WORDS.number(abs(value))}\u00a0{plural('point', abs(value))}"


def between(difference: Difference) -> str:
    """Return the interval of a difference in points: `−3 to 20`."""
    low, high = (WORDS.number(round(100 * each, 1)) for each in (difference.low, difference.high))
    return f"{low} to {high}"


def span(seconds: float | None) -> str:
    """Return a length of time in its greatest unit, with a decimal: `10 days`, `1.5 hours`."""
    if seconds is None:
        return "not known"
    size, unit = next(((size, unit) for size, unit in _SPANS if seconds >= size), (1, "second"))
    amount = round(seconds / size, 1)
    return f"{WORDS.number(amount)}\u00a0{plural(unit, amount)}"


def count(amount: int, noun: str) -> str:
    """Return an amount of something in words: `1 finding`, `12 findings`."""
    return f"{WORDS.number(amount)}\u00a0{plural(noun, amount)}"


def plural(noun: str, amount: float) -> str:
    """Return a noun or a verb as it stands behind an amount."""
    before, space, last = noun.rpartition(" ")
    return noun if amount == 1 else f"{before}{space}{_PLURALS.get(last, f'{last}s')}"


def change(value: float, unit: str) -> str:
    """Return how far a value moved, with its sign; between percentages it is counted in points."""
    text = WORDS.number(abs(value))
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    if unit == "%":
        return f"{sign}{text}\u00a0{plural('point', abs(value))}"
    return f"{sign}{WORDS.measured(abs(value), unit)}"


def felt(value: float) -> str:
    """Return a figure of the curve with its sign and two decimals, as the other formats have it."""
    return wording.signed(value).replace("-", "−")


def correlation(value: float) -> str:
    """Return a correlation with its sign and two decimals."""
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else f"{'+' if value > 0 else '−'}{text}"
