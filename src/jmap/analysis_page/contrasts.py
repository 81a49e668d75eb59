"""Drawings of differences with their intervals, and of metrics beside their targets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analysis_page.chart import Bar, Chart, Interval, Mark, Row, Shape, chart
from jmap.analysis_page.figures import shown
from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.figures import Counted
from jmap.analyze.formats.figure_rows import in_unit, rests_on_few
from jmap.analyze.formats.figures import count, points
from jmap.analyze.measures.exposure import Contrast
from jmap.analyze.measures.segments import Segment
from jmap.analyze.measures.signs import judged
from jmap.analyze.plan import MapPlan
from jmap.analyze.sections.groups import comparison, shown_apart
from jmap.analyze.sections.groups import too_few as too_few_apart
from jmap.analyze.sections.reach import few_met, signs, too_few
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Difference

_SCALE: Final = (-1.0, 1.0)
_TICKS: Final = tuple((n / 100, f"{n:+d}".replace("-", "−") if n else "0") for n in (-100, -50, 0, 50, 100))
_RIGHT: Final = 216.0
_INTERVAL: Final = ("whisker", "95\u00a0% interval")


def touchpoint_charts(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    """Yield by how many points more of those who met a touchpoint move on."""
    rows = []
    for place, one in each.exposures.contacts.items():
        told: list[str] = []
        intervals: list[Interval] = []
        marks: list[Mark] = []
        whole, later = one.whole.forward, one.landmark.forward if one.landmark is not None else None
        for contrast in (whole, later):
            found = contrast.difference if contrast is not None else None
            if contrast is None or found is None:
                continue
            few, second = too_few(contrast, wanted), contrast is later
            told.append(_said(contrast) + ("*" if few else ""))
            intervals += _interval(found, second=second, few=few)
            marks += _mark(found, "ring" if second else "dot", second=second, few=few)
        if told:
            title = each.plan.contacts[place].title
            rows.append(Row(title, "\n".join(told), (), tuple(intervals), tuple(marks), few_met(one, wanted)))
    key = (("dot", "all first visits"), ("ring", "those still open at the landmark"), _INTERVAL)
    title = "Points by which more move on if they met it"
    yield chart(title, rows, _SCALE, _TICKS, key, right=_RIGHT, zero=True)


def sign_charts(each: MapAnalysis, wanted: Wanted, kind: str) -> Iterator[Chart | None]:
    """Yield by how many points more of those with a driver move on, or with a risk leave."""
    rows = []
    for sign, one in signs(each, kind):
        contrast = judged(sign, one)
        found = contrast.difference
        if found is None:
            continue
        few = too_few(contrast, wanted)
        rows.append(Row(sign.text, _said(contrast), (), _interval(found), _mark(found, "dot"), few))
    did = "move on" if kind == "driver" else "leave"
    key = (("dot", "difference"), _INTERVAL)
    yield chart(f"Points by which more {did} with it", rows, _SCALE, _TICKS, key, right=_RIGHT, zero=True)


def segment_chart(found: Segment, plan: MapPlan, wanted: Wanted) -> Chart | None:
    """Return by how many points a segment differs from the rest, in what its table shows."""
    rows = []
    for one in shown_apart(found):
        gap = one.difference
        if gap is not None:
            figure = shown(f"{points(gap)} of {count(one.inside.of + one.rest.of)}")
            few = too_few_apart(one, wanted)
            rows.append(
                Row(comparison(one, plan, wanted), figure, (), _interval(gap), _mark(gap, "dot"), few)
            )
    key = (("dot", "difference"), _INTERVAL)
    title = f"Points above or below the rest: {found.plan.title}"
    return chart(title, rows, _SCALE, _TICKS, key, left=280.0, right=_RIGHT, zero=True)


def metric_charts(each: MapAnalysis, wanted: Wanted) -> Iterator[Chart | None]:
    """Yield what was measured of each metric beside target and declared value, each on a scale of its own."""
    rows = []
    for id_, found in each.metrics.items():
        metric = each.plan.figures.metrics[id_]
        if found.value is None:
            continue
        actual = metric.actual[1] if metric.actual is not None else None
        known = [n for n in (0.0, found.value, found.high, metric.target, actual) if n is not None]
        low, high = min(known), max(known)
        size = (high - low) or 1.0

        def at(value: float, low: float = low, size: float = size) -> float:
            return (value - low) / size

        intervals: tuple[Interval, ...] = ()
        if found.low is not None and found.high is not None:
            intervals = (Interval(at(found.low), at(found.high)),)
        marks = [Mark(at(metric.target), "tick")] if metric.target is not None else []
        marks += [Mark(at(actual), "ring")] if actual is not None else []
        few = rests_on_few(metric, found, wanted.min_n)
        ends = sorted((at(0.0), at(found.value)))
        figure = shown(in_unit(found.value, metric.unit))
        if not isinstance(metric.asked, Counted):
            # A count is of nothing but itself.
            figure += f"\nof {count(found.n)}"
        rows.append(Row(metric.title, figure, (Bar(ends[0], ends[1], "any"),), intervals, tuple(marks), few))
    key = (("any", "measured"), ("tick", "target"), ("ring", "declared"), _INTERVAL)
    yield chart("Measured, each on a scale of its own", rows, (0.0, 1.0), (), key)


def _said(contrast: Contrast) -> str:
    cases = contrast.exposed.of + contrast.not_exposed.of
    return shown(f"{points(contrast.difference)} of {count(cases)}")


def _interval(found: Difference, *, second: bool = False, few: bool = False) -> tuple[Interval, ...]:
    return (Interval(found.low, found.high, second, few),)


def _mark(found: Difference, shape: Shape, *, second: bool = False, few: bool = False) -> tuple[Mark, ...]:
    return (Mark(found.value, shape, second, few),)
