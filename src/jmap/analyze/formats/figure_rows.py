"""Metrics beside what the map declares, and health scores with their bands, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.figures import Lasted, MetricPlan, Ratio
from jmap.analyze.formats.figures import DASH, count, several, share
from jmap.analyze.formats.tables import Table, lines
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.measures.metrics import MetricValue
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.measures.measured import WHOLE_LOG
from jmap.measures.proportion import rate

_IN = "    "


def metric_rows(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield a table of the metrics that the map says how to measure."""
    if not each.metrics:
        return
    yield "  Metrics, as the log has them and as the map declares them"
    rows: list[tuple[str, ...]] = []
    faint: set[int] = set()
    for id_, found in each.metrics.items():
        metric = each.plan.figures.metrics[id_]
        if rests_on_few(metric, found, wanted.min_n):
            faint.add(len(rows))
        rows.append(_metric(metric, found, wanted.min_n))
    heads = ("metric", "measured", "95 % interval", "of", "target", "", "declared", "in", "")
    yield from lines(Table(heads, tuple(rows), frozenset((0, 5, 7, 8)), frozenset(faint)), style, _IN)


def _metric(metric: MetricPlan, found: MetricValue, least: int) -> tuple[str, ...]:
    few = "*" if rests_on_few(metric, found, least) else ""
    interval = DASH
    if found.low is not None and found.high is not None:
        interval = f"{figure(found.low)} to {figure(found.high)}"
    period, actual = (
        (metric.actual[0], in_unit(metric.actual[1], metric.unit)) if metric.actual else ("", DASH)
    )
    return (
        metric.title,
        in_unit(found.value, metric.unit) + few,
        interval,
        DASH if found.unseen else count(found.n),
        aim(metric, ">=", "<="),
        held(metric, found),
        actual,
        period,
        metric_note(found),
    )


def metric_note(found: MetricValue) -> str:
    """Return what is to be known of a value: what it is of, and which cases it leaves out."""
    told = [found.unseen] if found.unseen else [over_in_words(found.over)]
    if found.open and not found.unseen:
        told.append(f"{count(found.open)} may still come")
    return ", ".join(filter(None, told))


def over_in_words(over: str) -> str:
    """Return what a value is of that grows with time, nothing where the metric says that itself."""
    return "of the whole log" if over == WHOLE_LOG else f"in {over}" if over else ""


def rests_on_few(metric: MetricPlan, found: MetricValue, least: int) -> bool:
    """Tell whether a share or a time rests on too few cases to be judged."""
    judged = found.low is not None or isinstance(metric.asked, Lasted | Ratio)
    return judged and found.value is not None and found.n < least


def any_few(each: MapAnalysis, least: int) -> bool:
    """Tell whether a metric or a health score of a map rests on too few cases to be judged."""
    metrics = each.plan.figures.metrics
    return any(0 < scores.accounts < least for scores in each.health) or any(
        rests_on_few(metrics[id_], found, least) for id_, found in each.metrics.items()
    )


def aim(metric: MetricPlan, least: str, most: str) -> str:
    """Return the target of a metric with the sign of the side on which it is met, a dash without one."""
    if metric.target is None:
        return DASH
    return f"{least if metric.better == 'higher' else most} {in_unit(metric.target, metric.unit)}"


def held(metric: MetricPlan, found: MetricValue) -> str:
    """Return whether a target is `met` or `missed`, nothing where that cannot be said.

    A target beside a history of periods is of one of them, and says nothing of the whole log.
    """
    if found.value is None or metric.target is None or (found.over == WHOLE_LOG and metric.grain):
        return ""
    met = found.value >= metric.target if metric.better == "higher" else found.value <= metric.target
    return "met" if met else "missed"


def health_rows(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield a table of each health score: its bands, and how many accounts stand in each."""
    for scores in each.health:
        yield f"  Health: {visible(scores.model.title)}, {several(scores.accounts, 'account')}"
        yield from band_rows(scores, wanted.min_n, style)


def band_rows(scores: HealthScores, least: int, style: Style) -> Iterator[str]:
    """Yield how many accounts stand in each band of a health score, and which indicators show nothing."""
    rows = [
        (
            name,
            f"from {figure(low)}",
            count(scores.bands[name]),
            share(rate(scores.bands[name], scores.accounts), least),
        )
        for name, low in scores.model.bands
    ]
    rows.append(("unknown", "", count(scores.unknown), share(rate(scores.unknown, scores.accounts), least)))
    yield from lines(Table(("band", "score", "accounts", ""), tuple(rows), frozenset((0, 3))), style, _IN)
    for id_, reason in scores.unseen.items():
        yield f"{_IN}not observed: {visible(id_)} ({visible(reason)})"


def in_unit(value: float | None, unit: str) -> str:
    """Return a figure with its unit; a dash where it is not known."""
    if value is None:
        return DASH
    return f"{figure(value)} {unit}".rstrip()


def figure(value: float) -> str:
    """Return a number in groups of three digits, with two decimals at most."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"
