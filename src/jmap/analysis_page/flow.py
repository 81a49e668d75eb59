"""The flow that was seen as the lifecycle is drawn: on along the line, loops above, exits below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from jmap.analysis_page.figures import shown
from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import count, duration, several, share
from jmap.analyze.measures.outcomes import Move
from jmap.analyze.wanted import Wanted
from jmap.render.engine import Engine, EngineError
from jmap.render.graph import Arrow, Exit, Graph, Node, kind_of_way
from jmap.render.svg import lifecycle_figure
from jmap.render.words import words_for

MOST: Final = 14
"""So many ways are drawn, the most taken first, and all that the map declares."""
_EDGE: Final = re.compile(r'<g class="(fwd|past|loop)" id="([^"]*)">')


def flow_figure(each: MapAnalysis, wanted: Wanted, engine: Engine | None, prefix: str) -> str:
    """Return the drawing as SVG; nothing where there is no engine, or it cannot lay the stages out."""
    if engine is None or not each.plan.starts:
        return ""
    taken = {(move.start, move.end): move for move in each.conformance.moves}
    graph = _graph(each, wanted, taken)
    try:
        drawn = lifecycle_figure(graph, engine, f"Flow between the stages of {each.plan.title}", prefix)
    except EngineError:
        return ""
    most = max((move.n for move in taken.values()), default=1)
    ids = {
        f"{prefix}e-{graph.nodes[way.start].id}.{graph.nodes[way.end].id}": taken.get((way.start, way.end))
        for way in graph.arrows
    }

    def weighed(found: re.Match[str]) -> str:
        move = ids.get(found[2])
        return f'<g class="{found[1]} {_weight(move, most)}" id="{found[2]}">'

    return _EDGE.sub(weighed, drawn)


def _weight(move: Move | None, most: int) -> str:
    """Return the classes of a way: how wide it is, and whether the map says so."""
    if move is None:
        return "w0"
    wide = 1 + min(3, int(4 * move.n / most))
    return f"w{wide}" if move.kind == "declared" else f"w{wide} odd"


def drawn_of(each: MapAnalysis) -> str:
    """Return which ways are drawn, where not all are; '' where all are."""
    taken = {(move.start, move.end): move for move in each.conformance.moves}
    ways = frozenset(_ways(each, taken))
    if ways.issuperset(taken):
        return ""
    return f"Drawn are the {MOST} most taken of {several(len(taken), 'way')}, and all that the map declares."


def _ways(each: MapAnalysis, taken: Mapping[tuple[int, int], Move]) -> list[tuple[int, int]]:
    ways = sorted(taken, key=lambda way: (-taken[way].n, way))[:MOST]
    return ways + [way for way in sorted(each.plan.declared) if way not in ways]


def _graph(each: MapAnalysis, wanted: Wanted, taken: Mapping[tuple[int, int], Move]) -> Graph:
    words = words_for(each.plan.lang, "en")
    seen = each.plan.stages
    ways = _ways(each, taken)
    arrows = tuple(
        Arrow(start, end, kind_of_way(start, end), _label(each, taken.get((start, end))), "")
        for start, end in sorted(ways)
        if start != end
    )
    nodes = tuple(
        Node(stage.id, place + 1, stage.title, _facts(each, place), place in each.plan.starts, end=False)
        for place, stage in enumerate(seen)
    )
    exits = tuple(
        Exit(place, (f"{count(found.left)} left, {_part(found.left, found.visits - found.open)}",))
        for place, found in sorted(each.outcomes.items())
        if found.left
    )
    dormant: tuple[str, ...] = ()
    if each.dormancy is not None and each.dormancy.share.value is not None:
        dormant = (shown(share(each.dormancy.share, wanted.min_n)) + " who are alive",)
    told = [f"{nodes[way.start].name} to {nodes[way.end].name} {way.label}" for way in arrows]
    told += [f"{nodes[exit_.stage].name}: {exit_.labels[0]}" for exit_ in exits]
    return Graph(nodes, arrows, exits, (), dormant, (), f"{'; '.join(told)}.", words)


def _label(each: MapAnalysis, move: Move | None) -> str:
    if move is None:
        return "never seen"
    found = each.outcomes[move.start]
    said = f"{count(move.n)}, {_part(move.n, found.visits - found.open)}"
    return said if move.kind == "declared" else f"{said} {move.kind}"


def _facts(each: MapAnalysis, place: int) -> tuple[str, ...]:
    if not each.plan.stages[place].observed:
        return ("not observed",)
    found, time = each.outcomes[place], each.times.get(place)
    facts = [several(found.visits, "visit"), f"{count(found.open)} still open"]
    if time is not None:
        middle = time.km_median if time.by_curve else time.median
        if middle is not None:
            facts.append(f"median {shown(duration(middle))}")
    return tuple(facts)


def _part(n: int, ended: int) -> str:
    """Return a share of the visits that have ended, as audits show it: an open one may still go on."""
    return f"{n / ended * 100:.0f}\u00a0%" if ended else "–"
