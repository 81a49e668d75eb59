"""What an analysis is asked for: the log's columns, and the settings that change a number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from jmap.analyze.fault import AnalyzeError
from jmap.model.kinds.times import PeriodText
from jmap.nearest import nearest
from jmap.records import frozen

ROLES: Final = ("customer", "event", "time", "id")
_SHOWN: Final = 20


@frozen
class Wanted:
    """Settings of a run. Durations are in seconds; `columns` are those named, by role.

    `as_of` is the last day that counts, in the log's zone; None is the newest event. `by` is what paths are
    made of, `recent` how old a purchase may be, `cohorts` by what time customers who began are put together.
    `period` is one that metrics are measured over as well, to be recorded.
    """

    columns: Mapping[str, str]
    timezone: str = "UTC"
    window: int = 90 * 86_400
    min_n: int = 30
    ignore: tuple[str, ...] = ()
    ties: str = "favour"
    as_of: date | None = None
    mature: bool = False
    by: str = "stage"
    recent: int | None = None
    cohorts: str = "month"
    period: PeriodText | None = None


@frozen
class Columns:
    """Which column of the log is what; every other one is an attribute."""

    customer: str
    event: str
    time: str
    id: str | None = None

    def attributes(self, columns: Mapping[str, str]) -> dict[str, str]:
        """Return the attributes of a log, by name to type; whose event it is may be asked for as one."""
        taken = (self.event, self.time, self.id)
        return {name: kind for name, kind in columns.items() if name not in taken}


def columns_of(named: Mapping[str, str], there: Mapping[str, str]) -> Columns:
    """Return the log's columns: those named, else those that are called `customer`, `event` and `time`.

    Raises AnalyzeError where one is not there.
    """
    for role, name in named.items():
        if name not in there:
            guess = nearest(name, there)
            hint = f"did you mean `{guess}`?" if guess else _there(there)
            raise AnalyzeError(f"the log has no column `{name}` for the {role}", hint)
    found = {role: named.get(role, role) for role in ROLES[:3]}
    for role, name in found.items():
        if name not in there:
            hint = f"say which with `--columns {role}=COLUMN` or `[events] columns`; {_there(there)}"
            raise AnalyzeError(f"no column is named for the {role}", hint)
    taken = [*found.values(), *(named[role] for role in ("id",) if role in named)]
    if len(set(taken)) < len(taken):
        raise AnalyzeError("one column is named for two things", _there(there))
    return Columns(found["customer"], found["event"], found["time"], named.get("id"))


def _there(columns: Mapping[str, str]) -> str:
    names = ", ".join(f"`{name}`" for name in list(columns)[:_SHOWN])
    more = f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else ""
    return f"it has {names}{more}"
