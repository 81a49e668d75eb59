"""What `-v` adds to a map: the touchpoint scorecard, every rule's counts, every finding."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.audit import MapAudit
from jmap.audit.scorecard import ScoreRow
from jmap.formats.style import Style
from jmap.report.terminal.one_map import category_table, one_fix
from jmap.report.terminal.paper import Cell, Row, item, paragraph, place, table
from jmap.report.wording import scorecard as words
from jmap.report.wording.figures import number, signed


def detail_lines(each: MapAudit, style: Style) -> Iterator[str]:
    """Yield the scorecard, the counts and the findings of a map."""
    yield from _scorecard(each.review.scorecard, style)
    yield f"  {style.bold('Counts of every rule')}"
    yield from paragraph(words.HOW_SCORED, style, 4, paint=style.faint)
    yield from category_table(each, style)
    for title, fixes in (
        ("Findings that the score counts", each.review.fixes),
        ("Problems of the journey", each.review.problems),
    ):
        if fixes:
            yield f"  {style.bold(title)}  {len(fixes)}"
            for fix in fixes:
                yield from one_fix(fix, style)
    if each.accepted:
        yield f"  {style.bold('Accepted findings')}  {len(each.accepted)}"
        for finding in each.accepted:
            reason = f" ({finding.accepted.reason})" if finding.accepted and finding.accepted.reason else ""
            where = f"{finding.spot.file}:{finding.spot.span.line}"
            yield from item(f"{finding.rule} {finding.message}{reason}", where, style)


def _scorecard(rows: tuple[ScoreRow, ...], style: Style) -> Iterator[str]:
    if not rows:
        return
    yield f"  {style.bold('Touchpoint scorecard')}"
    yield from paragraph(words.LEGEND, style, 4, paint=style.faint)
    heads = tuple(Cell(text, style.faint, right=index > 0) for index, text in enumerate(words.HEADS))
    laid = [Row(heads, notes=(Cell(""),) * 4)]
    stage = ""
    for row in rows:
        if row.stage != stage:
            stage = row.stage
            rest = (Cell(""),) * (len(words.HEADS) - 1)
            laid.append(Row((Cell(stage, style.bold, gives=True), *rest), notes=(Cell(""),) * 4))
        laid.append(_row(row, style))
    yield from table(laid, style)


def _row(row: ScoreRow, style: Style) -> Row:
    mark = "* " if row.moment else "  "
    figures = (
        number(row.importance),
        number(row.performance),
        number(row.gap),
        signed(row.emotion) if row.emotion is not None else "-",
        words.pains(row),
        words.evidence(row),
        f"{row.findings}",
    )
    notes = (
        Cell(words.kept(row), style.bad if row.kept is False else None),
        Cell(words.measured(row)),
        Cell(row.automation),
        Cell(row.owner, gives=True),
    )
    cells = (Cell(mark + row.title, gives=True), *(Cell(text, right=True) for text in figures))
    return Row(cells, place(row.where), notes)
