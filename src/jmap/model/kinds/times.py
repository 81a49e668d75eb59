"""Dates, periods and durations."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any

from jmap.model.binder import Binder
from jmap.model.described import JsonSchema
from jmap.records import frozen
from jmap.yaml.nodes import Node, Scalar

DAY_SECONDS = 86_400
SECONDS = {
    "s": 1,
    "m": 60,
    "h": 3_600,
    "d": DAY_SECONDS,
    "w": 7 * DAY_SECONDS,
    "mo": 30 * DAY_SECONDS,
    "y": 365 * DAY_SECONDS,
}
"""Units of a duration in seconds; a month is 30 days, a year 365."""

_MONTH = "0[1-9]|1[0-2]"
_DAY = "0[1-9]|[12][0-9]|3[01]"
_WEEK = "0[1-9]|[1-4][0-9]|5[0-3]"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DURATION = re.compile(r"([1-9][0-9]{0,8})(s|mo|m|h|d|w|y)")
_PERIOD = re.compile(rf"([1-9][0-9]{{3}})(?:-(?:H([12])|Q([1-4])|W({_WEEK})|({_MONTH})(?:-({_DAY}))?))?")
_DATE_HINT = "write year, month and day: `2026-10-01`"
_DURATION_HINT = "write a whole number and one of s, m, h, d, w, mo, y: `30d`"
_PERIOD_HINT = "write one such as `2026`, `2026-H2`, `2026-Q3`, `2026-09`, `2026-W36` or `2026-09-30`"


@frozen
class DurationText:
    """A length of time, as written and in seconds."""

    text: str
    seconds: int

    @property
    def days(self) -> float:
        """Return the length in days."""
        return self.seconds / DAY_SECONDS


@frozen
class PeriodText:
    """A stretch of the calendar, as written, from its first day to its last, both included."""

    text: str
    first: date
    last: date

    @property
    def grain(self) -> str:
        """Return `year`, `half`, `quarter`, `month`, `week` or `day`."""
        days = (self.last - self.first).days + 1
        bounds = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (184, "half"))
        return next((name for most, name in bounds if days <= most), "year")


def parse_date(text: str) -> date | None:
    """Return the ISO 8601 calendar date, or None."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_duration(text: str) -> DurationText | None:
    """Return the duration, or None."""
    match = _DURATION.fullmatch(text)
    return DurationText(text, int(match[1]) * SECONDS[match[2]]) if match else None


def parse_period(text: str) -> PeriodText | None:
    """Return the period, or None where it is not on the calendar."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    year, half, quarter, week, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if match[4]:
            first = date.fromisocalendar(year, week, 1)
            return PeriodText(text, first, first + timedelta(days=6))
        if match[6]:
            first = date(year, month, day)
            return PeriodText(text, first, first)
        if match[5]:
            months = (month, month)
        elif quarter:
            months = (quarter * 3 - 2, quarter * 3)
        elif half:
            months = (half * 6 - 5, half * 6)
        else:
            months = (1, 12)
        last = date(year, months[1], calendar.monthrange(year, months[1])[1])
        return PeriodText(text, date(year, months[0], 1), last)
    except (ValueError, OverflowError):
        return None


def period_of(day: date, grain: str) -> PeriodText | None:
    """Return the period of a grain that has a day, or None where it is before the year 1000."""
    year, week, _ = day.isocalendar()
    texts = {
        "year": f"{day.year}",
        "half": f"{day.year}-H{(day.month + 5) // 6}",
        "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
        "month": f"{day.year}-{day.month:02}",
        "week": f"{year}-W{week:02}",
        "day": day.isoformat(),
    }
    return parse_period(texts[grain])


def _no_such_day(text: str) -> str:
    year, month = int(text[:4]), int(text[5:7])
    if not 1 <= month <= 12 or year < 1:
        return _DATE_HINT
    return f"that month has {calendar.monthrange(year, month)[1]} days"


@frozen
class Date:
    """An ISO 8601 calendar date."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a `datetime.date`."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        value = parse_date(node.text)
        if value is None:
            message, hint = f"`{node.text}` is not a date", _DATE_HINT
            if _DATE.fullmatch(node.text):
                message, hint = f"`{node.text}` is not a day of the calendar", _no_such_day(node.text)
            return binder.fault("JM107", message, hint, offending=node.text)
        return value

    def schema(self) -> JsonSchema:
        """Return a schema for the date's shape."""
        return {"type": "string", "pattern": f"^[0-9]{{4}}-({_MONTH})-({_DAY})$", "format": "date"}

    def phrase(self) -> str:
        """Return `a date`."""
        return "a date such as `2026-10-01`"


@frozen
class Period:
    """A year, half, quarter, month, week or day."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a `PeriodText`."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        value = parse_period(node.text)
        if value is None:
            message = f"`{node.text}` is not a period"
            return binder.fault("JM108", message, _PERIOD_HINT, offending=node.text)
        return value

    def schema(self) -> JsonSchema:
        """Return a schema for the period's shape; a year may be a number."""
        return {
            "anyOf": [
                {"type": "integer", "minimum": 1000, "maximum": 9999},
                {"type": "string", "pattern": f"^{_PERIOD.pattern}$"},
            ]
        }

    def phrase(self) -> str:
        """Return `a period`."""
        return "a period such as `2026-Q3`"


@frozen
class Duration:
    """A positive whole number and a unit."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a `DurationText`."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        value = parse_duration(node.text)
        if value is None:
            message = f"`{node.text}` is not a duration"
            return binder.fault("JM109", message, _DURATION_HINT, offending=node.text)
        return value

    def schema(self) -> JsonSchema:
        """Return a schema for the duration's shape."""
        return {"type": "string", "pattern": f"^{_DURATION.pattern}$"}

    def phrase(self) -> str:
        """Return `a duration`."""
        return "a duration such as `30d`"


@frozen
class DurationRange:
    """A duration, or a range of two such as `2h..3h`."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a pair of `DurationText`, the same twice where one is written."""
        if not isinstance(node, Scalar):
            return binder.wrong_type(node, self.phrase())
        parts = [parse_duration(part.strip()) for part in node.text.split("..")]
        low, high = parts[0], parts[-1]
        if len(parts) > 2 or low is None or high is None:
            message = f"`{node.text}` is not a duration or a range of two"
            hint = f"{_DURATION_HINT}, or `2h..3h`"
            return binder.fault("JM109", message, hint, offending=node.text)
        if low.seconds > high.seconds:
            message = f"the range `{node.text}` ends before it begins"
            hint = "put the shorter duration first"
            return binder.fault("JM109", message, hint, offending=node.text)
        return low, high

    def schema(self) -> JsonSchema:
        """Return a schema for one duration or two."""
        one = _DURATION.pattern
        return {"type": "string", "pattern": rf"^{one}( *\.\. *{one})?$"}

    def phrase(self) -> str:
        """Return `a duration or a range`."""
        return "a duration such as `30d`, or a range such as `2h..3h`"
