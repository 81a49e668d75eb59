"""Figures as a person writes them."""

from __future__ import annotations

from fractions import Fraction

from jmap.audit.score import shown
from jmap.measures.measured import Rate

_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"))
_THOUSAND = 10_000


def number(value: float | None) -> str:
    """Return a number with at most two decimals, thousands apart from 10 000 on; a dash for none."""
    if value is None:
        return "-"
    if abs(value) >= _THOUSAND:
        return f"{value:,.0f}".replace(",", " ")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def with_unit(value: float | None, unit: str) -> str:
    """Return a number and its unit; a dash for none."""
    return f"{number(value)} {unit}".strip() if value is not None else "-"


def signed(value: float) -> str:
    """Return a number with its sign; 0 has none."""
    text = number(value)
    return text if text.startswith("-") or text == "0" else f"+{text}"


def percent(share: float) -> str:
    """Return a share from 0 to 1 in percent, such as `38 %`, with a decimal where it is below 10 %."""
    return f"{number(round(share * 100, 1 if share < 0.1 else 0))} %"


def rate(given: Rate) -> str:
    """Return a share with its cases and its interval, such as `38 % (80 of 210, 32 to 45 %)`."""
    if given.value is None:
        return "no cases"
    between = ""
    if given.low is not None and given.high is not None:
        between = f", {percent(given.low).removesuffix(' %')} to {percent(given.high)}"
    return f"{percent(given.value)} ({given.n} of {given.of}{between})"


def duration(seconds: float | None) -> str:
    """Return a duration in the largest unit that it fills, such as `3.5 d`; a dash for none."""
    if seconds is None:
        return "-"
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{number(round(seconds / size, 1))} {unit}"
    return f"{number(round(seconds))} s"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun, such as `1 finding` or `2 findings`."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def listed(parts: list[str]) -> str:
    """Return parts as a list in words: `a, b and c`."""
    *most, last = parts or [""]
    return f"{', '.join(most)} and {last}" if most else last


def graded(overall: Fraction | None, grade: str) -> str:
    """Return a score with its grade, such as `87.0 B`."""
    return f"{shown(overall)} {grade}".strip()


def period_words(count: int) -> str:
    """Return for how many periods in a row something went one way, or nothing for one."""
    return f", {count} in a row" if count > 1 else ""
