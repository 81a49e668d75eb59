"""What a comment folds away: the touchpoint scorecard, and every rule's counts."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.moved import gained
from jmap.audit.score import Score
from jmap.audit.scorecard import ScoreRow
from jmap.audit.verdict import TITLES
from jmap.formats.sinks.markdown import html_code, prose
from jmap.formats.style import Style
from jmap.formats.words import shortened
from jmap.report.comment.block import LONGEST, Block, at, named, row, rule, table_head
from jmap.report.wording import scorecard as words
from jmap.report.wording.figures import number, signed
from jmap.rules import registry
from jmap.rules.registry import QUALITY

_END = ("", "</details>", "")


def detail_blocks(audit: Audit, style: Style) -> Iterator[Block]:
    """Yield the scorecard of each map, then the counts of all maps together and of each."""
    for each in audit.maps:
        if each.review.scorecard:
            yield _scorecard(each, style)
    if len(audit.maps) > 1:
        yield _counts("all maps together", audit.score)
    for each in audit.maps:
        yield _counts(_title(each, style), each.score)


def _title(each: MapAudit, style: Style) -> str:
    """Return how a map is named within HTML, where Markdown is not read."""
    return html_code(shortened(style.in_repository(each.path), LONGEST))


def _scorecard(each: MapAudit, style: Style) -> Block:
    heads = ("touchpoint", ">imp", ">perf", ">gap", ">emotion", ">pains", ">evidence", ">open")
    more = ("SLA", "measured", "automation", "owner", "place")
    head = (
        "<details>",
        f"<summary>Touchpoint scorecard of {_title(each, style)}</summary>",
        "",
        prose(words.LEGEND),
        "",
        *table_head(*heads, *more),
    )
    return Block(
        head, tuple(_row(one, style) for one in each.review.scorecard), _END, "touchpoints of the scorecard"
    )


def _row(one: ScoreRow, style: Style) -> str:
    mark = "**∗** " if one.moment else ""
    return row(
        f"{mark}{named(one.stage)} › {named(one.title)}",
        number(one.importance),
        number(one.performance),
        number(one.gap),
        signed(one.emotion) if one.emotion is not None else "-",
        words.pains(one),
        words.evidence(one),
        f"{one.findings}",
        words.kept(one) or "-",
        words.measured(one) or "-",
        named(one.automation) or "-",
        named(one.owner) or "-",
        at(one.where, style),
    )


def _counts(title: str, score: Score) -> Block:
    head = (
        "<details>",
        f"<summary>Counts of every rule: {title}</summary>",
        "",
        f"{prose(words.HOW_SCORED)}.",
        "",
        *table_head("rule", "category", ">passed", ">of", ">weight", ">a pass gives"),
    )
    rows = []
    for name in QUALITY.values():
        category = score.categories[name]
        for count in category.rules:
            gain = score.gains.get(count.code)
            told = f"{rule(count.code)} {prose(registry.get(count.code).rule.name)}"
            category_told = f"{TITLES[name]} {category.shown}"
            figures = (
                f"{count.passed}",
                f"{count.applicable}",
                f"{count.weight}",
                gained(gain) if gain else "-",
            )
            rows.append(row(told, category_told, *figures))
    return Block(head, tuple(rows), _END, "counts of rules")
