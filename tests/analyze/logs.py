"""Small logs and maps, and a run over them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jmap.analyze.analysis import Analysis, MapAnalysis, analyze
from jmap.analyze.conditions import Asked
from jmap.analyze.engines.duckdb import DuckDB
from jmap.analyze.plan import MapPlan, plan_of
from jmap.analyze.sources import source_of
from jmap.analyze.wanted import Columns, Wanted, columns_of
from jmap.cli.session import open_session
from jmap.findings.collect import judge

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
Event = tuple[str, str, float]
WANTED = Wanted({})


def at(hours: float) -> str:
    """Return a time so many hours after the beginning."""
    return (BEGAN + timedelta(hours=hours)).isoformat()


def us(hours: float) -> int:
    """Return a time so many hours after the beginning, in microseconds since 1970."""
    return round((BEGAN + timedelta(hours=hours)).timestamp() * 1_000_000)


def write_log(path: Path, events: Iterable[Mapping[str, str]], *attributes: str) -> Path:
    """Write a log of rows by column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["customer", "event", "time", *attributes], restval="")
        writer.writeheader()
        writer.writerows(events)
    return path


def rows_of(events: Iterable[tuple[Any, ...]]) -> Iterator[dict[str, str]]:
    """Yield rows of (customer, event, hours), or with a mapping of attributes."""
    for customer, event, hours, *more in events:
        yield {"customer": customer, "event": event, "time": at(hours), **(more[0] if more else {})}


def plans_of(folder: Path, text: str, tests: Asked) -> list[MapPlan]:
    """Return the plan of a map that is written in a folder."""
    (folder / "jmap.toml").touch()
    path = folder / "a.journey.yaml"
    path.write_text(f"jmap: 1\ntitle: A\n{text}", encoding="utf-8")
    session = open_session([path], None, as_of=None)
    judged = list(judge(session.workspace, session.settings, quality=False))
    wrong = [finding.message for each in judged for finding in each.correctness if not each.sound]
    assert wrong == []
    return [plan_of(each.journey, tests) for each in judged]


@contextmanager
def opened(path: Path, zone: str = "UTC") -> Iterator[tuple[DuckDB, Columns, Asked]]:
    """Open a log, and close it."""
    engine = DuckDB(source_of(str(path), path.parent), zone)
    try:
        columns = columns_of({}, engine.columns)
        yield engine, columns, Asked(columns.attributes(engine.columns))
    finally:
        engine.close()


def analysis(folder: Path, text: str, events: Iterable[tuple[Any, ...]], wanted: Wanted = WANTED) -> Analysis:
    """Return the analysis of a map by events."""
    rows = list(rows_of(events))
    attributes = sorted({name for row in rows for name in row} - {"customer", "event", "time"})
    path = write_log(folder / "log.csv", rows, *attributes)
    with opened(path, wanted.timezone) as (engine, columns, tests):
        return analyze(engine, columns, wanted, tests, plans_of(folder, text, tests))


def measured(folder: Path, text: str, events: Iterable[tuple[Any, ...]], **wanted: Any) -> MapAnalysis:
    """Return what was measured of a map by events."""
    [found] = analysis(folder, text, events, replace(WANTED, **wanted)).maps
    return found


def visits(
    folder: Path, text: str, events: Iterable[tuple[Any, ...]], **wanted: Any
) -> list[tuple[Any, ...]]:
    """Return visits: customer, stage, hours in and out, next stage, left, entries, life, number."""
    from jmap.analyze.moments import Moments, prepare
    from jmap.analyze.staging import stage
    from jmap.analyze.visits import build

    rows = list(rows_of(events))
    attributes = sorted({name for row in rows for name in row} - {"customer", "event", "time"})
    path = write_log(folder / "log.csv", rows, *attributes)
    with opened(path) as (engine, columns, tests):
        [plan] = plans_of(folder, text, tests)
        log = stage(engine, columns, replace(WANTED, **wanted), tests)
        prepare(engine, plan.parts())
        assert build(engine, plan, Moments(log))
        names = [each.id for each in plan.stages]
        found = engine.rows(
            "SELECT c.customer, stage, us_in, us_out, nxt, leaves, entries, life, visit_no FROM visits v"
            " JOIN customers c ON c.cid = v.cid ORDER BY c.customer, ix"
        )
        return [
            (
                customer,
                names[stage_],
                (us_in - us(0)) / 3.6e9,
                None if us_out is None else (us_out - us(0)) / 3.6e9,
                None if nxt is None else names[nxt],
                leaves == 1,
                entries,
                life,
                number,
            )
            for customer, stage_, us_in, us_out, nxt, leaves, entries, life, number in found
        ]
