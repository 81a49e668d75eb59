"""Figures as a person reads them: shares with their interval, times in the unit that suits them."""

from __future__ import annotations

from typing import Final

from jmap.measures.measured import Difference, Rate

DASH: Final = "-"
_UNITS: Final = ((365 * 86_400, "y"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))


def count(n: int) -> str:
    """Return a whole number in groups of three digits."""
    return f"{n:,}"


def cases(n: int, least: int) -> str:
    """Return a number of cases, and `*` where these are fewer than a least, but some."""
    return count(n) + ("*" if 0 < n < least else "")


def several(n: int, one: str, many: str = "") -> str:
    """Return a number with what is counted: `1 visit`, `2 visits`."""
    return f"{count(n)} {one if n == 1 else many or one + 's'}"


def share(rate: Rate | None, least: int) -> str:
    """Return a share in percent with interval and cases, and `*` where these are fewer than a least."""
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return DASH
    few = "*" if rate.of < least else ""
    interval = f"({rate.low * 100:.0f} to {rate.high * 100:.0f})"
    return f"{rate.value * 100:.1f} %{few} {interval} of {count(rate.of)}"


def brief(rate: Rate | None, least: int) -> str:
    """Return a share in percent with its cases, and `*` where these are fewer than a least."""
    if rate is None or rate.value is None:
        return DASH
    return f"{rate.value * 100:.1f} %{'*' if rate.of < least else ''} of {count(rate.of)}"


def points(difference: Difference | None) -> str:
    """Return a difference in points of percent with its interval."""
    if difference is None:
        return DASH
    low, high = difference.low * 100, difference.high * 100
    return f"{difference.value * 100:+.1f} ({low:+.0f} to {high:+.0f})"


def duration(seconds: float | None) -> str:
    """Return a length of time with three digits or so; a dash where it is not known."""
    if seconds is None:
        return DASH
    for size, unit in _UNITS:
        if seconds >= size:
            value = seconds / size
            return f"{value:.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}".replace(".0 ", " ")
    return f"{seconds:.3g} s"
