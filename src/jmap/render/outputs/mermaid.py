"""A map as Mermaid diagrams: the journey with its feelings, and the ways between its stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmap.render.drawing import Drawing, Output
from jmap.render.markdown import words_alone
from jmap.render.mermaid_journey import journey_diagram, sections_of
from jmap.render.mermaid_lifecycle import lifecycle_diagram
from jmap.render.mermaid_losses import lost_by_journey, lost_by_lifecycle, too_much
from jmap.render.mermaid_text import comment

SUFFIXES = (".mmd", ".lifecycle.mmd")


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the journey, where anything is known of its feelings, then its lifecycle."""
    view, journey = drawing.view, drawing.judged.journey
    head = view.header
    sections = sections_of(journey, view.words)
    name = f"{view.id}.mmd"
    if sections:
        body = [*journey_diagram(head.title, words_alone(head.lede), sections)]
        yield _output(".mmd", name, body, lost_by_journey(journey))
    else:
        yield Output("", "", (f"no `{name}`: nothing on the map has an `emotion`",))
    name = f"{view.id}.lifecycle.mmd"
    title = view.words("Ways through {map}", map=head.title)
    body = [*lifecycle_diagram(view.graph, title)]
    edges = sum("->" in line for line in body)
    lost = lost_by_lifecycle(view.graph, view.touchpoints)
    yield _output(".lifecycle.mmd", name, body, lost, edges)


def _output(suffix: str, name: str, body: Iterable[str], lost: list[str], edges: int = 0) -> Output:
    head = [comment(f"Mermaid cannot show here: {', '.join(lost)}.")] if lost else []
    text = "\n".join((*head, *body)) + "\n"
    notes = [f"`{name}` leaves out {', '.join(lost)}"] if lost else []
    notes.extend(f"`{name}` may not be drawn: {why}" for why in too_much(text, edges))
    return Output(suffix, text, tuple(notes))
