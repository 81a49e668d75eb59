"""A metric's unit: shares in percent where it is `%`, times in the unit of time that is written."""

from __future__ import annotations

from typing import Final

_TIMES: Final = {
    "s": 1,
    "sec": 1,
    "seconds": 1,
    "m": 60,
    "min": 60,
    "minutes": 60,
    "h": 3_600,
    "hours": 3_600,
    "d": 86_400,
    "days": 86_400,
    "w": 7 * 86_400,
    "weeks": 7 * 86_400,
    "mo": 30 * 86_400,
    "months": 30 * 86_400,
    "y": 365 * 86_400,
    "years": 365 * 86_400,
}


def in_time(seconds: float, unit: str) -> float:
    """Return seconds in a unit of time; as they are where it is none."""
    word = unit.strip().lower()
    return seconds / _TIMES.get(word, _TIMES.get(f"{word}s", 1))


def in_share(share: float, unit: str) -> float:
    """Return a share in percent where that is the unit."""
    return share * 100 if unit == "%" else share
