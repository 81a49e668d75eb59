"""The gate, what changed since last time, and the trend, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.change import Change
from jmap.audit.quarterly import Quarterly
from jmap.findings.finding import Finding
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.report.terminal.paper import Paint, item, labelled, paragraph
from jmap.report.wording import change as words
from jmap.report.wording.figures import counted

_NAMED = 5


def gate_lines(quarterly: Quarterly, style: Style) -> Iterator[str]:
    """Yield each condition of the gate with whether it is met."""
    if not quarterly.gate:
        return
    met = sum(each.met is True for each in quarterly.gate)
    yield style.bold("Gate") + f"  {met} of {counted(len(quarterly.gate), 'condition')} met"
    paints: dict[bool | None, Paint] = {True: style.good, False: style.bad, None: style.warn}
    for each in quarterly.gate:
        word = words.met(each)
        pad = " " * (18 - len(word))
        first, *others = paragraph(each.says, style, 20)
        yield f"  {paints[each.met](word)}{pad}{first.lstrip()}"
        yield from others


def change_lines(quarterly: Quarterly, style: Style) -> Iterator[str]:
    """Yield what changed since last time; nothing where there is no earlier audit."""
    change = quarterly.change
    if change is None:
        return
    yield style.bold(f"What changed {visible(words.since(change))}")
    yield from labelled("score", words.score(change), style)
    yield from labelled("ruler", words.ruler(change, quarterly.audit.ruler), style)
    titles = {each.id: each.title for each in quarterly.audit.maps}
    several = len(titles) > 1
    moves = words.moved_maps(change)
    if several and moves:
        told = [f"{titles.get(id_, id_)} {by}" for id_, by in moves[: 2 * _NAMED]]
        rest = [f"and {len(moves) - len(told)} more"] if len(moves) > len(told) else []
        yield from labelled("maps", ", ".join([*told, *rest]), style)
    for line in words.maps(change, titles):
        yield from labelled("", line, style)
    yield from labelled("findings", words.state_counts(change), style)
    yield from _named(change, quarterly, style)
    for word, lines in words.metrics(change):
        told = [words.metric(each) for each in lines[:_NAMED]]
        rest = [f"and {len(lines) - _NAMED} more"] if len(lines) > _NAMED else []
        yield from labelled(f"metrics {word}", "; ".join([*told, *rest]), style, column=18)


def _named(change: Change, quarterly: Quarterly, style: Style) -> Iterator[str]:
    """Yield the few findings that matter of those that came or went."""
    findings = {each.fingerprint: each for each in quarterly.audit.report.findings}
    most = None if style.detail else _NAMED
    came = words.in_state(findings, change, "reopened", "expired", "new")
    for state, finding in came[:most]:
        yield from item(f"{state:<9} {finding.rule} {finding.message}", _place(finding), style, hanging=10)
    if len(came) > _NAMED and not style.detail:
        yield f"    and {len(came) - _NAMED} more that came; all with `-v`"
    fixed = words.fixed(change)
    for then in fixed[:most]:
        yield from item(f"{'fixed':<9} {then.rule} {then.message}", then.file, style, hanging=10)
    if len(fixed) > _NAMED and not style.detail:
        yield f"    and {len(fixed) - _NAMED} more that were fixed; all with `-v`"


def _place(finding: Finding) -> str:
    return f"{finding.spot.file}:{finding.spot.span.line}"


def trend_lines(quarterly: Quarterly, style: Style) -> Iterator[str]:
    """Yield the scores over time, where there is more than this one."""
    points = quarterly.trend
    if len(points) < 2:
        return
    first, *others = paragraph(words.trend(points), style, 7)
    yield f"{style.bold('Trend')}  {first.lstrip()}"
    yield from others
    if any(point.breaks for point in points):
        yield from paragraph(f"{words.BREAK} another ruler from there on: the sides do not compare", style, 7)
