"""The maps of a review as blocks of Markdown: scores, what to fix first, the journey, opportunities."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.change import Change, Moved
from jmap.audit.metric_lines import MetricLine
from jmap.audit.moved import gained, signed
from jmap.audit.review import Fix
from jmap.audit.score import Score
from jmap.audit.verdict import TITLES
from jmap.findings.finding import Finding
from jmap.formats.style import Style
from jmap.report.comment.block import (
    SIGNS,
    Block,
    at,
    lined,
    named,
    row,
    rule,
    said,
    spot,
    table_head,
)
from jmap.report.wording import journey as journeys
from jmap.report.wording import priorities as words
from jmap.report.wording.figures import with_unit
from jmap.report.wording.maps import lowest_first
from jmap.rules.registry import QUALITY

_MAPS = 50
_FIXES = 12
_OF_A_DRAFT = 3
_PROBLEMS = 15
_METRICS = 20
_OPPORTUNITIES = 20


def score_block(audit: Audit, change: Change | None, style: Style) -> Iterator[Block]:
    """Yield the scores of every map by category, the lowest first, and of all together."""
    if not audit.maps:
        return
    several = len(audit.maps) > 1
    rows = []
    if several:
        cells = _scores(audit.score, change.score if change else None, change, audit.score.grade)
        rows.append(row("**all maps together**", *cells))
    for each in lowest_first(audit.maps)[:_MAPS]:
        moved = change.maps.get(each.id) if change is not None else None
        grade = each.score.grade or ("draft" if each.draft else "-")
        cells = _scores(each.score, moved, None if several else change, grade)
        rows.append(row(lined(named(each.title), spot(each.path, 0, style)), *cells))
    heads = (f">{TITLES[name]}" for name in QUALITY.values())
    head = (
        "#### How far can we trust the maps?",
        "",
        *table_head("map", ">score", "grade", ">change", *heads),
    )
    yield Block(head, tuple(rows), what="maps", total=len(audit.maps) + several)


def _scores(score: Score, moved: Moved | None, change: Change | None, grade: str) -> list[str]:
    by = signed(moved) if moved is not None else ""
    cells = [f"**{score.shown}**", grade or "-", by or "-"]
    for name in QUALITY.values():
        category = score.categories[name]
        weakest = category.score is not None and name == score.weakest
        shown = f"*{category.shown}*" if weakest else category.shown
        then = change.categories.get(name) if change is not None else None
        went = signed(then) if then is not None else ""
        cells.append(f"{shown} ({went})" if went not in ("", "0.0") else shown)
    return cells


def fix_block(audit: Audit, style: Style) -> Iterator[Block]:
    """Yield what to fix first over all maps, by the points of its own map; three for each draft."""
    graded = [
        (each, group) for each in audit.maps if not each.draft for group in words.grouped(each.review.fixes)
    ]
    graded.sort(key=lambda pair: (-pair[1].first.points, pair[1].first.finding.severity.rank, pair[0].path))
    drafts = [
        (each, group)
        for each in audit.maps
        if each.draft
        for group in words.grouped(each.review.fixes)[:_OF_A_DRAFT]
    ]
    rows = [row(*_workspace_fix(finding, points, style)) for finding, points in words.of_workspace(audit)]
    rows += [_fix(each, group, len(audit.maps) > 1, style) for each, group in (*graded[:_FIXES], *drafts)]
    if not rows:
        return
    head = ("#### Fix first", "", *table_head(">points", "finding", "who and when", "place"))
    yield Block(head, tuple(rows), what="things to fix", total=len(rows) + max(len(graded) - _FIXES, 0))


def _workspace_fix(finding: Finding, points: Fraction, style: Style) -> tuple[str, ...]:
    told = lined(f"{rule(finding.rule)} {said(finding.message)}", said(finding.hint))
    return gained(points) or "-", told, "all maps", spot(finding.spot.file, finding.spot.span.line, style)


def _fix(each: MapAudit, group: words.Group, several: bool, style: Style) -> str:
    fix = group.first
    told = lined(
        f"{SIGNS[fix.finding.severity]} {fix.number} {rule(fix.finding.rule)} {said(fix.finding.message)}",
        said(fix.finding.hint),
        said(words.others_of(group)),
    )
    draft = " (draft)" if each.draft else ""
    whose = f"{named(each.title)}{draft}" if several or draft else ""
    return row(
        gained(fix.points) or "-", told, lined(said(words.who_and_when(fix)), whose), at(fix.where, style)
    )


def journey_blocks(audit: Audit, style: Style) -> Iterator[Block]:
    """Yield the problems of the journeys, the gravest first, and the metrics that are behind."""
    graded = [each for each in audit.maps if not each.draft]
    several = len(audit.maps) > 1
    problems: dict[str, tuple[MapAudit, Fix]] = {}
    for each in graded:
        for fix in each.review.problems:
            problems.setdefault(fix.finding.fingerprint, (each, fix))
    ordered = sorted(
        problems.values(), key=lambda pair: (pair[1].finding.severity.rank, pair[0].path, pair[1].number)
    )
    rows = [_problem(each, fix, several, style) for each, fix in ordered[:_PROBLEMS]]
    if rows:
        head = ("#### How is the journey doing?", "", *table_head("", "problem", "who and when", "place"))
        yield Block(head, tuple(rows), what="problems of the journey", total=len(ordered))
    behind: dict[tuple[str, str, int], MetricLine] = {}
    for each in graded:
        for line in journeys.behind(each.review.metrics):
            behind.setdefault((line.id, line.where.file, line.where.line), line)
    metrics = sorted(behind.values(), key=lambda line: not line.standing.breached)
    if metrics:
        heads = table_head("metric behind", ">value", ">target", "state", "trend", "owner", "place")
        told = tuple(_metric(line, style) for line in metrics[:_METRICS])
        yield Block(heads, told, what="metrics behind", total=len(metrics))


def _problem(each: MapAudit, fix: Fix, several: bool, style: Style) -> str:
    sign = SIGNS[fix.finding.severity]
    told = f"{fix.number} {rule(fix.finding.rule)} {said(fix.finding.message)}"
    who = lined(said(words.who_and_when(fix)), named(each.title) if several else "")
    return row(sign, told, who, at(fix.where, style))


def _metric(line: MetricLine, style: Style) -> str:
    return row(
        named(line.title),
        named(with_unit(line.standing.actual, line.unit)),
        named(journeys.metric_target(line)),
        named(journeys.metric_state(line)),
        named(journeys.metric_trend(line)) or "-",
        named(line.owner) or "-",
        at(line.where, style),
    )


def opportunity_block(audit: Audit, style: Style) -> Iterator[Block]:
    """Yield the opportunities in hand with their three scores and ranks, each once."""
    several = len(audit.maps) > 1
    rows: dict[tuple[str, str, int], str] = {}
    for each in audit.maps:
        if each.draft:
            continue
        for line in each.review.priorities.opportunities:
            told = lined(
                f"{line.number} {named(line.title)}",
                said(words.opportunity_for(line)),
                f"**{said(words.dispute(line))}**" if line.disputed else "",
            )
            who = lined(said(words.opportunity_state(line)), named(each.title) if several else "")
            ranks = (
                words.rank(line.rice, line.rice_rank),
                words.rank(line.ulwick, line.ulwick_rank),
                words.rank(line.impact_effort, line.impact_effort_rank),
            )
            key = (line.id, line.where.file, line.where.line)
            rows.setdefault(key, row(told, *ranks, who, at(line.where, style)))
    if not rows:
        return
    heads = table_head("opportunity", ">RICE (rank)", ">Ulwick", ">impact / effort", "state", "place")
    told_agreement = [
        said(text) for each in audit.maps if (text := words.agreement(each.review.priorities)) and not several
    ]
    head = ("#### Opportunities", "", *(f"{text}\n" for text in told_agreement), *heads)
    kept = tuple(rows.values())[:_OPPORTUNITIES]
    yield Block(head, kept, what="opportunities in hand", total=len(rows))
