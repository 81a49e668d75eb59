"""How the journeys are doing: metrics, moments of truth, emotion, service levels, behaviour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from jmap.audit.audit import MapAudit
from jmap.audit.behaviour import ClashLine, HealthLine, MoveLine, StageLine
from jmap.audit.experience import EmotionLine, LevelLine, MomentLine
from jmap.audit.metric_lines import MetricLine
from jmap.audit.milestone_lines import MilestoneLine, ValueLine
from jmap.audit.segment_lines import SegmentLine, by_loss
from jmap.audit.sign_lines import SignLine
from jmap.measures.measured import Rate
from jmap.model.kinds.times import parse_period
from jmap.records import frozen
from jmap.report.page.figures import WORDS, change, measured, plural
from jmap.report.page.most import ROWS, ROWS_FOLDED, Cut, cut
from jmap.report.page.pooling import Of, each_of, shared
from jmap.report.wording.observed import sign_verdict

_SCALE: Final = 10
_WAYS: Final = {"better": ("▲", "ok"), "worse": ("▼", "bad"), "same": ("■", "none")}


@frozen
class MetricTold:
    """A metric as a row: its state as glyph, sentence and level, its way, its history as shares.

    `line` and `target_line` are the history and the target as shares of time and value.
    """

    glyph: str
    state: str
    level: str
    way: str
    way_level: str
    way_words: str
    spark: tuple[tuple[float, float], ...]
    spark_target: float | None
    spark_words: str


@frozen
class MomentTold:
    """A moment of truth with its bars as shares of the scale; `lower` is the lesser of both."""

    importance: float | None
    performance: float | None
    lower: float | None
    word: str
    level: str


@frozen
class Journey:
    """How all journeys are doing. `counts` are the metrics by state, each shared one once.

    `signs` are drivers and risks, each with what the data says of it in a few words.
    """

    metrics: Cut[tuple[Of[MetricLine], MetricTold]]
    counts: tuple[tuple[int, str, str], ...]
    moments: Cut[tuple[Of[MomentLine], MomentTold]]
    emotions: Cut[Of[EmotionLine]]
    levels: Cut[Of[LevelLine]]
    moves: Cut[Of[MoveLine]]
    stages: Cut[Of[StageLine]]
    dormant: tuple[Of[Rate], ...]
    explained: tuple[Of[Rate], ...]
    health: tuple[Of[HealthLine], ...]
    clashes: Cut[Of[ClashLine]]
    lost: float
    milestones: Cut[Of[MilestoneLine]]
    values: Cut[Of[ValueLine]]
    signs: Cut[tuple[Of[SignLine], str]]
    segments: Cut[Of[SegmentLine]]
    lost_cases: str


def journey(maps: list[MapAudit]) -> Journey:
    """Return how the journeys of maps are doing, the worst first within each kind."""
    metrics = shared(each_of(maps, lambda review: review.metrics), lambda line: line.where)
    metrics.sort(key=_urgency)
    states = [each.line.standing.state for each in metrics]
    breached = sum(each.line.standing.breached for each in metrics)
    old = {(line.where.file, line.id) for each in maps for line in each.review.out_of_date()}
    counts = (
        (states.count("on target"), "on target", "ok"),
        (states.count("missed"), "missed", "bad"),
        (states.count("no target"), "without target", "none"),
        (states.count("no data"), "without data", "none"),
        (len(old), "out of date", "near"),
        (breached, f"of these past {'its' if breached == 1 else 'their'} floor", "bad"),
    )
    moments = sorted(
        each_of(maps, lambda review: review.moments),
        key=lambda each: (each.line.gap is None, -(each.line.gap or 0.0)),
    )
    emotions = (Of(each, each.review.emotion) for each in maps if each.review.emotion is not None)
    levels = sorted(each_of(maps, lambda review: review.levels), key=_broken)
    moves = sorted(each_of(maps, lambda review: review.behaviour.moves), key=_lost)
    segments = each_of(maps, lambda review: review.behaviour.segments)
    signs = each_of(maps, lambda review: review.behaviour.signs)
    paid = ((each, each.review.behaviour.time_to_value) for each in maps)
    values = (Of(each, line) for each, line in paid if line is not None)
    return Journey(
        cut(((each, metric_told(each.line)) for each in metrics), ROWS, ROWS_FOLDED),
        tuple(each for each in counts if each[0]),
        cut(((each, _moment(each.line)) for each in moments), ROWS),
        cut(sorted(emotions, key=lambda each: each.line.mean), ROWS),
        cut(levels, ROWS),
        cut(moves, ROWS),
        cut(each_of(maps, lambda review: review.behaviour.stages), ROWS),
        _rates((each, each.review.behaviour.dormant) for each in maps),
        _rates((each, each.review.behaviour.event_coverage) for each in maps),
        tuple(shared(each_of(maps, lambda review: review.behaviour.health), lambda line: line.where)),
        cut(each_of(maps, lambda review: review.behaviour.clashes), ROWS),
        sum(each.line.lost or 0.0 for each in moves),
        cut(each_of(maps, lambda review: review.behaviour.milestones), ROWS),
        cut(values, ROWS),
        cut(((each, sign_verdict(each.line)) for each in sorted(signs, key=_untold)), ROWS),
        cut(sorted(segments, key=lambda each: by_loss(each.line)), ROWS),
        " and ".join(sorted({f"{each.line.case}s" for each in moves if each.line.lost})),
    )


def _untold(each: Of[SignLine]) -> tuple[bool, bool]:
    """Return what sorts those first of which the data can tell, and those it has too little of last."""
    return each.line.holds is None, each.line.few


def _rates(rates: Iterable[tuple[MapAudit, Rate | None]]) -> tuple[Of[Rate], ...]:
    return tuple(Of(each, rate) for each, rate in rates if rate is not None)[:ROWS]


def _urgency(each: Of[MetricLine]) -> tuple[bool, int, float]:
    standing = each.line.standing
    order = ("missed", "on target", "no target", "no data").index(standing.state)
    missing = abs(standing.gap or 0.0) / (abs(standing.target or 0.0) or 1.0) if order == 0 else 0.0
    return (not standing.breached, order, -missing)


def _broken(each: Of[LevelLine]) -> tuple[int, float]:
    line = each.line
    order = {False: 0, None: 1, True: 2}[line.kept]
    return (order, (line.actual or 0.0) - line.target)


def _lost(each: Of[MoveLine]) -> tuple[float, float, bool]:
    return (-(each.line.lost or 0.0), -(each.line.short or 0.0), each.line.actual is None)


def metric_told(line: MetricLine) -> MetricTold:
    """Return a metric's state, its way and its history as a row shows them."""
    glyph, state, level = _state(line)
    way, way_level, way_words = "", "none", ""
    if line.trend is not None:
        way, way_level = _WAYS[line.trend.way]
        times = f", {line.trend.run} times in a row" if line.trend.run > 1 else ""
        moved = change(line.trend.change, line.unit)
        way_words = (
            f"{line.trend.way}{times}" if line.trend.way == "same" else f"{moved}, {line.trend.way}{times}"
        )
    spark, target = _spark(line)
    return MetricTold(glyph, state, level, way, way_level, way_words, spark, target, _history(line))


