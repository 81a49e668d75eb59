"""All maps together, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.audit import Audit
from jmap.audit.change import Change
from jmap.audit.moved import gained, signed
from jmap.audit.portfolio import Portfolio
from jmap.formats.style import Style
from jmap.report.terminal.paper import Cell, Row, item, paragraph, place, table
from jmap.report.wording import portfolio as words
from jmap.report.wording.figures import counted
from jmap.report.wording.maps import lowest_first
from jmap.report.wording.priorities import of_workspace

_MAPS = 30
_OWNERS = 8
_METRICS = 5
_EVIDENCE = 4
_GAPS = 6


def maps_lines(audit: Audit, change: Change | None, style: Style) -> Iterator[str]:
    """Yield a row for each map, the lowest score first, and one for all together."""
    yield style.bold("All maps, the lowest score first")
    ordered = lowest_first(audit.maps)
    shown = ordered if style.detail else ordered[:_MAPS]
    heads = ("", "score", "grade", "change" if change is not None else "", "weakest", "journey")
    rows = [Row(tuple(Cell(text, style.faint, right=index == 1) for index, text in enumerate(heads)))]
    for each in shown:
        moved = change.maps.get(each.id) if change is not None else None
        grade = each.score.grade or ("draft" if each.draft else "-")
        problems = len(each.review.problems)
        rows.append(
            Row(
                (
                    Cell(each.title, gives=True),
                    Cell(each.score.shown, right=True),
                    Cell(grade),
                    Cell(signed(moved) if moved is not None else ""),
                    Cell(each.score.weakest or "", gives=True),
                    Cell(counted(problems, "problem") if problems else "-"),
                ),
                each.path,
            )
        )
    moved = change.score if change is not None else None
    together = (
        Cell("together"),
        Cell(audit.score.shown, style.bold, right=True),
        Cell(audit.score.grade or "-", style.bold),
        Cell(signed(moved) if moved is not None else ""),
        Cell(audit.score.weakest or "", gives=True),
        Cell(""),
    )
    rows.append(Row(together))
    yield from table(rows, style, 2, easy=20)
    if len(ordered) > len(shown):
        yield f"  and {len(ordered) - len(shown)} more; all with `-v`"


def portfolio_lines(portfolio: Portfolio, style: Style) -> Iterator[str]:
    """Yield coverage, load, metrics across maps and the age of evidence."""
    yield from _coverage(portfolio, style)
    yield from _owners(portfolio, style)
    yield from _metrics(portfolio, style)
    yield from _evidence(portfolio, style)


def _coverage(portfolio: Portfolio, style: Style) -> Iterator[str]:
    for grid in portfolio.grids:
        if not grid.rows or not grid.stages:
            continue
        yield f"  {style.bold(f'Coverage by {grid.kind}')}"
        yield from paragraph(words.gap_counts(grid), style, 4)
        found = list(words.gaps(grid))
        shown = found if style.detail else found[:_GAPS]
        for title, stages in shown:
            yield from paragraph(f"{title}: {stages}", style, 6, 2)
        if len(found) > len(shown):
            yield f"      and {len(found) - len(shown)} more with gaps"


def _owners(portfolio: Portfolio, style: Style) -> Iterator[str]:
    if not portfolio.owners:
        return
    yield f"  {style.bold('Owners and their load')}"
    heads = ("", "touchpoints", "metrics", "in hand", "overdue", "findings", "points")
    rows = [Row(tuple(Cell(text, style.faint, right=index > 0) for index, text in enumerate(heads)))]
    shown = portfolio.owners if style.detail else portfolio.owners[:_OWNERS]
    for each in shown:
        counts = (each.touchpoints, each.metrics, each.in_hand, each.overdue, each.findings)
        figures = (Cell(words.count(count), right=True) for count in counts)
        rows.append(Row((Cell(each.title or "nobody", gives=True), *figures, Cell(each.points, right=True))))
    yield from table(rows, style)
    if len(portfolio.owners) > len(shown):
        yield f"    and {len(portfolio.owners) - len(shown)} more"


def _metrics(portfolio: Portfolio, style: Style) -> Iterator[str]:
    shared = words.shared(portfolio)
    if not shared:
        return
    yield f"  {style.bold('Metrics across maps')}"
    shown = shared if style.detail else shared[:_METRICS]
    rows = [
        Row(
            (Cell(each.title, gives=True), Cell(f"{len(each.maps)} maps"), Cell(words.metric_state(each))),
            place(each.where),
        )
        for each in shown
    ]
    yield from table(rows, style)
    if len(shared) > len(shown):
        yield f"    and {len(shared) - len(shown)} more"


def _evidence(portfolio: Portfolio, style: Style) -> Iterator[str]:
    if not (portfolio.evidence or portfolio.claims):
        return
    yield f"  {style.bold('What we no longer know')}"
    yield from paragraph(words.evidence_sums(portfolio), style, 4)
    stale = [each for each in portfolio.evidence if each.stale]
    stale.sort(key=lambda each: (-each.alone, -(each.age or 0), each.id))
    shown = portfolio.evidence if style.detail else stale[:_EVIDENCE]
    for each in shown:
        yield from item(words.evidence(each), place(each.where), style, 6)
    if not style.detail and len(stale) > len(shown):
        yield f"      and {len(stale) - len(shown)} more stale"


def workspace_lines(audit: Audit, style: Style) -> Iterator[str]:
    """Yield the findings that concern no map alone, with what each recovers of the overall score."""
    found = of_workspace(audit)
    if not found:
        return
    yield f"{style.bold('Asked of all maps together')}  {counted(len(found), 'finding')}"
    shown = found if style.detail else found[:_GAPS]
    for finding, points in shown:
        where = f"{finding.spot.file}:{finding.spot.span.line}"
        told = f"{finding.rule} {finding.message}"
        yield from item(f"{gained(points):>6}  {told}", where, style, 2, 8)
        if finding.hint:
            yield from paragraph(finding.hint, style, 10)
    if len(found) > len(shown):
        yield f"  and {len(found) - len(shown)} more; all with `-v`"
