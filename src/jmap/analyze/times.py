"""Days and times of a zone, as microseconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jmap.analyze.fault import AnalyzeError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def zone_of(name: str) -> tzinfo:
    """Return a time zone. Raises AnalyzeError where there is none of that name."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise AnalyzeError(f"no time zone `{name}`", "write one such as `Europe/Berlin`") from error


def end_of_day(day: date, zone: str) -> int:
    """Return the last microsecond of a day in a zone."""
    if day == date.max:
        raise AnalyzeError(f"`{day}` is too late a day", "name an earlier one")
    return start_of_day(day + timedelta(days=1), zone) - 1


def start_of_day(day: date, zone: str) -> int:
    """Return the first microsecond of a day in a zone."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone_of(zone))
    return (start - _EPOCH) // timedelta(microseconds=1)


def moment(micros: int) -> str:
    """Return a time in UTC, as ISO 8601 to the second, or to the fraction where there is one."""
    time = _EPOCH + timedelta(microseconds=micros)
    return time.isoformat().replace("+00:00", "Z")


def local(micros: int, zone: str) -> str:
    """Return a time in a zone, as ISO 8601 with its offset, to the second or the fraction."""
    return (_EPOCH + timedelta(microseconds=micros)).astimezone(zone_of(zone)).isoformat()


def day(micros: int, zone: str) -> date:
    """Return the day of a time in a zone."""
    return (_EPOCH + timedelta(microseconds=micros)).astimezone(zone_of(zone)).date()
