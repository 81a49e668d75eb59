"""All that the page of an analysis shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from jmap.analysis_page.chart import Chart
from jmap.analysis_page.charts import CHARTS, health_chart
from jmap.analysis_page.contrasts import segment_chart
from jmap.analysis_page.figures import shown
from jmap.analysis_page.flow import drawn_of, flow_figure
from jmap.analysis_page.tongue import marker, spoken
from jmap.analyze.analysis import Analysis, MapAnalysis
from jmap.analyze.formats.figures import count, duration, several
from jmap.analyze.sections.log import log_section
from jmap.analyze.sections.section import Section
from jmap.analyze.sections.sections import remarks, sections
from jmap.analyze.times import day
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.records import frozen
from jmap.render.engine import Engine
from jmap.render.words import words_for

_PERIOD: Final = re.compile(r"\+[0-9]+|[0-9]{4}-(W?[0-9]{2})")
_NARROW: Final = 5
"""So many columns have room on half a sheet."""
_BESIDE: Final = frozenset(("funnel", "milestones", "health", "dormant", "conformance"))
"""What has a table narrow enough to stand beside its drawing."""

_JUDGED: Final = frozenset(("the target is", "in the data", "the map says"))
_STANDING: Final = {
    "met": ("ok", "✓"),
    "missed": ("bad", "▼"),
    "holds": ("ok", "✓"),
    "the other way round": ("bad", "▼"),
    "no clear difference": ("none", "○"),
    "never seen": ("none", "○"),
    "too few": ("none", "○"),
    "differs": ("near", "▲"),
    "not sure": ("none", "○"),
    "declared": ("ok", "✓"),
    "undeclared": ("near", "▲"),
    "backward": ("near", "▲"),
}


@frozen
class Cell:
    """A cell: its text, whether it is a figure, and how what it says is judged, with a sign.

    In a `note` things stand in backticks; `heat` is how strongly a share is tinted, from 1 to 6.
    """

    text: str
    right: bool
    level: str = ""
    sign: str = ""
    note: bool = False
    heat: int = 0


@frozen
class TableShown:
    """A table of the page; rows have their cells, and whether they rest on too few cases."""

    heads: tuple[Cell, ...]
    rows: tuple[tuple[bool, tuple[Cell, ...]], ...]

    @property
    def narrow(self) -> bool:
        """Tell whether a phone has room for all columns."""
        return len(self.heads) < 4


@frozen
class Part:
    """A table with its drawings; `figure` is the flow's. A `wide` one has its table below them.

    `drawn` says which ways of the flow are drawn, where not all are.
    A `broad` one takes the whole width of a sheet, where others stand in two columns.
    """

    id: str
    title: str
    notes: tuple[str, ...]
    charts: tuple[Chart, ...]
    figure: Markup | None
    table: TableShown
    wide: bool
    broad: bool
    drawn: str = ""


@frozen
class MapShown:
    """A map with all that was measured of it; `heading` is its title, marked with its language."""

    id: str
    title: str
    heading: str
    path: str
    told: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    parts: tuple[Part, ...]
    few: bool


@frozen
class AnalysisView:
    """The page: the log, then the maps, all but the first of them folded."""

    title: str
    heading: str
    day: str
    lede: str
    facts: tuple[str, ...]
    log: Part
    maps: tuple[MapShown, ...]
    min_n: int


def analysis_view(analysis: Analysis, style: Style, engine: Engine | None) -> AnalysisView:
    """Return all that the page shows of an analysis."""
    wanted, log = analysis.wanted, analysis.log
    maps = tuple(_map(each, wanted, engine, n) for n, each in enumerate(analysis.maps, 1))
    words = words_for("en")
    first, last = (words.day(day(at, wanted.timezone)) for at in (log.first, log.last))
    title = maps[0].title if len(maps) == 1 else style.title or "What customers did"
    facts = [
        f"window {shown(duration(float(wanted.window)))}",
        f"fewer than {wanted.min_n} cases are not judged",
        f"ties {'strict' if wanted.ties == 'strict' else 'in the journey’s favour'}",
    ]
    if wanted.recent is not None:
        facts.append(f"paths to purchases of the last {shown(duration(float(wanted.recent)))}")
    if wanted.mature:
        facts.append("starts whose window is over only")
    lede = f"{several(log.events, 'event')} of {several(log.customers, 'customer')}, {first} to {last}."
    if log.rejected:
        lede += f" {several(sum(log.rejected.values()), 'row')} rejected."
    return AnalysisView(
        title,
        maps[0].heading if len(maps) == 1 else title,
        words.day(day(log.as_of, wanted.timezone)),
        lede,
        tuple(facts),
        _part(log_section(log, wanted), "log", (), None),
        maps,
        wanted.min_n,
    )


def _map(each: MapAnalysis, wanted: Wanted, engine: Engine | None, number: int) -> MapShown:
    id_ = f"m{number}"
    parts = []
    mark = marker(each.plan)
    scores, groups = iter(each.health), iter(each.segments.found)
    for place, section in enumerate(sections(each, wanted), 1):
        charts: Iterator[Chart | None] = iter(())
        figure = None
        if section.key == "health":
            charts = iter((health_chart(next(scores), wanted),))
        elif section.key == "segments":
            charts = iter((segment_chart(next(groups), each.plan, wanted),))
        elif section.key in CHARTS:
            charts = CHARTS[section.key](each, wanted)
        elif section.key == "moves":
            # Drawn by us, escaped there.
            drawn = flow_figure(each, wanted, engine, f"{id_}-flow-")
            figure = Markup(drawn) if drawn else None  # noqa: S704
        found = tuple(spoken(chart, each.plan) for chart in charts if chart is not None)
        part = _part(section, f"{id_}-{section.key}-{place}", found, figure, mark)
        parts.append(replace(part, drawn=drawn_of(each)) if figure else part)
    return MapShown(
        id_,
        each.plan.title,
        mark(each.plan.title),
        each.plan.path,
        tuple(_told(each)) if each.plan.starts else (),
        tuple(remarks(each)),
        tuple(parts),
        any(few for part in parts for few, _ in part.table.rows),
    )


def _told(each: MapAnalysis) -> Iterator[tuple[str, str]]:
    """Yield what stands first of a map: a few figures, each with what it is of."""
    steps = each.funnel.steps
    if len(steps) > 1:
        last = steps[-1]
        began = _people(steps[0].reached)
        yield count(steps[0].reached), f"{began} began in {each.plan.stages[steps[0].stage].title}"
        yield count(last.reached), f"of them reached {each.plan.stages[last.stage].title} in order"
    if each.paths is not None:
        yield count(each.paths.customers), f"{_people(each.paths.customers)} made the purchase"
    quiet = each.dormancy.share if each.dormancy is not None else None
    if quiet is not None and quiet.value is not None:
        yield f"{quiet.value * 100:.1f}\u00a0%", f"of {count(quiet.of)} who are alive are dormant"


def _people(n: int) -> str:
    return "customer" if n == 1 else "customers"


def _part(
    section: Section,
    id_: str,
    charts: tuple[Chart, ...],
    figure: Markup | None,
    mark: Callable[[str], str] = str,
) -> Part:
    table = section.table
    right = [place not in table.left for place in range(len(table.heads))]
    heads = tuple(Cell(head, right[place]) for place, head in enumerate(table.heads))
    rows = tuple(
        (
            number in table.faint,
            tuple(_cell(text, head, mark) for text, head in zip(row, heads, strict=True)),
        )
        for number, row in enumerate(table.rows)
    )
    wide = section.key not in _BESIDE
    broad = figure is not None or len(heads) > _NARROW
    return Part(id_, mark(section.title), section.notes, charts, figure, TableShown(heads, rows), wide, broad)


def _cell(text: str, head: Cell, mark: Callable[[str], str]) -> Cell:
    if head.text in _JUDGED:
        level, sign = _STANDING.get(text, ("near", "▲") if text.startswith("skipped") else ("", ""))
        return Cell(text, False, level, sign)
    heat = 0
    if _PERIOD.fullmatch(head.text) and text:
        heat = 1 + int(float(text.partition(" ")[0]) / 20)
    note = head.text == "note"
    told = shown(text) if head.right else visible(text) if note else mark(visible(text))
    return Cell(told, head.right, note=note, heat=heat)
