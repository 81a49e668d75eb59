"""The period that metrics are measured over to be recorded, and what a log shows of it."""

from __future__ import annotations

from datetime import date, timedelta

from jmap.analyze.fault import AnalyzeError
from jmap.analyze.measures.cases import Span, Time
from jmap.analyze.staging import Log
from jmap.analyze.times import day, end_of_day, start_of_day
from jmap.analyze.wanted import Wanted
from jmap.model.kinds.times import PeriodText, period_of
from jmap.records import frozen


@frozen
class PeriodShown:
    """A period in the log's zone, in microseconds: from `since` on, up to and without `until`.

    `time` is what metrics are measured over, None where the log begins later. `began` is the day on which it
    begins.
    """

    period: PeriodText
    since: int
    until: int
    began: date
    time: Time | None

    @property
    def cut(self) -> bool:
        """Tell whether the log begins on a later day than the period."""
        return self.began > self.period.first


def period_shown(wanted: Wanted, log: Log) -> PeriodShown | None:
    """Return the period that is asked for, None if none is. Raises AnalyzeError where it is not over."""
    period, zone = wanted.period, wanted.timezone
    if period is None:
        return None
    as_of = day(log.as_of, zone)
    wrong = unfinished(period, as_of)
    if wrong:
        hint = f"record it when it is; if the log has all of it, say so with `--as-of {period.last}`"
        raise AnalyzeError(wrong, hint if period.first <= as_of else "")
    return shown_of(period, zone, log)


def shown_of(period: PeriodText, zone: str, log: Log) -> PeriodShown:
    """Return what a log shows of a period that is over."""
    since, last = start_of_day(period.first, zone), end_of_day(period.last, zone)
    at = min(last, log.as_of)
    time = Time(at, log.as_of, Span(at, since - 1)) if at >= log.first else None
    return PeriodShown(period, since, last + 1, day(log.first, zone), time)


def newest_whole(grain: str, zone: str, log: Log) -> PeriodShown | None:
    """Return the newest period of a grain that is over and that the log has all of, or None."""
    as_of = day(log.as_of, zone)
    period = period_of(as_of, grain)
    if period is not None and period.last > as_of:
        period = period_of(period.first - timedelta(days=1), grain) if period.first > date.min else None
    found = shown_of(period, zone, log) if period is not None and period.last < date.max else None
    return found if found is not None and found.time is not None and not found.cut else None


def unfinished(period: PeriodText, as_of: date) -> str:
    """Return why a period cannot be measured on a day, nothing where it can.

    What is recorded stays, and a part of a period would be read as the whole of it.
    """
    if period.first > as_of:
        return f"`{period.text}` had not begun on {as_of}, the day that was measured"
    if period.last > as_of:
        return f"`{period.text}` is not over on {as_of}, the day that was measured"
    return ""
