"""What a map says that Mermaid's diagrams cannot show, counted."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.render.graph import Graph
from jmap.render.mermaid_journey import other_feelings
from jmap.render.mermaid_text import LONGEST
from jmap.workspace.journey import Journey

MOST_TEXT = 50_000
"""Most characters of a diagram that Mermaid draws unless it is told otherwise."""

MOST_EDGES = 500
"""Most arrows of a flowchart that it draws."""

_FELT = ("thoughts", "quotes", "pains", "gains")
_STEP = ("actions", "frontstage", "backstage", "support", "content", "events")


def lost_by_journey(journey: Journey) -> list[str]:
    """Return the amounts of what a `journey` diagram leaves out: `12 pains`."""
    lost = dict.fromkeys(("touchpoints without a feeling", "feelings of other personas"), 0)
    lost["touchpoints without a feeling"] = sum(each.emotion is None for each in journey.touchpoints)
    lost["feelings of other personas"] = other_feelings(journey)
    for name in _FELT:
        holders = (*journey.stages, *journey.touchpoints)
        lost[name] = sum(len(getattr(each, name)) for each in holders)
    for name in _STEP:
        lost[name] = sum(len(getattr(each, name)) for each in journey.touchpoints)
    lost["moments of truth"] = sum(each.moment_of_truth is not None for each in journey.touchpoints)
    lost["service levels"] = sum(each.sla is not None for each in journey.touchpoints)
    for name in ("metrics", "opportunities", "plays", "evidence"):
        lost[name] = len(getattr(journey, name)())
    lost["ways between stages"] = sum(each.declared for each in journey.ways())
    lost["cut texts"] = sum(len(each.title) > LONGEST for each in (*journey.stages, *journey.touchpoints))
    return [_amount(count, what) for what, count in lost.items() if count]


def lost_by_lifecycle(graph: Graph, touchpoints: int) -> list[str]:
    """Return the amounts of what a `flowchart` of the stages leaves out."""
    steps = graph.steps
    lost = {
        "touchpoints": touchpoints,
        "conditions of arriving": sum(bool(each.enter) for each in steps),
        "milestones": sum(bool(each.milestone) for each in steps),
    }
    return [_amount(count, what) for what, count in lost.items() if count]


def too_much(text: str, edges: int) -> Iterator[str]:
    """Yield why Mermaid would not draw a diagram without being told to."""
    if len(text) > MOST_TEXT:
        yield f"it is longer than {MOST_TEXT} characters; set Mermaid's `maxTextSize`"
    if edges > MOST_EDGES:
        yield f"it has more than {MOST_EDGES} arrows; set Mermaid's `maxEdges`"


_ONE = {
    "touchpoints without a feeling": "touchpoint without a feeling",
    "feelings of other personas": "feeling of another persona",
    "moments of truth": "moment of truth",
    "opportunities": "opportunity",
    "ways between stages": "way between stages",
    "conditions of arriving": "condition of arriving",
    "frontstage": "frontstage item",
    "backstage": "backstage item",
    "support": "support item",
    "content": "piece of content",
    "evidence": "piece of evidence",
}
_MANY = {
    "frontstage": "frontstage items",
    "backstage": "backstage items",
    "support": "support items",
    "content": "pieces of content",
    "evidence": "pieces of evidence",
}


def _amount(count: int, what: str) -> str:
    if count == 1:
        return f"1 {_ONE.get(what, what.removesuffix('s'))}"
    return f"{count} {_MANY.get(what, what)}"
