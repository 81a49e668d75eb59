"""A whole site: a page for each map, then the index. One map is held at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from jmap.audit.score import Score
from jmap.findings.collect import Judged
from jmap.records import frozen
from jmap.render.engine import Engine, EngineError
from jmap.render.html import index_page, journey_page
from jmap.render.index import IndexRow, NotDrawn, index_row, index_view, not_drawn
from jmap.render.scene import page_path, relative
from jmap.render.svg import lifecycle_figure
from jmap.render.view import MapView, build_view

INDEX = "index.html"


@frozen
class Page:
    """A page to write: its path below the site's folder with `/`, its text, and the map it shows, or ''."""

    path: str
    text: str
    map: str = ""


def render_site(
    items: Iterable[tuple[Judged, Score | None]],
    *,
    title: str,
    as_of: date,
    engine: Engine | None,
    lanes: Sequence[str] = (),
    maps: Collection[str] = (),
    lang: str = "",
) -> Iterator[Page]:
    """Yield a page for each map without errors as it comes, and the index last.

    `maps` are the paths of the maps that will have a page, so that links between them lead somewhere.
    `lang` is the language of our words; each map's own where it is not said. Without a title the index has
    one of our words. Raises KeyError where a lane or the language is unknown.
    """
    rows: list[IndexRow] = []
    left_out: list[NotDrawn] = []
    for judged, score in items:
        if not judged.sound:
            left_out.append(not_drawn(judged))
            continue
        view = build_view(judged, score, as_of, lanes=lanes, maps=maps, lang=lang)
        path = page_path(view.id)
        yield Page(path, map_page(view, engine, as_of=as_of, index_href=relative(INDEX, path)), view.id)
        rows.append(index_row(judged, score, view))
    yield Page(INDEX, index_page(index_view(title, rows, left_out, as_of, lang)))


def map_page(view: MapView, engine: Engine | None, *, as_of: date, index_href: str = "") -> str:
    """Return the page of one map; without an engine, or where it fails, the lifecycle is a table."""
    figure, why = None, ""
    if engine is not None:
        words = view.words
        try:
            title = words("Ways through {map}", map=words.theirs(view.header.title))
            figure = lifecycle_figure(view.graph, engine, title)
        except EngineError as error:
            why = str(error)
    return journey_page(view, figure, as_of=as_of, index_href=index_href, why=why)
