"""The audit for a terminal: the verdict, how far to trust the maps, how the journeys do, what to fix."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jmap.audit.audit import Audit, MapAudit, of_journey
from jmap.audit.journey_state import EmotionState, JourneyState, MetricState
from jmap.audit.quarterly import Quarterly
from jmap.audit.score import CategoryScore, Score, shown
from jmap.audit.verdict import TITLES
from jmap.faults import Severity
from jmap.findings.finding import Finding
from jmap.formats.style import Style
from jmap.formats.width import cells, visible, wrapped
from jmap.rules import registry
from jmap.rules.registry import QUALITY

_BAR = 20
_SHOWN = 5
_URGENT = 3
_WIDTH = 100


def render(quarterly: Quarterly, style: Style) -> str:
    """Return the audit as text. Maps stand in the order of their paths."""
    audit = quarterly.audit
    lines = [*_verdict(quarterly, style), ""]
    for each in audit.maps:
        lines.extend(_map(each, style))
        lines.append("")
    if len(audit.maps) > 1:
        lines.extend(_workspace(audit, style))
        lines.append("")
    lines.append(style.faint(f"as of {audit.as_of}, ruler {audit.ruler}"))
    return "\n".join(lines) + "\n"


def _verdict(quarterly: Quarterly, style: Style) -> Iterator[str]:
    audit = quarterly.audit
    for line in wrapped(quarterly.verdict, min(style.width or _WIDTH, _WIDTH)):
        yield style.bold(line)
    if audit.score.capped_by is not None:
        rule = registry.get(audit.score.capped_by).rule
        yield f"The grade is held at D by an open error of {rule.code} {rule.name}."
    errors = audit.errors.count(Severity.ERROR)
    if errors:
        files = audit.errors.files_with()
        yield style.severity(
            Severity.ERROR,
            f"{errors} error{'s' if errors != 1 else ''} in {files} file{'s' if files != 1 else ''}: "
            "maps with errors are not audited; see `jmap validate`",
        )


def _map(each: MapAudit, style: Style) -> Iterator[str]:
    title = style.bold(visible(each.title))
    yield f"{title}  {style.faint(visible(each.path))}"
    grade = f"grade {each.score.grade}" if each.score.grade else "a draft, not graded" if each.draft else ""
    yield f"  How far can we trust the map?  {style.bold(each.score.shown)}  {grade}"
    if each.score.capped_by is not None:
        rule = registry.get(each.score.capped_by).rule
        yield f"    held at D by an open error of {rule.code} {rule.name}"
    if each.accepted:
        some = "1 accepted finding" if len(each.accepted) == 1 else f"{len(each.accepted)} accepted findings"
        yield f"    without {some}; {each.score_with_accepted.shown} with"
    yield from _categories(each.score, style)
    yield "  How is the journey doing?"
    yield from (f"    {line}" for line in state_lines(each.state))
    urgent = [finding for finding in each.findings if of_journey(finding)]
    if urgent and not each.draft:
        yield f"  Problems of the journey, the gravest of {len(urgent)}"
        for finding in sorted(urgent, key=lambda one: (one.severity.rank, one.order))[:_URGENT]:
            yield from _fix(finding, Fraction(0), style)
    first = first_to_fix(each)
    if first:
        yield f"  Fix first, of {len(first)} findings that the score counts"
        for finding, gain in first[: 3 if each.draft else _SHOWN]:
            yield from _fix(finding, gain, style)


def _categories(score: Score, style: Style) -> Iterator[str]:
    ordered = sorted(
        (score.categories[name] for name in QUALITY.values()),
        key=lambda each: (each.score is None, each.score or Fraction(0)),
    )
    for category in ordered:
        bar = _bar(category, style)
        note = "  weakest" if category.name == score.weakest else ""
        yield f"    {TITLES[category.name]:<24}{category.shown:>6}  {bar}{note}"


def _bar(category: CategoryScore, style: Style) -> str:
    if category.score is None:
        return style.faint("nothing applies")
    filled = int(category.score * _BAR / 100)
    return "█" * filled + style.faint("░" * (_BAR - filled))


def state_lines(state: JourneyState) -> Iterator[str]:
    """Yield how a journey is doing, a line for each kind of figure that the map gives."""
    if state.metrics:
        counts = ((state.count("on target"), "on target"), (state.count("missed"), "missed"))
        blind = ((state.count("no data"), "without data"), (state.count("no target"), "without target"))
        yield "metrics           " + ", ".join(f"{n} {what}" for n, what in (*counts, *blind) if n)
        behind = metrics_behind(state)
        for metric in behind[:_SHOWN]:
            yield f"                  {metric_line(metric)}"
        if len(behind) > _SHOWN:
            yield f"                  and {len(behind) - _SHOWN} more"
    else:
        yield "metrics           none"
    gaps = [each for each in state.moments if each.gap is not None]
    if gaps:
        told = [f"{visible(each.touchpoint.title)} {_signed(-(each.gap or 0.0))}" for each in gaps[:3]]
        yield "moments of truth  performance less importance: " + ", ".join(told)
    elif state.moments:
        yield f"moments of truth  {len(state.moments)}, none with importance and performance"
    if state.emotion is not None:
        yield f"emotion           {emotion_line(state.emotion)}"
    kept = [each.kept for each in state.levels]
    if kept:
        counted = f"{kept.count(True)} kept, {kept.count(False)} missed, {kept.count(None)} unmeasured"
        yield f"service levels    {counted}"
    if state.opportunities:
        top = state.opportunities[0]
        scores = [f"RICE {top.rice:,.0f}".replace(",", " ")] if top.rice is not None else []
        scores += [f"Ulwick {number(top.ulwick)}"] if top.ulwick is not None else []
        about = f" ({', '.join(scores)})" if scores else ""
        count = len(state.opportunities)
        yield f"opportunities     {count} open, first {visible(top.opportunity.title)}{about}"


def metrics_behind(state: JourneyState) -> list[MetricState]:
    """Return the metrics that miss their target or are past their floor, the worst first.

    Past the floor comes first, then by how much of the target is missing.
    """

    def key(each: MetricState) -> tuple[bool, float, str]:
        gap, target = each.standing.gap or 0.0, each.standing.target or 0.0
        return (not each.standing.breached, -abs(gap) / (abs(target) or 1.0), each.metric.id)

    behind = [each for each in state.metrics if each.standing.state == "missed" or each.standing.breached]
    return sorted(behind, key=key)


def metric_line(state: MetricState) -> str:
    """Return where a metric stands in words: value, target, and that it is past its floor."""
    standing, unit = state.standing, state.metric.shown_unit
    sign = ">=" if state.metric.better == "higher" else "<="
    text = f"{visible(state.metric.title)}: {with_unit(standing.actual, unit)}"
    if standing.target is not None:
        text += f", target {sign} {with_unit(standing.target, unit)}"
    if standing.breached:
        text += f", past its floor of {with_unit(standing.floor, unit)}"
    return text + (f" ({standing.period.text})" if standing.period is not None else "")


def emotion_line(emotion: EmotionState) -> str:
    """Return the curve in figures, in words."""
    return (
        f"mean {_signed(emotion.mean)}, lowest {_signed(emotion.low.value)} at {emotion.low.id}, "
        f"peak and end {_signed(emotion.peak_end)}, {emotion.positive * 100:.0f} % above neutral"
    )


def first_to_fix(each: MapAudit) -> list[tuple[Finding, Fraction]]:
    """Return the findings that the score counts, with the points each would recover, the most first."""
    gains = each.score.gains
    pairs = [(one, gains.get(one.rule, Fraction(0))) for one in each.findings if not of_journey(one)]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].severity.rank, pair[0].order))


def number(value: float | None) -> str:
    """Return a number as a person writes it, with at most two decimals; a dash for none."""
    if value is None:
        return "-"
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def with_unit(value: float | None, unit: str) -> str:
    """Return a number and its unit."""
    return f"{number(value)} {visible(unit)}".strip() if value is not None else "no data"


def _fix(finding: Finding, gain: Fraction, style: Style) -> Iterator[str]:
    points = f"+{shown(gain)}" if gain else ""
    code = style.severity(finding.severity, style.rule(finding.rule))
    span = finding.spot.span
    yield f"    {points:>7}  {code} {visible(finding.message)}"
    if finding.hint:
        yield f"             {visible(finding.hint)}"
    yield f"             {style.faint(f'{visible(finding.spot.file)}:{span.line}:{span.column}')}"


def _workspace(audit: Audit, style: Style) -> Iterator[str]:
    yield style.bold("All maps")
    widest = max(cells(visible(each.title)) for each in audit.maps)
    for each in sorted(audit.maps, key=lambda one: (one.score.overall or Fraction(0), one.path)):
        pad = " " * (widest - cells(visible(each.title)))
        weakest = f"weakest {TITLES[each.score.weakest]}" if each.score.weakest else ""
        grade = each.score.grade or ("draft" if each.draft else "-")
        yield f"  {visible(each.title)}{pad}  {each.score.shown:>5}  {grade:<5}  {weakest}"
    yield f"  {'together':<{widest}}  {audit.score.shown:>5}  {audit.score.grade}"


def _signed(value: float) -> str:
    text = number(value)
    return text if text.startswith("-") or text == "0" else f"+{text}"
