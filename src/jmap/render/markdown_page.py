"""A map as one document in Markdown, as GitHub and GitLab show it."""

from __future__ import annotations

from collections.abc import Iterator

from jmap import __version__
from jmap.render.cells import BadgesCell, CardsCell, Cell, GaugesCell, OwnerCell, PainsCell
from jmap.render.drawing import Drawing
from jmap.render.header import AMOUNTS
from jmap.render.markdown_actions import opportunities_section, plays_section
from jmap.render.markdown_beside import beside_section, futures_line
from jmap.render.markdown_definitions import about_section, definitions_section
from jmap.render.markdown_stages import bar, marks, stage_section
from jmap.render.markdown_tables import findings_section, lifecycle_section, metrics_section
from jmap.render.markdown_text import BREAK, begun, code, document_of, link, plain, rich, table
from jmap.render.view import MapView, StageHead
from jmap.render.wording import sentence
from jmap.workspace.emotion_curve import CurvePoint, judged


def map_document(drawing: Drawing) -> str:
    """Return the document of a map."""
    view = drawing.view
    points = judged(drawing.judged.journey)
    lines = [*_head(drawing), *about_section(view), *_figures(view, points)]
    lines.extend((*_personas(view), *_overview(view, points)))
    for place in range(len(view.stages)):
        lines.extend(stage_section(view, place))
    lines.extend(beside_section(view))
    lines.extend(lifecycle_section(view))
    lines.extend(metrics_section(view))
    lines.extend(opportunities_section(drawing))
    lines.extend(plays_section(drawing))
    lines.extend(findings_section(drawing))
    lines.extend(definitions_section(view))
    lines.extend(_foot(drawing))
    return "\n".join(lines) + "\n"


def _head(drawing: Drawing) -> Iterator[str]:
    view = drawing.view
    head, words = view.header, view.words
    if drawing.index_href:
        yield from (link(plain(words("Journeys")), document_of(drawing.index_href)), "")
    yield from (f"# {plain(head.title)}", "")
    facts = [plain(fact) for fact in head.facts]
    for name, said in ((words("Draft"), head.draft), (words("Archived"), head.archived)):
        if said:
            facts.append(f"**{plain(name)}**")
    if head.stale:
        facts.append(f"▲ {plain(head.reviewed)}")
    yield from (begun(" · ".join(facts)), "")
    if head.lede:
        yield from (rich(head.lede), "")
    colon = words.language.colon
    said_of = [f"**{plain(words('Goal'))}**{colon}{rich(head.goal)}"] if head.goal else []
    if head.owner:
        said_of.append(f"**{plain(words('Owner'))}**{colon}{plain(head.owner)}")
    if head.as_is:
        named = code(head.as_is)
        shown = link(named, document_of(head.as_is_href)) if head.as_is_href else named
        said_of.append(f"**{plain(words('Changes'))}**{colon}{shown}")
    if said_of:
        yield from (BREAK.join(said_of), "")
    yield from futures_line(view)


def _figures(view: MapView, points: list[CurvePoint]) -> Iterator[str]:
    head, words = view.header, view.words
    score = plain(words("not scored"))
    if head.score is not None:
        score = f"**{plain(head.score.shown)}** {plain(head.score.grade)}".rstrip()
        if head.score.sentence:
            score = f"{score}{BREAK}{plain(head.score.sentence)}"
    counts = (words(AMOUNTS[severity], count=amount) for severity, amount in head.severities)
    found = plain(words.language.comma.join(counts)) or plain(words("none|findings"))
    on_target = words("{part} of {whole}", part=head.on_target, whole=head.measured)
    heads = (sentence(words("audit score")), words("Metrics on target"), words("Findings"), words("Emotion"))
    row = [score, f"**{plain(on_target)}**" if head.measured else plain(words("no targets")), found]
    yield from table([plain(each) for each in heads], [[*row, _mood(view, points)]])


def _mood(view: MapView, points: list[CurvePoint]) -> str:
    """Return the mean of points with its bar, or nothing where there are none."""
    if not points:
        return ""
    mean = sum(point.value for point in points) / len(points)
    return f"`{bar(mean)}` {plain(view.words.signed(mean))}"


def _personas(view: MapView) -> Iterator[str]:
    if not view.people:
        return
    words = view.words
    yield from (f"## {plain(words('Personas'))}", "")
    heads = (words("Persona"), words("In their words"), words("Wants"), words("Fears"), words("Evidence"))
    before, after = words.quotes
    yield from table(
        [plain(each) for each in heads],
        (
            [
                BREAK.join(
                    part
                    for part in (
                        f"**{plain(each.name)}**",
                        plain(each.role),
                        plain(each.about),
                        marks(each.badges),
                    )
                    if part
                ),
                f"{before}{rich(each.quote)}{after}" if each.quote else "",
                BREAK.join(rich(want) for want in each.wants),
                BREAK.join(rich(fear) for fear in each.fears),
                plain(each.evidence),
            ]
            for each in view.people
        ),
    )


def _overview(view: MapView, points: list[CurvePoint]) -> Iterator[str]:
    """Yield a table with a row for each stage: what the lanes hold, in figures."""
    words = view.words
    yield from (f"## {plain(words('Stages'))}", "")
    heads = (
        *("", words("Stage"), words("Emotion"), words("Touchpoints"), words("Pains")),
        *(words("Metrics on target"), words("Findings"), words("Owner")),
    )
    rows = (_stage_row(view, stage, place, points) for place, stage in enumerate(view.stages))
    yield from table([plain(each) for each in heads], rows)


def _stage_row(view: MapView, stage: StageHead, place: int, points: list[CurvePoint]) -> list[str]:
    amounts = dict.fromkeys(("cards", "pains", "gauges", "badges", "owner"), "")
    for row in view.lanes:
        cell = row.cells[place]
        if cell is not None:
            amounts[cell.KIND] = _amount(cell, view)
    return [
        str(stage.number),
        f"**{plain(stage.name)}**",
        _mood(view, [point for point in points if point.stage == stage.id]),
        *(amounts[kind] for kind in ("cards", "pains", "gauges", "badges", "owner")),
    ]


def _amount(cell: Cell, view: MapView) -> str:
    """Return what the overview says of a cell, or nothing."""
    match cell:
        case CardsCell():
            return str(len(cell.cards))
        case PainsCell():
            return str(len(cell.pains))
        case GaugesCell():
            measured = [each for each in cell.gauges if each.level != "none"]
            on_target = sum(each.glyph == "✓" for each in measured)
            part = view.words("{part} of {whole}", part=on_target, whole=len(measured))
            return plain(part) if measured else ""
        case BadgesCell():
            return str(len(cell.badges))
        case OwnerCell():
            return plain(cell.owner)
        case _:
            return ""


def _foot(drawing: Drawing) -> Iterator[str]:
    view = drawing.view
    words = view.words
    path = code(view.path)
    if drawing.sources is not None:
        path = link(path, f"{drawing.sources}{view.path}")
    # The path is Markdown already, so it is put into the sentence after that is written.
    said = plain(words("Rendered by jmap {version} from {path}", version=__version__, path="\ufdd0"))
    yield from ("---", "")
    parts = [said.replace("\ufdd0", path), f"sha256 `{view.sha256[:16]}…`"]
    parts.append(plain(words("As of {day}", day=words.day(drawing.as_of))))
    yield f"<sub>{' · '.join(parts)}</sub>"
