"""What an output gets, and what it gives: a map ready to be drawn, and a file to write."""

from __future__ import annotations

from datetime import date

from jmap.audit.score import Score
from jmap.findings.collect import Judged
from jmap.measures.measured import Measures
from jmap.records import frozen
from jmap.render.engine import Engine
from jmap.render.look import OURS, Look
from jmap.render.poster.sheet import Size
from jmap.render.view import MapView


@frozen
class Drawing:
    """A map without errors, its view, and what else its picture depends on.

    `index_href` leads from the map's own folder to the index, where there is one. `sources` leads from
    there to the root of the workspace, or is None where links to its files would lead astray. Without an
    `engine` nothing is laid out by Graphviz. `size` is that of a poster.
    `measures` are what a log says of maps.
    """

    view: MapView
    judged: Judged
    score: Score | None
    as_of: date
    engine: Engine | None
    index_href: str = ""
    sources: str | None = None
    size: Size = "a3"
    look: Look = OURS
    measures: Measures | None = None


@frozen
class Output:
    """A file made of a map: what follows its id in the name, and its text.

    `notes` tell what the format could not show; they are said on standard error.
    """

    suffix: str
    text: str
    notes: tuple[str, ...] = ()
