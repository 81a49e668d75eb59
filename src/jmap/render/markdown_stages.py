"""The stages of a map in Markdown: one section each, as a table of twelve columns is read by nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

from jmap.audit.people import called
from jmap.render.cells import (
    Badge,
    BadgesCell,
    Card,
    CardsCell,
    Cell,
    ChancesCell,
    ChipsCell,
    EmotionCell,
    GaugesCell,
    LinesCell,
    Marker,
    OwnerCell,
    PainsCell,
    Said,
    SaidCell,
)
from jmap.render.markdown_definitions import item_lines
from jmap.render.markdown_text import BREAK, begun, code, document_of, link, plain, rich, table
from jmap.render.view import MapView, StageHead

Draw: TypeAlias = Callable[[MapView, Any], Iterator[str]]
"""Yields the lines of a cell."""

_STEPS: Final = 4
_IN_THE_TABLE: Final = frozenset(("Channels", "Owner", "Emotion", "Findings", "Actions", "Gains"))
_LAYERS: Final = frozenset(("Frontstage", "Backstage", "Support"))


def stage_section(view: MapView, place: int) -> Iterator[str]:
    """Yield the section of one stage: its head, then the lanes in which it has something."""
    stage, words = view.stages[place], view.words
    yield f"### {stage.number}. {plain(stage.name)}"
    yield ""
    facts = [words("archived")] if stage.archived else []
    facts.extend(each for each in (stage.duration,) if each)
    node = next((each for each in view.graph.nodes if each.id == stage.id), None)
    if node is not None and node.start and node.number > 1:
        facts.append(words("also a start"))
    if node is not None and node.end:
        facts.append(words("an end"))
    head = [f"**{rich(stage.goal)}**"] if stage.goal else []
    head.extend(plain(fact) for fact in facts)
    if head:
        yield begun(" · ".join(head))
        yield ""
    yield from _details(view, stage)
    for row in view.lanes:
        cell = row.cells[place]
        if cell is not None:
            if row.line:
                yield f"*{plain(words('Line of visibility'))}*"
                yield ""
            yield f"**{plain(words(row.lane.label))}**"
            yield ""
            yield from _DRAW[cell.KIND](view, cell)
            yield ""


def draws(cell: type[Cell]) -> bool:
    """Tell whether a kind of cell has a form in Markdown."""
    return cell.KIND in _DRAW


def bar(value: float) -> str:
    """Return a feeling as a bar: empty boxes, filled from the middle to the left or right."""
    filled = min(_STEPS, round(abs(value) * _STEPS / 2 + 1e-9))
    left, right = (filled, 0) if value < 0 else (0, filled)
    return f"{'□' * (_STEPS - left)}{'■' * left}│{'■' * right}{'□' * (_STEPS - right)}"


def marks(badges: Iterable[Badge]) -> str:
    """Return the numbers of findings as links into their table."""
    return " ".join(f"[{each.number}](#{each.number.lower()})" for each in badges)


def _details(view: MapView, stage: StageHead) -> Iterator[str]:
    shown = [
        link(code(each.path), document_of(each.href)) if each.href else code(each.path)
        for each in stage.details
    ]
    if shown:
        words = view.words
        yield f"{plain(words('Detail'))}{words.language.colon}{words.language.comma.join(shown)}"
        yield ""


def _names(view: MapView, places: tuple[int, ...]) -> str:
    """Return the personas whom alone something concerns, in brackets; nothing where all are meant."""
    names = view.words.language.comma.join(called(view.people[place].name) for place in places)
    return f" ({plain(names)})" if names else ""


def _bullet(*parts: str) -> str:
    return f"- {' '.join(part for part in parts if part)}"


def _hint(text: str) -> str:
    return f"<sub>{plain(text)}</sub>" if text else ""


def _lines(view: MapView, cell: LinesCell | ChipsCell) -> Iterator[str]:
    words = view.words
    for line in cell.lines:
        sign = f"{plain(words(line.word))}{words.language.colon}" if line.word else ""
        yield _bullet(f"{sign}{rich(line.text)}{_names(view, line.personas)}", _hint(line.hint))
        for word, text in line.notes:
            before = f"{plain(word)}{words.language.colon}" if word else "→ "
            yield f"  {_bullet(f'{before}{rich(text)}')}"


def _cards(view: MapView, cell: CardsCell) -> Iterator[str]:
    words = view.words
    heads = (
        plain(words("Touchpoint")),
        plain(words("Channels")),
        plain(words("Owner")),
        plain(words("Evidence")),
        plain(words("Findings")),
    )
    yield from table(heads, (_card(view, card) for card in cell.cards))
    details = [*table((heads[0], "", ""), _card_details(view, cell.cards))]
    if details:
        yield "<details>"
        yield f"<summary>{plain(words('Details of touchpoints'))}</summary>"
        yield ""
        yield from details
        yield "</details>"


def _card(view: MapView, card: Card) -> list[str]:
    words = view.words
    star = "★" if card.moment_of_truth else ""
    tags = [words("archived")] if card.archived else [words("optional")] if card.optional else []
    return [
        " ".join(part for part in (plain(card.title), star, _hint(" · ".join(tags))) if part),
        plain(words.language.comma.join(card.channels)) or plain(words("no channel")),
        plain(card.owner),
        BREAK.join(item_lines(row, words) for row in card.rows if row.label == "Evidence"),
        marks(card.badges),
    ]


def _card_details(view: MapView, cards: tuple[Card, ...]) -> Iterator[list[str]]:
    shown = {row.lane.label for row in view.lanes}
    for card in cards:
        first = plain(card.title)
        for row in card.rows:
            if (
                row.label in _IN_THE_TABLE
                or row.label in shown & (_LAYERS | {"Metrics"})
                or row.label == "Evidence"
            ):
                continue
            yield [first, plain(view.words(row.label)), item_lines(row, view.words)]
            first = ""


def _said(view: MapView, cell: SaidCell) -> Iterator[str]:
    for each in cell.said:
        yield _bullet(_quoted(view, each), _hint(_who(view, each)))


def _quoted(view: MapView, each: Said) -> str:
    before, after = view.words.quotes
    return f"{before}{rich(each.text)}{after}"


def _who(view: MapView, each: Said) -> str:
    words = view.words
    if each.who:
        return words("{who}, word for word", who=words.theirs(each.who)) if each.spoken else each.who
    if each.spoken:
        return words("a customer, word for word")
    return words.language.comma.join(called(view.people[place].name) for place in each.personas)


def _emotion(view: MapView, cell: EmotionCell) -> Iterator[str]:
    groups = _alike(view, cell)
    for places, markers in groups.items() if len(groups) > 1 else ():
        yield _bullet(plain(view.words.listed(called(view.people[place].name) for place in places)))
        yield from _markers(view, markers, "  ")
    if len(groups) == 1:
        yield from _markers(view, next(iter(groups.values())), "")


def _alike(view: MapView, cell: EmotionCell) -> dict[tuple[int, ...], tuple[Marker, ...]]:
    """Return the points of the cell by the personas who have them; curves may differ elsewhere."""
    found: dict[tuple[tuple[str, float], ...], tuple[list[int], tuple[Marker, ...]]] = {}
    for curve in cell.curves:
        points = tuple((each.title, each.value) for each in curve.markers)
        places, _ = found.setdefault(points, ([], curve.markers))
        places.extend(curve.personas or range(len(view.people)))
    return {tuple(sorted(places)): markers for places, markers in found.values()}


def _markers(view: MapView, markers: tuple[Marker, ...], indent: str) -> Iterator[str]:
    words = view.words
    for each in markers:
        star = " ★" if each.moment_of_truth else ""
        felt = f"{each.sign}{words.language.comma}{each.word}"
        said = words("{name}: {text}", name=each.title, text=felt)
        yield f"{indent}- `{bar(each.value)}` {plain(said)}{star}"
    if not markers:
        yield f"{indent}- {plain(words('no data'))}"


def _pains(view: MapView, cell: PainsCell) -> Iterator[str]:
    for each in cell.pains:
        dots = f"{'●' * each.severity}{'○' * (5 - each.severity)}" if each.severity is not None else ""
        yield _bullet(dots, f"{rich(each.text)}{_names(view, each.personas)}", _hint(each.hint))


def _chances(view: MapView, cell: ChancesCell) -> Iterator[str]:  # noqa: ARG001 - all have this signature
    for each in cell.chances:
        yield _bullet(f"**{each.number}**", plain(each.name), _hint(each.hint), marks(each.badges))


def _gauges(view: MapView, cell: GaugesCell) -> Iterator[str]:
    for each in cell.gauges:
        said = f"{each.glyph} {plain(each.status)}"
        value = f"{plain(each.name)}{view.words.language.colon}**{plain(each.actual)}**"
        yield _bullet(value, said, marks(each.badges))


def _owner(view: MapView, cell: OwnerCell) -> Iterator[str]:
    words = view.words
    text = plain(cell.owner or words("none|owner"))
    if cell.others:
        teams = words.language.comma.join(words.theirs(each) for each in cell.others)
        text = f"{text} {_hint(words('with {teams}', teams=teams))}"
    yield text


def _badges(view: MapView, cell: BadgesCell) -> Iterator[str]:  # noqa: ARG001 - all have this signature
    yield marks(cell.badges)


_DRAW: Final[dict[str, Draw]] = {
    LinesCell.KIND: _lines,
    CardsCell.KIND: _cards,
    SaidCell.KIND: _said,
    EmotionCell.KIND: _emotion,
    PainsCell.KIND: _pains,
    ChancesCell.KIND: _chances,
    GaugesCell.KIND: _gauges,
    OwnerCell.KIND: _owner,
    ChipsCell.KIND: _lines,
    BadgesCell.KIND: _badges,
}
