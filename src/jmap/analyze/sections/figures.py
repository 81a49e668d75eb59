"""Metrics, health scores and how far a map is followed, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figure_rows import aim, figure, held, in_unit, metric_note, rests_on_few
from jmap.analyze.formats.figures import DASH, count, several, share
from jmap.analyze.formats.tables import Table
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.sections.section import Section, greyed
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Rate
from jmap.measures.proportion import rate

NAMED: Final = 30
"""So many events are named."""


def metric_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield the metrics that the map says how to measure, beside what it declares."""
    rows, few = [], []
    for id_, found in each.metrics.items():
        metric = each.plan.figures.metrics[id_]
        few.append(rests_on_few(metric, found, wanted.min_n))
        interval = DASH
        if found.low is not None and found.high is not None:
            interval = f"{figure(found.low)} to {figure(found.high)}"
        actual = DASH
        if metric.actual is not None:
            actual = f"{in_unit(metric.actual[1], metric.unit)} in {metric.actual[0]}"
        rows.append(
            (
                metric.title,
                in_unit(found.value, metric.unit) + ("*" if few[-1] else ""),
                interval,
                DASH if found.unseen else count(found.n),
                aim(metric, "≥", "≤"),
                actual,
                held(metric, found),
                metric_note(found),
            )
        )
    if rows:
        heads = ("metric", "measured", "95 % interval", "of", "target", "declared", "the target is", "note")
        table = Table(heads, tuple(rows), frozenset((0, 6, 7)), greyed(few))
        yield Section("metrics", "Metrics", table)


def health_sections(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield each health score: its bands, and how many accounts stand in each."""
    for scores in each.health:
        rows = tuple(
            (name, f"from {figure(low)}" if low is not None else "no score", share(found, wanted.min_n))
            for name, low, found in bands(scores)
        )
        few = greyed([scores.accounts < wanted.min_n for _ in rows])
        notes = [f"{several(scores.accounts, 'account')} by the method {scores.model.method}."]
        notes.extend(f"Not observed: {id_} ({reason})." for id_, reason in scores.unseen.items())
        table = Table(("band", "score", "accounts"), rows, faint=few)
        yield Section("health", f"Health: {scores.model.title}", table, tuple(notes))


def bands(scores: HealthScores) -> Iterator[tuple[str, float | None, Rate]]:
    """Yield the bands of a health score, each with its least score and its accounts, unknown last."""
    for name, low in scores.model.bands:
        yield name, low, rate(scores.bands[name], scores.accounts)
    yield "unknown", None, rate(scores.unknown, scores.accounts)


def followed(each: MapAnalysis) -> tuple[tuple[str, Rate], ...]:
    """Return the three shares that say how far a map is followed."""
    found = each.conformance
    return (
        ("moves that the map declares", found.move_fitness),
        ("customers who made no other", found.customer_fitness),
        ("events that the map names", found.event_coverage),
    )


def conformance_sections(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield how far the map is followed, and the events of which one has a name and the other not."""
    told = followed(each)
    rows = tuple((name, share(found, wanted.min_n)) for name, found in told)
    few = greyed([found.of < wanted.min_n for _, found in told])
    yield Section("conformance", "How far the map is followed", Table(("", "share"), rows, faint=few))
    found = each.conformance
    if found.undeclared:
        named = tuple((one.event, count(one.n), count(one.customers)) for one in found.undeclared[:NAMED])
        table = Table(("event", "n", "customers"), named)
        yield Section("undeclared", "Events that the map does not name", table, _others(found.undeclared))
    if found.never_seen:
        table = Table(("event",), tuple((name,) for name in found.never_seen[:NAMED]))
        title = "Events that the map names and the log does not have"
        yield Section("missing", title, table, _others(found.never_seen))


def _others(every: Sequence[object]) -> tuple[str, ...]:
    more = len(every) - NAMED
    return (f"And {several(more, 'other')}, which the JSON has.",) if more > 0 else ()
