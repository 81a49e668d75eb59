"""What `jmap health` asks of a log, map by map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from jmap.analyze.accounts import Named, named
from jmap.analyze.conditions import Asked
from jmap.analyze.engine import Engine
from jmap.analyze.figures import DAY, HealthPlan
from jmap.analyze.in_turn import in_turn
from jmap.analyze.measures.alive import can_leave
from jmap.analyze.measures.backtest import Backtest, backtest
from jmap.analyze.measures.health import HealthScores, health
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.times import end_of_day, moment
from jmap.analyze.wanted import Wanted, columns_of
from jmap.cli.event_log import read_plans
from jmap.cli.progress import progress
from jmap.cli.session import Session
from jmap.cli.stop import stop
from jmap.findings.finding import Report
from jmap.records import frozen

_USUAL: Final = 30 * DAY
"""So far back an earlier score is looked for where the health score has no window."""


@frozen
class Wish:
    """What is asked for: one account, a list of all, or the past; None or False where it is not."""

    account: str | None
    model: str | None
    rows: bool
    since: date | Path | None
    ago: int | None


@frozen
class Look:
    """What one map shows of health scores: bands as of now, accounts by name, scores of before, the past.

    Each is empty where it is not asked for; bands are asked for by none of the others but the list.
    """

    plan: MapPlan
    models: tuple[HealthPlan, ...]
    scores: tuple[HealthScores, ...]
    accounts: tuple[Named, ...]
    before: tuple[Named, ...]
    past: tuple[Backtest, ...]


@frozen
class Seen:
    """The log and what each map shows of it."""

    log: Log
    wanted: Wanted
    wish: Wish
    looks: tuple[Look, ...]

    @property
    def as_of(self) -> str:
        """Return the time that it speaks of."""
        return moment(self.log.as_of)


def look_at(
    engine: Engine, session: Session, wanted: Wanted, wish: Wish, *, named_maps: bool, quiet: bool
) -> tuple[Seen, Report]:
    """Return what a log shows of the health scores of all maps, and the errors of maps that have some.

    Exits with 2 where no map has the health score asked for. Raises AnalyzeError.
    """
    columns = columns_of(wanted.columns, engine.columns)
    asked = Asked(columns.attributes(engine.columns))
    plans, errors = read_plans(session, asked, named=named_maps, quiet=quiet)
    if wish.model is not None and not any(
        each.id == wish.model for plan in plans for each in plan.figures.models
    ):
        known = sorted({each.id for plan in plans for each in plan.figures.models})
        stop(f"no map has a health score `{wish.model}`", f"there are {', '.join(known)}" if known else "")

    # A map that does not say who leaves has no past to be held against; one of many is no reason to stop.
    scored = [plan for plan in plans if _asked_for(plan, wish)]
    some_can_leave = any(can_leave(plan) for plan in scored)

    def look(plan: MapPlan, log: Log, _: Moments) -> Look:
        models = _asked_for(plan, wish)
        by_name = wish.rows or wish.account is not None

        def at(model: HealthPlan, micros: int) -> Iterator[Named]:
            return named(engine, plan, model, log, wanted, micros)

        in_bands = models if wish.account is None and wish.ago is None else ()
        return Look(
            plan,
            models,
            health(engine, plan, log, wanted, in_bands, log.as_of),
            tuple(each for model in models for each in at(model, log.as_of)) if by_name else (),
            tuple(each for model in models for each in at(model, before(model, log, wanted, wish)))
            if wish.account is not None and not isinstance(wish.since, Path)
            else (),
            tuple(backtest(engine, plan, each, log, wanted, wish.ago) for each in models)
            if wish.ago is not None and (can_leave(plan) or not some_can_leave)
            else (),
        )

    with progress("scoring", len(scored), quiet=quiet) as done:
        log, looks = in_turn(engine, columns, wanted, asked, scored, look, done, customer=wish.account)
    return Seen(log, wanted, wish, tuple(looks)), errors


def _asked_for(plan: MapPlan, wish: Wish) -> tuple[HealthPlan, ...]:
    """Return the health scores of a map that are asked for."""
    return tuple(each for each in plan.figures.models if wish.model in (None, each.id))


def before(model: HealthPlan, log: Log, wanted: Wanted, wish: Wish) -> int:
    """Return the moment that changes are told against."""
    if isinstance(wish.since, date):
        return min(end_of_day(wish.since, wanted.timezone), log.as_of)
    return log.as_of - (model.window if model.window is not None else _USUAL)
