"""Shares, differences and times as plain data, rounded so that they are the same everywhere."""

from __future__ import annotations

from typing import Any, Final

from jmap.measures.measured import Difference, Rate

_DIGITS: Final = 6


def plain_rate(rate: Rate | None) -> dict[str, Any] | None:
    """Return a share with its interval and cases, or None."""
    if rate is None:
        return None
    return {
        "value": rounded(rate.value),
        "low": rounded(rate.low),
        "high": rounded(rate.high),
        "n": rate.n,
        "of": rate.of,
    }


def plain_difference(difference: Difference | None) -> dict[str, Any] | None:
    """Return a difference with its interval, or None."""
    if difference is None:
        return None
    return {
        "value": rounded(difference.value),
        "low": rounded(difference.low),
        "high": rounded(difference.high),
    }


def rounded(value: float | None) -> float | None:
    """Return a number with six digits after the point."""
    return None if value is None else round(value, _DIGITS)


def plain_seconds(value: float | None) -> float | None:
    """Return seconds to the microsecond, whole ones as whole numbers."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, _DIGITS)
