"""The gate, what changed since last time and the trend, as blocks of Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.change import Change
from jmap.audit.quarterly import Quarterly
from jmap.formats.sinks.markdown import prose
from jmap.formats.style import Style
from jmap.report.comment.block import SIGNS, Block, named, row, rule, said, spot, table_head
from jmap.report.wording import change as words

_NAMED = 30
_METRICS = 20


def gate_block(quarterly: Quarterly) -> Iterator[Block]:
    """Yield the conditions of the gate with their values."""
    if not quarterly.gate:
        return
    signs = {True: "✅", False: "❌", None: "❔"}
    rows = (
        row(f"{signs[each.met]} {words.met(each)}", prose(each.key), prose(each.value), prose(each.says))
        for each in quarterly.gate
    )
    head = ("#### Gate", "", *table_head("", "condition", ">value", "in words"))
    yield Block(head, tuple(rows), what="conditions of the gate", whole=True)


def change_blocks(quarterly: Quarterly, style: Style) -> Iterator[Block]:
    """Yield what changed: the score and its parts, findings that came and went, metrics that moved."""
    change = quarterly.change
    if change is None:
        return
    titles = {each.id: each.title for each in quarterly.audit.maps}
    told = [
        f"score {words.score(change)}",
        words.ruler(change, quarterly.audit.ruler),
        f"findings: {words.state_counts(change)}",
        *words.maps(change, titles),
    ]
    head = (f"#### What changed {prose(words.since(change))}", "")
    yield Block(head, tuple(f"- {said(each)}" for each in told), what="lines on the change")
    yield from _findings(quarterly, change, style)
    yield from _metrics(change, titles)


def _findings(quarterly: Quarterly, change: Change, style: Style) -> Iterator[Block]:
    findings = {each.fingerprint: each for each in quarterly.audit.report.findings}
    came = words.in_state(findings, change, "reopened", "expired", "new")
    rows = [
        row(
            f"{SIGNS[one.severity]} {state}",
            rule(one.rule),
            said(one.message),
            spot(one.spot.file, one.spot.span.line, style),
        )
        for state, one in came[:_NAMED]
    ]
    rows += [
        row("✅ fixed", rule(then.rule), said(then.message), spot(then.file, 0, style))
        for then in words.fixed(change)[:_NAMED]
    ]
    if rows:
        total = len(came) + len(change.fixed)
        yield Block(
            table_head("", "rule", "finding", "place"),
            tuple(rows),
            what="findings that came or went",
            total=total,
        )


def _metrics(change: Change, titles: dict[str, str]) -> Iterator[Block]:
    rows = [
        row(f"{_WAYS[word]} {word}", said(words.metric(each)), named(titles.get(each.map, each.map)))
        for word, lines in words.metrics(change)
        for each in lines
    ]
    if rows:
        head = table_head("", "metric", "map")
        yield Block(head, tuple(rows[:_METRICS]), what="metrics that moved", total=len(rows))


_WAYS = {"better": "✅", "worse": "❌", "changed": "ℹ️"}


def trend_block(quarterly: Quarterly) -> Iterator[Block]:
    """Yield the scores over time in one line."""
    if len(quarterly.trend) < 2:
        return
    breaks = any(point.breaks for point in quarterly.trend)
    note = f" ({words.BREAK} another ruler from there on: the sides do not compare)" if breaks else ""
    yield Block((f"Trend: {prose(words.trend(quarterly.trend) + note)}",), what="lines of the trend")
