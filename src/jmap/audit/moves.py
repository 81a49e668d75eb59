"""Moves short of their target: from the measures, else from the history of a metric that says the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from jmap.audit.where import Where, owner_of, where_of
from jmap.measures.measured import MapMeasured
from jmap.measures.proportion import wilson
from jmap.model.metrics import Metric
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.rules.figures import tidy
from jmap.rules.went_on import went_on
from jmap.workspace.journey import Journey, Way


@frozen
class MoveLine:
    """A declared way from stage to stage that has a `target`, shares in percent.

    `actual` comes from the measures, else from the newest value of the one metric in sight whose `measure`
    is the rate between the two stages; `source` says which, `basis` the day of the measures, or the metric's
    name and the period, and `metric` its id. `n` are the cases behind it, `low` and `high` its interval.
    `short` is target less actual where that is above 0, `lost` the cases that would have gone on at the
    target, n x short / 100, None where n is not known: measured they are visits, of a history customers.
    """

    start: str
    end: str
    label: str
    target: float
    actual: float | None
    source: Literal["measured", "history", ""]
    basis: str
    n: int | None
    low: float | None
    high: float | None
    short: float | None
    lost: float | None
    owner: str
    where: Where
    metric: str = ""

    @property
    def case(self) -> str:
        """Return what `n` and `lost` count."""
        return "visit" if self.source == "measured" else "customer"


@frozen
class _Known:
    """The share that took a way, in percent, and what it rests on."""

    actual: float
    source: Literal["measured", "history"]
    basis: str
    n: int | None
    low: float | None
    high: float | None
    metric: str = ""


def move_lines(journey: Journey, settings: Settings, measured: MapMeasured | None) -> tuple[MoveLine, ...]:
    """Return the moves that have a target, by cases lost, then by points short, then as in the file."""
    return tuple(sorted(_moves(journey, settings, measured), key=_by_loss))


def _moves(journey: Journey, settings: Settings, measured: MapMeasured | None) -> Iterator[MoveLine]:
    rates: dict[tuple[str, str], list[Metric]] | None = None
    for way in journey.ways():
        target = way.move.target
        if target is None:
            continue
        known = _from_measures(way, settings, measured)
        if known is None:
            rates = _rates(journey) if rates is None else rates
            known = _from_history(rates.get((way.start, way.end), []), settings)
        yield _line(way, target, known, journey)


def _line(way: Way, target: float, known: _Known | None, journey: Journey) -> MoveLine:
    owner = owner_of(journey, "stages", way.start)
    where = where_of(journey, "stages", way.start, ("next", way.end, "target"))
    start, end, label = way.start, way.end, way.move.label or ""
    if known is None:
        return MoveLine(start, end, label, target, None, "", "", None, None, None, None, None, owner, where)
    missing = tidy(target - known.actual)
    short = missing if missing > 0 else None
    lost = tidy(known.n * max(0.0, target - known.actual) / 100) if known.n is not None else None
    return MoveLine(
        start,
        end,
        label,
        target,
        tidy(known.actual),
        known.source,
        known.basis,
        known.n,
        known.low,
        known.high,
        short,
        lost,
        owner,
        where,
        known.metric,
    )


def _from_measures(way: Way, settings: Settings, measured: MapMeasured | None) -> _Known | None:
    """Return the share of the ended visits of a stage that went on, or None where no log shows it."""
    if measured is None or settings.measures is None:
        return None
    share = went_on(measured, way.start, way.end)
    if share is None or share.value is None or share.low is None or share.high is None:
        return None
    day = settings.measures.as_of.isoformat()
    low, high = tidy(100 * share.low), tidy(100 * share.high)
    return _Known(100 * share.value, "measured", day, share.of, low, high)


def _rates(journey: Journey) -> dict[tuple[str, str], list[Metric]]:
    """Return the metrics in sight that are the rate between two stages, in percent.

    Those that the map defines go before those that it names, and these before the rest; of two alike one
    that counts without a limit of time goes first.
    """
    found: dict[tuple[str, str], list[tuple[int, bool, Metric]]] = {}
    named = {each.id for each in journey.metrics()}
    for definition in journey.sight.sections["metrics"].values():
        metric: Metric = definition.object
        share = metric.measure.rate if metric.measure is not None else None
        if share is None or metric.archived or metric.shown_unit not in ("", "%"):
            continue
        rank = 0 if metric.id in journey.file.metrics else 1 if metric.id in named else 2
        found.setdefault((share.from_, share.to), []).append((rank, share.within is not None, metric))
    return {
        way: [metric for _, _, metric in sorted(metrics, key=lambda each: each[:2])]
        for way, metrics in found.items()
    }


def _from_history(metrics: list[Metric], settings: Settings) -> _Known | None:
    """Return the newest value of the first of some metrics that has one."""
    for metric in metrics:
        latest = metric.latest(settings.as_of)
        if latest is None or latest[1].value is None:
            continue
        period, actual, n = latest[0], latest[1].value, latest[1].n
        low = high = None
        if n is not None and 0 <= actual <= 100:
            low, high = (tidy(each * 100) for each in wilson(round(actual * n / 100), n))
        basis = f"{metric.title}, {period.text}"
        return _Known(actual, "history", basis, n, low, high, metric.id)
    return None


def _by_loss(line: MoveLine) -> tuple[float, float]:
    return -(line.lost or 0.0), -(line.short or 0.0)