def _state(line: MetricLine) -> tuple[str, str, str]:
    standing = line.standing
    if standing.state == "no data":
        return "○", "no data", "none"
    if standing.breached:
        return "◆", "past its floor", "bad"
    if standing.state == "no target":
        return "○", "no target", "none"
    if standing.state == "on target":
        return "✓", "on target", "ok"
    gap = standing.gap or 0.0
    side, glyph = ("over", "▲") if gap > 0 else ("under", "▼")
    percent = f"{WORDS.number(abs(gap))}\u00a0{plural('point', abs(gap))}"
    amount = percent if line.unit == "%" else measured(abs(gap), line.unit)
    return glyph, f"{amount} {side}", "near" if standing.near else "bad"


def _spark(line: MetricLine) -> tuple[tuple[tuple[float, float], ...], float | None]:
    periods = [(parse_period(each.period), each.value) for each in line.history]
    known = [(when.last.toordinal(), value) for when, value in periods if when is not None]
    if len(known) < 2:
        return (), None
    target = line.standing.target
    values = [value for _, value in known] + ([target] if target is not None else [])
    low, high, first = min(values), max(values), known[0][0]
    reach, spread = max(known[-1][0] - first, 1), high - low

    def share(value: float) -> float:
        return (value - low) / spread if spread else 0.5

    spark = tuple(((when - first) / reach, share(value)) for when, value in known)
    return spark, share(target) if target is not None else None


def _history(line: MetricLine) -> str:
    if len(line.history) < 2:
        return ""
    first, last = line.history[0], line.history[-1]
    low, high = measured(first.value, line.unit), measured(last.value, line.unit)
    return f"from {low} in {first.period} to {high} in {last.period}"


def _moment(line: MomentLine) -> MomentTold:
    importance = None if line.importance is None else line.importance / _SCALE
    performance = None if line.performance is None else line.performance / _SCALE
    lower = min(importance, performance) if importance is not None and performance is not None else None
    if line.gap is None:
        return MomentTold(importance, performance, lower, "not rated", "none")
    level = "bad" if line.gap >= 5 else "near" if line.gap >= 3 else "ok"
    word = {"bad": "wide gap", "near": "gap", "ok": "close"}[level]
    return MomentTold(importance, performance, lower, word if line.gap > 0 else "no gap", level)
