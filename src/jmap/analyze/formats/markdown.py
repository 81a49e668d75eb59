"""An analysis as Markdown: a table for each measure, every text of maps and logs escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jmap.analyze.analysis import Analysis
from jmap.analyze.formats.tables import Table
from jmap.analyze.sections.log import log_section
from jmap.analyze.sections.section import Section
from jmap.analyze.sections.sections import remarks, sections
from jmap.formats.sinks.markdown import code, plain, prose
from jmap.formats.style import Style


def render(analysis: Analysis, _: Style) -> str:
    """Return the analysis as Markdown. Maps stand in the order of their paths."""
    return "\n".join(_lines(analysis)).rstrip("\n") + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    wanted = analysis.wanted
    yield "# What customers did"
    yield ""
    yield from _section(log_section(analysis.log, wanted), "##")
    for each in analysis.maps:
        yield f"## {plain(each.plan.title)}"
        yield ""
        yield code(each.plan.path)
        yield ""
        for remark in remarks(each):
            yield f"- {prose(remark)}"
        yield ""
        found = list(sections(each, wanted))
        for section in found:
            yield from _section(section, "###")
        if any(section.table.faint for section in found):
            yield f"{code('*')}: of fewer than {wanted.min_n} cases, too few to judge by."
            yield ""


def _section(section: Section, level: str) -> Iterator[str]:
    yield f"{level} {plain(section.title)}"
    yield ""
    for note in section.notes:
        yield plain(note)
        yield ""
    if section.table.rows:
        yield from _table(section.table)
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield _row([plain(head) for head in table.heads])
    yield _row(["---" if place in table.left else "---:" for place in range(len(table.heads))])
    for row in table.rows:
        yield _row([plain(cell) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
