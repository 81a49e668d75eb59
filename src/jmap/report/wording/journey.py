"""How a journey is doing, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from jmap.audit.behaviour import ClashLine, HealthLine, MoveLine, StageLine
from jmap.audit.experience import Cliff, EmotionLine, FeltAt, LevelLine, MomentLine
from jmap.audit.metric_lines import MetricLine
from jmap.audit.review import Fix, Review
from jmap.report.wording.figures import (
    counted,
    duration,
    number,
    percent,
    period_words,
    rate,
    signed,
    with_unit,
)

UP, DOWN, LEVEL = "▲", "▼", "="
"""Which way a figure went; whether that is good is said in a word beside it."""


def metric_counts(lines: Iterable[MetricLine]) -> str:
    """Return how many metrics stand where, such as `5 on target, 13 missed (1 past its floor)`."""
    every = list(lines)
    if not every:
        return "none"
    states: Counter[str] = Counter(each.standing.state for each in every)
    breached = sum(each.standing.breached for each in every)
    parts = [f"{states[state]} {state}" for state in ("on target", "missed") if states[state]]
    parts += [f"{states[state]} {words}" for state, words in _UNJUDGED if states[state]]
    floor = f" ({breached} past {'its' if breached == 1 else 'their'} floor)" if breached else ""
    return ", ".join(parts) + floor


_UNJUDGED = (("no target", "without a target"), ("no data", "without a value"))


def out_of_date(review: Review) -> str:
    """Return how many values are too old to go by, with the oldest period, or ''."""
    periods = [each.standing.period for each in review.out_of_date() if each.standing.period is not None]
    if not periods:
        return ""
    oldest = min(periods, key=lambda period: period.last)
    return f"; {counted(len(periods), 'value')} out of date, the oldest of {oldest.text}"


def behind(lines: Iterable[MetricLine]) -> list[MetricLine]:
    """Return the metrics that miss their target or are past their floor, as they stand."""
    return [each for each in lines if each.standing.state == "missed" or each.standing.breached]


def metric_target(line: MetricLine) -> str:
    """Return the target with the side that is good, such as `>= 85 %`; a dash where there is none."""
    if line.standing.target is None:
        return "-"
    return f"{'>=' if line.better == 'higher' else '<='} {with_unit(line.standing.target, line.unit)}"


def metric_state(line: MetricLine) -> str:
    """Return where a metric stands, such as `past its floor of 60 %` or `missed, near`."""
    standing = line.standing
    if standing.breached:
        return f"past its floor of {with_unit(standing.floor, line.unit)}"
    return "missed, near" if standing.near else standing.state


def metric_trend(line: MetricLine) -> str:
    """Return which way a metric went, such as `▲ 4 better, 3 in a row`; '' where that is unknown."""
    trend = line.trend
    if trend is None:
        return ""
    if trend.way == "same":
        return f"{LEVEL} unchanged{period_words(trend.run)}"
    sign = UP if trend.change > 0 else DOWN
    return f"{sign} {number(abs(trend.change))} {trend.way}{period_words(trend.run)}"


def metric_briefly(line: MetricLine) -> str:
    """Return a metric in a few words, such as `NPS 42 ▲ better`, with what was measured."""
    trend = line.trend
    went = f" {UP if trend.change > 0 else DOWN} {trend.way}" if trend and trend.way != "same" else ""
    value = f" {with_unit(line.standing.actual, line.unit)}" if line.standing.actual is not None else ""
    seen = metric_measured(line, brief=True)
    return f"{line.title}{value}{went}{f' ({seen})' if seen else ''}"


def metric_measured(line: MetricLine, *, brief: bool = False) -> str:
    """Return what the event log gives for a metric, or ''; without its interval where it is brief."""
    seen = line.measured
    if seen is None or seen.value is None:
        return ""
    cases = f", n {seen.n}" if seen.n is not None else ""
    over = " of the whole log" if seen.of_whole_log else f" in {seen.over}" if seen.over else ""
    between = ""
    if seen.low is not None and seen.high is not None and not brief:
        between = f", {number(seen.low)} to {number(seen.high)}"
    return f"measured {with_unit(seen.value, line.unit)}{over}{cases}{between}"


def moment_figures(line: MomentLine) -> str:
    """Return the importance and the performance of a moment of truth."""
    if line.gap is None:
        missing = [
            name
            for name, value in (("importance", line.importance), ("performance", line.performance))
            if value is None
        ]
        return f"no {' and no '.join(missing)} said"
    return f"importance {number(line.importance)}, performance {number(line.performance)}"


def emotion(line: EmotionLine) -> str:
    """Return the curve in figures, in one sentence."""
    whose = f"of {line.whose}" if line.whose else "mean of all personas"
    return (
        f"mean {signed(line.mean)} ({whose}, {counted(line.points, 'point')}), "
        f"{percent(line.positive)} above neutral, peak and end {signed(line.peak_end)}"
    )


def felt(name: str, point: FeltAt) -> str:
    """Return a point of the curve, such as `lowest -1.8 at Upload: waiting`."""
    return f"{name} {signed(point.value)} at {point.title}{f': {point.label}' if point.label else ''}"


def cliff(fall: Cliff) -> str:
    """Return a fall of the curve in words."""
    start, end = signed(fall.start.value), signed(fall.end.value)
    if fall.start.title == fall.end.title:
        return f"falls by {number(fall.fall)} within {fall.end.title}, from {start} to {end}"
    return f"falls by {number(fall.fall)}, from {start} at {fall.start.title} to {end} at {fall.end.title}"


def level_counts(lines: Sequence[LevelLine]) -> str:
    """Return how many service levels are kept."""
    kept = [each.kept for each in lines]
    parts = [
        f"{kept.count(state)} {words}"
        for state, words in ((True, "kept"), (False, "broken"), (None, "not measured"))
        if kept.count(state)
    ]
    return ", ".join(parts)


def level(line: LevelLine) -> str:
    """Return what a service level promises and what is kept of it."""
    promised = [f"{name} within {time}" for name, time in _times(line) if time]
    promise = f" ({', '.join(promised)})" if promised else ""
    actual = f"{number(line.actual)} %" if line.actual is not None else "not measured"
    return f"{actual}, target {number(line.target)} %{promise}"


def _times(line: LevelLine) -> tuple[tuple[str, str], ...]:
    return (("answer", line.response), ("solution", line.resolution))


def move(line: MoveLine) -> str:
    """Return how many go on from a stage, against the target, with the cases lost."""
    if line.actual is None:
        return f"not measured, target {number(line.target)} %"
    between = ""
    if line.low is not None and line.high is not None:
        between = f", {number(line.low)} to {number(line.high)} %"
    basis = f" ({line.basis}{f', n {line.n}' if line.n is not None else ''}{between})" if line.basis else ""
    text = f"{number(line.actual)} %, target {number(line.target)} %{basis}"
    if line.short is None:
        return f"{text}, reached"
    lost = f", {counted(round(line.lost), line.case)} lost" if line.lost is not None else ""
    return f"{text}, {number(line.short)} points short{lost}"


def stage(line: StageLine) -> str:
    """Return how long a stage takes and how many drop off there, as measured."""
    parts = [counted(line.visits, "visit"), f"median {duration(line.median)}", f"p90 {duration(line.p90)}"]
    if line.declared:
        parts.append(f"{line.declared} declared")
    if line.slow:
        parts.append("slow")
    if line.drop_off is not None and line.drop_off.value is not None:
        parts.append(f"drop-off {rate(line.drop_off)}")
    if line.censored:
        parts.append(f"{line.censored} of {line.n} still open")
    return ", ".join(parts)


def health(line: HealthLine) -> str:
    """Return how many accounts stand in each band."""
    parts = [f"{count} {band}" for band, count in line.bands.items()]
    return ", ".join([*parts, *([f"{line.unknown} unknown"] if line.unknown else [])])


def clash(line: ClashLine) -> str:
    """Return how a touchpoint's drawing clashes with what was measured."""
    drawn = "happy" if line.quarter == "worst" else "unhappy"
    many = "among the most" if line.quarter == "worst" else "among the fewest"
    stayed = f"{percent(line.drop_off)} of {line.cases:,} did not move on in time"
    return f"drawn {drawn} at {signed(line.emotion)}, yet {stayed}, {many}"


def problem_counts(review: Review) -> str:
    """Return how many problems are open by rule, such as `3 problems: JM807 2, JM605 1`; '' for none."""
    if not review.problems:
        return ""
    return f"{counted(len(review.problems), 'problem')}: {rule_counts(review.problems)}"


def rule_counts(fixes: Iterable[Fix]) -> str:
    """Return how many findings each rule has, the most first."""
    found = Counter(each.finding.rule for each in fixes)
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{code} {count}" for code, count in ordered)
