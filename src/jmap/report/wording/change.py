"""What changed since last time, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jmap.audit.change import STATES, Change, MetricMoved, State
from jmap.audit.gate import Condition
from jmap.audit.moved import moved, signed, split
from jmap.audit.snapshot import FindingThen
from jmap.audit.trend import TrendPoint
from jmap.faults import Severity
from jmap.findings.finding import Finding
from jmap.report.wording.figures import counted, graded, with_unit

BARS = "▁▂▃▄▅▆▇█"
BREAK = "|"
"""Stands in the trend where the ruler changed: what is left of it was measured otherwise."""


def since(change: Change) -> str:
    """Return since when, such as `since 2026-08-20` or `since revision v1`."""
    return f"since {'revision ' if change.kind == 'revision' else ''}{change.since}"


def met(condition: Condition) -> str:
    """Return whether a condition is met, in two words or three."""
    return {True: "met", False: "not met", None: "cannot be judged"}[condition.met]


def score(change: Change) -> str:
    """Return the score then and now, with what it moved by and why."""
    then = graded(change.score.before, change.score.grade_before)
    now = graded(change.score.after, change.score.grade_after)
    told = moved(change.score)
    parts = split(change)
    text = f"{then} -> {now}" if change.score.before is not None else f"{now} now"
    if told:
        text += f", {told}"
    if parts is not None and not change.ruler:
        text += ", all by content" if change.score.by else ""
    elif parts is not None:
        text += f": {parts[0]} by content, {parts[1]} by the ruler"
        if change.shared is not None:
            text += f" (content on the {counted(change.shared, 'rule')} that both rulers share)"
    if change.why:
        text += f"; {change.why}"
    return text


def ruler(change: Change, now: str) -> str:
    """Return what differs between the rulers, or that they are the same."""
    if change.ruler_before == now:
        return f"the same ruler, {now}"
    told = "; ".join(change.ruler_changes) or "what differs is not known"
    return f"another ruler, {change.ruler_before} -> {now}: {told}"


def state_counts(change: Change) -> str:
    """Return how many findings are in each state, such as `3 new, 1 reopened, 40 unchanged`."""
    parts = [f"{change.count(state)} {state}" for state in STATES if change.count(state)]
    text = ", ".join(parts) or "none then and none now"
    if change.not_looked_at:
        text += f"; {change.not_looked_at} of then not looked at now"
    return text


def in_state(findings: Mapping[str, Finding], change: Change, *states: State) -> list[tuple[State, Finding]]:
    """Return the findings of some states, by state, then severity, then place."""
    found = [
        (state, findings[print_])
        for print_, state in change.states.items()
        if state in states and print_ in findings
    ]
    return sorted(found, key=lambda pair: (states.index(pair[0]), pair[1].severity.rank, pair[1].order))


def fixed(change: Change) -> list[FindingThen]:
    """Return the findings that are gone, the gravest first."""
    return sorted(
        change.fixed, key=lambda one: (severity_of(one.severity).rank, one.file, one.rule, one.message)
    )


def severity_of(text: str) -> Severity:
    """Return the severity that a snapshot wrote; a warning for one that is not known any more."""
    return Severity(text) if text in list(Severity) else Severity.WARNING


def metric(line: MetricMoved) -> str:
    """Return how a metric moved, such as `NPS 38 -> 42, now on target`."""
    values = f"{with_unit(line.before, line.unit)} -> {with_unit(line.after, line.unit)}"
    state = ""
    if line.state_before != line.state_after:
        state = f", {line.state_before or 'not there'} -> {line.state_after or 'gone'}"
    return f"{line.title} {values}{state}"


def metrics(change: Change) -> Iterator[tuple[str, list[MetricMoved]]]:
    """Yield the metrics that got better, those that got worse and those that only changed, each once."""
    for way, word in (("worse", "worse"), ("better", "better"), ("same", "changed"), ("", "changed")):
        found: dict[tuple[str, str], MetricMoved] = {}
        for each in change.metrics:
            if each.way == way:
                found.setdefault((each.id, each.title), each)
        if found:
            yield word, list(found.values())


def maps(change: Change, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield which maps are new and which are gone."""
    if change.maps_added:
        yield "new maps: " + ", ".join(titles.get(each, each) for each in change.maps_added)
    if change.maps_gone:
        yield "maps that are gone: " + ", ".join(change.maps_gone)


def moved_maps(change: Change) -> list[tuple[str, str]]:
    """Return the maps whose score moved with what it moved by, the farthest fall first."""
    found = [(id_, each) for id_, each in change.maps.items() if each.by]
    return [(id_, signed(each)) for id_, each in sorted(found, key=lambda pair: (pair[1].by or 0, pair[0]))]


def trend(points: tuple[TrendPoint, ...], most: int = 8) -> str:
    """Return the scores over time in one line, a bar for each, with a break where the ruler changed.

    Only the newest of more than `most` are told.
    """
    parts = []
    for index, point in enumerate(points[-most:]):
        if index and point.breaks:
            parts.append(BREAK)
        parts.append(_point(point))
    earlier = len(points) - most
    return (f"({earlier} earlier)  " if earlier > 0 else "") + "  ".join(parts)


def _point(point: TrendPoint) -> str:
    bar = BARS[min(int(point.overall * len(BARS) / 100), len(BARS) - 1)] if point.overall is not None else "·"
    return f"{'now' if point.now else point.as_of} {bar} {graded(point.overall, point.grade)}"
