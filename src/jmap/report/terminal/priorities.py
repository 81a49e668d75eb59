"""Opportunities side by side, and what nothing answers yet, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.priorities import Priorities
from jmap.formats.style import Style
from jmap.report.terminal.paper import Cell, Row, item, paragraph, place, row_lines
from jmap.report.wording import priorities as words

_SHOWN = 5
_UNANSWERED = 3


def opportunity_lines(given: Priorities, style: Style) -> Iterator[str]:
    """Yield the opportunities in hand with three scores and their ranks, and where these disagree."""
    every = given.opportunities
    if not every:
        return
    disputed = sum(each.disputed for each in every)
    told = [f"{len(every)} in hand, score and rank by three ways"]
    told += [f"{disputed} disputed"] if disputed else []
    told += [words.agreement(given)] if given.agreement is not None else []
    yield f"  {style.bold('Opportunities')}"
    yield from paragraph("; ".join(told), style, 4)
    shown = every if style.detail else every[:_SHOWN]
    heads = ("", "", "RICE", "Ulwick", "impact/effort")
    rows = [Row(tuple(Cell(text, style.faint, right=index > 1) for index, text in enumerate(heads)))]
    for each in shown:
        figures = (
            words.rank(each.rice, each.rice_rank),
            words.rank(each.ulwick, each.ulwick_rank),
            words.rank(each.impact_effort, each.impact_effort_rank),
        )
        rows.append(
            Row(
                (
                    Cell(each.number),
                    Cell(each.title, gives=True),
                    *(Cell(one, right=True) for one in figures),
                ),
                place(each.where),
            )
        )
    heading, *lines = row_lines(rows, style)
    yield from heading
    for each, laid in zip(shown, lines, strict=True):
        yield from laid
        told = [words.opportunity_state(each), words.opportunity_for(each)]
        yield from paragraph("; ".join(part for part in told if part), style, 6, paint=style.faint)
        if each.disputed:
            yield from paragraph(words.dispute(each), style, 6, paint=style.warn)
    if len(every) > len(shown):
        yield f"    and {len(every) - len(shown)} more; all with `-v`"


def unanswered_lines(given: Priorities, style: Style) -> Iterator[str]:
    """Yield the pains and the lows that no opportunity and no play takes up."""
    every = given.unanswered
    if not every:
        return
    yield f"  {style.bold('Unanswered')}  {words.unanswered_counts(every)}"
    for each in every if style.detail else every[:_UNANSWERED]:
        owner = each.owner or "no owner"
        yield from item(f"{words.unanswered(each)} ({owner})", place(each.where), style)
    if len(every) > _UNANSWERED and not style.detail:
        yield f"    and {len(every) - _UNANSWERED} more; all with `-v`"
