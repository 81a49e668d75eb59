"""Customers to write to: who is alive and has gone quiet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jmap.analyze.conditions import MICROS, Asked
from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.in_turn import in_turn
from jmap.analyze.measures.alive import alive
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.times import moment
from jmap.analyze.wanted import Columns, Wanted
from jmap.records import frozen

HEADS = ("customer", "map", "stage", "last_event", "silent_days")


@frozen
class Quiet:
    """A dormant customer: the map and the stage that say so, the last event, and days since then."""

    customer: str
    map: str
    stage: str | None
    last: str
    days: float

    def as_data(self) -> dict[str, Any]:
        """Return it by the names of the columns."""
        return dict(zip(HEADS, self.cells(), strict=True))

    def cells(self) -> tuple[str | float | None, ...]:
        """Return it in the order of the columns."""
        return self.customer, self.map, self.stage, self.last, self.days


def dormant(
    engine: Engine, columns: Columns, wanted: Wanted, asked: Asked, plans: Sequence[MapPlan]
) -> list[Quiet]:
    """Return the customers who are dormant as of the end, by map and by name.

    Raises AnalyzeError where no map says when a customer is dormant.
    """
    telling = [plan for plan in plans if plan.dormant.ways]
    if not telling:
        raise AnalyzeError(
            "no map says when a customer is dormant", "give one a `dormant` such as `{inactive: 30d}`"
        )

    def look(plan: MapPlan, log: Log, moments: Moments) -> list[Quiet]:
        name = engine.dialect.binary("c.customer")
        rows = engine.rows(
            f"SELECT c.customer, v.stage, p.last_us FROM ({alive(plan, log, log.as_of)}) a"
            f" JOIN ({moments.held(plan.dormant, log.as_of)}) h ON h.cid = a.cid"
            " JOIN customers c ON c.cid = a.cid JOIN people p ON p.cid = a.cid"
            " LEFT JOIN (SELECT cid, stage FROM visits WHERE us_out IS NULL) v ON v.cid = a.cid"
            f" ORDER BY {name}"
        )
        return [
            Quiet(
                customer,
                plan.id,
                None if stage is None else plan.stages[stage].id,
                moment(last),
                round((log.as_of - last) / (86_400 * MICROS), 4),
            )
            for customer, stage, last in rows
        ]

    _, found = in_turn(engine, columns, wanted, asked, telling, look)
    return [each for rows in found for each in rows]
