"""Maps one after another, each with its tables made and taken away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from jmap.analyze.conditions import Asked
from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.moments import Moments, prepare
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log, stage
from jmap.analyze.visits import build, drop
from jmap.analyze.wanted import Columns, Wanted

T = TypeVar("T")


def in_turn(
    engine: Engine,
    columns: Columns,
    wanted: Wanted,
    asked: Asked,
    plans: Sequence[MapPlan],
    look: Callable[[MapPlan, Log, Moments], T],
    done: Callable[[int], None] = lambda _: None,
    *,
    customer: str | None = None,
) -> tuple[Log, list[T]]:
    """Return the log, and what a look at each map's visits gives, in the order of the maps' paths.

    `done` is told how many maps are looked at. With a `customer` nobody else is looked at, while the log and
    as-of stay those of all. Raises AnalyzeError, also where there is no such customer.
    """
    log = stage(engine, columns, wanted, asked)
    if customer is not None:
        _alone(engine, customer)
    prepare(engine, (part for plan in plans for part in plan.parts()))
    found = []
    for plan in sorted(plans, key=lambda each: each.path):
        moments = Moments(log)
        build(engine, plan, moments)
        found.append(look(plan, log, moments))
        drop(engine, plan)
        done(len(found))
    return log, found


def _alone(engine: Engine, customer: str) -> None:
    place = engine.dialect.parameter("customer")
    # What is no text, as bytes on a command line may be, is nobody's name.
    name = customer.encode("utf-8", "replace").decode("utf-8")
    cids = list(engine.rows(f"SELECT cid FROM customers WHERE customer = {place}", {"customer": name}))
    if not cids or name != customer:
        raise AnalyzeError(
            f"the log has no customer `{customer}`", "write it as the log does, capitals and all"
        )
    for table in ("events", "people"):
        engine.create(table, f"SELECT * FROM {table} WHERE cid = {int(cids[0][0])}")
