"""Numbers, dates and lengths of time as people read them, formatted in one place."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from jmap.model.kinds.times import DurationText, PeriodText

NBSP: Final = "\u00a0"
THIN: Final = "\u202f"
MINUS: Final = "\u2212"

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS: Final = {
    "s": "second",
    "m": "minute",
    "h": "hour",
    "d": "day",
    "w": "week",
    "mo": "month",
    "y": "year",
}
_PARTS: Final = re.compile(r"([0-9]+)([a-z]+)")


def number(value: float) -> str:
    """Return a number with at most two decimals, a true minus sign and grouped thousands."""
    text = f"{abs(value):.2f}"
    if 0 < abs(value) < 0.01:
        text = f"{abs(value):.2g}"
        if "e" in text:
            text = f"{abs(value):.12f}".rstrip("0")
    whole, _, part = text.partition(".")
    part = part.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", THIN)
    shown = f"{grouped}.{part}" if part else grouped
    return f"{MINUS}{shown}" if value < 0 and shown != "0" else shown


def signed(value: float) -> str:
    """Return a feeling with its sign and one decimal: `+0.5`, `0.0`, `−1.9`."""
    text = f"{abs(value):.1f}"
    if text == "0.0":
        return text
    return f"{'+' if value > 0 else MINUS}{text}"


def measured(value: float, unit: str) -> str:
    """Return a number and its unit, which stay on one line."""
    return f"{number(value)}{NBSP}{unit.replace(' ', NBSP)}" if unit else number(value)


def percent(value: float) -> str:
    """Return a share: `18.2 %`."""
    return measured(value, "%")


def day(value: date) -> str:
    """Return a date: `2 November 2026`."""
    return f"{value.day}{NBSP}{_MONTHS[value.month - 1]}{NBSP}{value.year}"


def period(value: PeriodText) -> str:
    """Return a period: `2026 Q3`, `September 2026`, `2 November 2026`."""
    if value.grain == "day":
        return day(value.first)
    if value.grain == "month":
        return f"{_MONTHS[value.first.month - 1]}{NBSP}{value.first.year}"
    return value.text.replace("-", NBSP)


def counted(amount: int, one: str, many: str | None = None) -> str:
    """Return an amount and its noun: `1 finding`, `7 findings`."""
    noun = one if amount == 1 else (many if many is not None else f"{one}s")
    return f"{number(amount)}{NBSP}{noun}"


def duration(value: DurationText) -> str:
    """Return a length of time: `30 days`."""
    amount, unit = _taken_apart(value)
    return counted(amount, unit)


def duration_range(value: tuple[DurationText, DurationText]) -> str:
    """Return a length of time or a range: `2–8 weeks`, `2 hours – 3 days`."""
    low, high = value
    if low == high:
        return duration(low)
    (least, unit), (most, other) = _taken_apart(low), _taken_apart(high)
    if unit == other:
        return f"{least}–{counted(most, unit)}"
    return f"{duration(low)} – {duration(high)}"


def age(then: date, now: date) -> str:
    """Return how long ago a day was: `today`, `12 days ago`, `7 months ago`."""
    days = (now - then).days
    if days < 0:
        return f"on {day(then)}"
    if days == 0:
        return "today"
    if days < 90:
        return f"{counted(days, 'day')} ago"
    if days < 730:
        return f"{counted(round(days / 30.4), 'month')} ago"
    return f"{counted(days // 365, 'year')} ago"


def sentence(text: str) -> str:
    """Return a text with its first letter large; one that starts with code stays as it is."""
    return text[:1].upper() + text[1:]


def listed(names: list[str]) -> str:
    """Return names in one sentence: `a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def feeling(value: float) -> str:
    """Return the word for a feeling from -2 to 2."""
    if value >= 1.5:
        return "very positive"
    if value >= 0.35:
        return "positive"
    if value > -0.35:
        return "neutral"
    if value > -1.5:
        return "negative"
    return "very negative"


def _taken_apart(value: DurationText) -> tuple[int, str]:
    match = _PARTS.fullmatch(value.text)
    if match is None or match[2] not in _UNITS:
        return value.seconds, "second"
    return int(match[1]), _UNITS[match[2]]
