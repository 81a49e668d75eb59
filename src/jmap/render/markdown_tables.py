"""What stands below the stages in Markdown: lifecycle, metrics, findings."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.formats.sinks.markdown import prose
from jmap.render.cells import Gauge, GaugesCell
from jmap.render.drawing import Drawing
from jmap.render.graph import Graph, Step
from jmap.render.markdown_stages import marks
from jmap.render.markdown_text import BREAK, code, link, plain, table
from jmap.render.mermaid_lifecycle import lifecycle_diagram
from jmap.render.noted import Noted
from jmap.render.view import MapView
from jmap.render.wording import sentence
from jmap.render.words import Words, term

_KINDS = {"next": term("forward"), "past": term("past a stage"), "loop": term("back")}


def lifecycle_section(view: MapView) -> Iterator[str]:
    """Yield the ways between stages: as a diagram, and as tables that say the same and more."""
    graph, words = view.graph, view.words
    title = words("Lifecycle") if graph.has_loops else words("Flow")
    yield from (f"## {plain(title)}", "")
    if graph.value:
        yield from (plain(graph.value), "")
    yield "```mermaid"
    yield from lifecycle_diagram(graph, words("Ways through {map}", map=view.header.title))
    yield from ("```", "")
    heads = (words("From"), words("To"), words("Kind"), words("What moves them"), words("Target"))
    yield from table([plain(each) for each in heads], (_cells(row) for row in _ways(graph, words)))
    if any(step.enter or step.milestone or step.leave for step in graph.steps):
        moves = (words("Stage"), words("Arrives when"), words("Milestone"), words("Leaves when"))
        yield from table([plain(each) for each in moves], (_step(each) for each in graph.steps))


def metrics_section(view: MapView) -> Iterator[str]:
    """Yield the metrics that the stages name, each once."""
    words = view.words
    gauges = [
        each
        for row in view.lanes
        for cell in row.cells
        if isinstance(cell, GaugesCell)
        for each in cell.gauges
    ]
    if not gauges:
        return
    yield from (f"## {plain(words('Metrics'))}", "")
    heads = (
        words("Metric"),
        words("Actual"),
        words("Status"),
        words("Target"),
        words("History"),
        words("Findings"),
    )
    rows = (_gauge(each) for each in gauges if not each.again)
    yield from table([plain(each) for each in heads], rows)


def findings_section(drawing: Drawing) -> Iterator[str]:
    """Yield what the audit says, each with its place in the file."""
    view = drawing.view
    words = view.words
    yield from (f"## {plain(words('Findings'))}", "")
    if not view.findings:
        yield from (plain(words("None. Nothing on this map breaks a rule.")), "")
        return
    heads = ("", words("Finding"), words("Where"), words("Gain"))
    rows = (_finding(each, drawing) for each in view.findings)
    yield from table([plain(each) for each in heads], rows)


def _cells(row: tuple[str, ...]) -> list[str]:
    return [plain(each) for each in row]


def _step(step: Step) -> list[str]:
    milestone = plain(step.milestone)
    if step.seen:
        milestone = f"{milestone}{BREAK}<sub>{plain(step.seen)}</sub>"
    return [plain(step.name), plain(step.enter), milestone, plain(step.leave)]


def _ways(graph: Graph, words: Words) -> Iterator[tuple[str, ...]]:
    semicolon = words.language.semicolon
    for arrow in graph.arrows:
        start, end = graph.nodes[arrow.start].name, graph.nodes[arrow.end].name
        yield start, end, words(_KINDS[arrow.kind]), arrow.label, arrow.aims
    out, kind = words("out"), words("⏏ exit")
    for each in graph.exits:
        yield graph.nodes[each.stage].name, out, kind, semicolon.join(each.labels), ""
    if graph.anywhere:
        yield words("Any stage"), out, kind, semicolon.join(graph.anywhere), ""
    if graph.dormant:
        yield words("Any stage"), words("gone quiet"), words("◌ dormant"), semicolon.join(graph.dormant), ""


def _gauge(each: Gauge) -> list[str]:
    actual = f"**{plain(each.actual)}**"
    return [
        plain(each.name),
        f"{actual}{BREAK}<sub>{plain(each.hint)}</sub>" if each.hint else actual,
        f"{each.glyph} {plain(each.status)}",
        plain(each.target),
        plain(each.spark_words),
        marks(each.badges),
    ]


def _finding(each: Noted, drawing: Drawing) -> list[str]:
    words = drawing.view.words
    text = f"{prose(each.message)}{BREAK}<sub>{prose(each.hint)}</sub>" if each.hint else prose(each.message)
    severity = plain(sentence(words(each.severity)))
    return [
        f'<a id="{each.number.lower()}"></a>**{each.number}** {severity}{BREAK}{each.rule}',
        text,
        f"{plain(each.where)}{BREAK}{_place(each.place, drawing.sources)}",
        plain(each.gain),
    ]


def _place(place: str, sources: str | None) -> str:
    if sources is None:
        return code(place)
    file, _, line = place.rpartition(":")
    return link(code(place), f"{sources}{file}#L{line}")
