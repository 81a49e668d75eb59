"""The date that a run judges by, and how long what was said of it stays true."""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)


class Clock:
    """Tells rules the date, and remembers which other dates would have had the same answers.

    `first` and `last` are the ends of that stretch of dates, None where it has no end. A rule that compares
    days by `has_come` leaves it as wide as it can be; one that reads `today` narrows it to the one date.
    """

    __slots__ = ("_today", "first", "last")

    def __init__(self, today: date) -> None:
        self._today = today
        self.first: date | None = None
        self.last: date | None = None

    @property
    def today(self) -> date:
        """Return the date itself, with which the answer holds for no other."""
        self.first = self.last = self._today
        return self._today

    def has_come(self, day: date) -> bool:
        """Tell whether a day is today or past."""
        if day <= self._today:
            self.first = day if self.first is None else max(self.first, day)
            return True
        before = day - _DAY
        self.last = before if self.last is None else min(self.last, before)
        return False
