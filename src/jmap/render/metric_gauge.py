"""A metric as a page shows it: actual, status in words, bar against the target, line of its history."""

from __future__ import annotations

from datetime import date

from jmap.audit.figures import Standing, standing
from jmap.measures.measured import MapMeasured
from jmap.model.metrics import Metric
from jmap.render.cells import Badge, Gauge
from jmap.render.witness import value_in_words
from jmap.render.words import Words, term


def gauge(
    metric: Metric,
    as_of: date,
    words: Words,
    badges: tuple[Badge, ...] = (),
    *,
    again: bool = False,
    measured: MapMeasured | None = None,
) -> Gauge:
    """Return a metric in words and shares, with what was measured; shorter where it is shown again."""
    stand = standing(metric, as_of)
    glyph, status, level = _status(metric, stand, words)
    bar, tick = (None, None) if again else _bar(metric, stand)
    line, target = ((), None) if again else _line(metric)
    return Gauge(
        metric.id,
        metric.title,
        _value(stand.actual, metric, words) if stand.actual is not None else words("no data"),
        glyph,
        status,
        level,
        _target(metric, words),
        "" if again else _hint(metric, stand, words, value_in_words(measured, metric, words)),
        bar,
        tick,
        line,
        target,
        _line_words(metric, words),
        metric.archived,
        again,
        badges,
    )


def _value(value: float, metric: Metric, words: Words) -> str:
    return words.measured(value, metric.shown_unit)


def _status(metric: Metric, stand: Standing, words: Words) -> tuple[str, str, str]:
    """Return glyph, sentence and level."""
    if stand.state == "no data":
        return "○", words("No data"), "none"
    if stand.state == "no target" or stand.gap is None:
        return "○", words("No target"), "none"
    if stand.state == "on target":
        if stand.breached:
            return "✓", words("On target, past its floor"), "bad"
        return "✓", words("On target"), "ok"
    amount = _gap(abs(stand.gap), metric.shown_unit, words)
    over = stand.gap > 0
    text = term("{amount} over") if over else term("{amount} under")
    if stand.breached:
        text = term("{amount} over, past its floor") if over else term("{amount} under, past its floor")
    level = "near" if stand.near and not stand.breached else "bad"
    return "▲" if over else "▼", words(text, amount=amount), level


def _gap(gap: float, unit: str, words: Words) -> str:
    """Return a distance from the target; between percentages it is counted in points."""
    if unit in ("%", "points"):
        return words("{count}\u00a0points", count=gap)
    return words.number(gap) if " " in unit else words.measured(gap, unit)


def _target(metric: Metric, words: Words) -> str:
    if metric.target is None:
        return words("no target set")
    sign = "≤" if metric.better == "lower" else "≥"
    return words("target {sign}\u00a0{value}", sign=sign, value=_value(metric.target, metric, words))


def _hint(metric: Metric, stand: Standing, words: Words, seen: str) -> str:
    parts = []
    if stand.period is not None:
        parts.append(words.period(stand.period))
    if stand.n is not None:
        parts.append(f"n\u00a0=\u00a0{words.number(stand.n)}")
    if metric.floor is not None:
        parts.append(words("floor {value}", value=_value(metric.floor, metric, words)))
    if seen:
        parts.append(seen)
    return " · ".join(parts)


def _bar(metric: Metric, stand: Standing) -> tuple[float | None, float | None]:
    """Return how full the bar is and where its tick stands; nothing without a target."""
    if stand.actual is None or metric.target is None:
        return None, None
    low = min(0.0, stand.actual, metric.target)
    high = max(stand.actual, metric.target, 0.0)
    span = (high - low) * 1.15 or 1.0
    return (stand.actual - low) / span, (metric.target - low) / span


def _line(metric: Metric) -> tuple[tuple[tuple[float, float], ...], float | None]:
    """Return the history as shares of time and value, and the target's share of value."""
    seen = [(when.last.toordinal(), each.value) for when, each in metric.observations()]
    known = [(when, value) for when, value in seen if value is not None]
    if len(known) < 2:
        return (), None
    values = [value for _, value in known] + ([metric.target] if metric.target is not None else [])
    low, high = min(values), max(values)
    first, last = known[0][0], known[-1][0]
    reach, span = max(last - first, 1), high - low

    def share(value: float) -> float:
        return (value - low) / span if span else 0.5

    line = tuple(((when - first) / reach, share(value)) for when, value in known)
    return line, share(metric.target) if metric.target is not None else None


def _line_words(metric: Metric, words: Words) -> str:
    seen = [(when, each.value) for when, each in metric.observations() if each.value is not None]
    if len(seen) < 2:
        return ""
    (first, low), (last, high) = seen[0], seen[-1]
    return words(
        "from {low} in {first} to {high} in {last}",
        low=low,
        first=words.period(first),
        high=high,
        last=words.period(last),
    )
