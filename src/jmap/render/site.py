"""A whole site: a page for each map, then the index. One map is held at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from jmap.audit.score import Score
from jmap.findings.collect import Judged
from jmap.records import frozen
from jmap.render.drawing import Drawing
from jmap.render.engine import Engine
from jmap.render.index import IndexRow, NotDrawn, index_row, index_view, not_drawn
from jmap.render.outputs import registry
from jmap.render.poster.sheet import Size
from jmap.render.scene import page_path, relative
from jmap.render.view import build_view

INDEX = "index.html"


@frozen
class Page:
    """A file to write: its path below the site's folder with `/`, its text, and the map it shows, or ''.

    `notes` tell what could not be shown. Without a path there is nothing to write, only notes.
    """

    path: str
    text: str
    map: str = ""
    notes: tuple[str, ...] = ()


def render_site(
    items: Iterable[tuple[Judged, Score | None]],
    *,
    title: str,
    as_of: date,
    engine: Engine | None,
    formats: Sequence[str] = ("html",),
    lanes: Sequence[str] = (),
    maps: Collection[str] = (),
    lang: str = "",
    sources: str | None = None,
    size: Size = "a3",
) -> Iterator[Page]:
    """Yield the files of each map without errors as it comes, and last the index of each format that has one.

    `maps` are the paths of the maps that will have a page, so that links between them lead somewhere.
    `sources` leads from the site's folder to the root of the workspace, with a `/` at its end unless it is
    empty; None where there is no way that holds elsewhere too. `lang` is the language of our words; each
    map's own where it is not said. `size` is that of posters. Without a title the index has one of our
    words. Raises KeyError where a format, a lane or the language is unknown.
    """
    rows: list[IndexRow] = []
    left_out: list[NotDrawn] = []
    outputs = [registry.load(name) for name in formats]
    indexes = [index for name in formats if (index := registry.load_index(name)) is not None]
    for judged, score in items:
        if not judged.sound:
            left_out.append(not_drawn(judged))
            continue
        view = build_view(judged, score, as_of, lanes=lanes, maps=maps, lang=lang)
        index_href = relative(INDEX, page_path(view.id)) if indexes else ""
        base = page_path(view.id).removesuffix(".html")
        up = "../" * base.count("/") + sources if sources is not None else None
        drawing = Drawing(view, judged, score, as_of, engine, index_href, up, size)
        for draw in outputs:
            for output in draw(drawing):
                path = f"{base}{output.suffix}" if output.suffix else ""
                yield Page(path, output.text, view.id, output.notes)
        rows.append(index_row(judged, score, view))
    if indexes:
        view_of_all = index_view(title, rows, left_out, as_of, lang)
        for index in indexes:
            output = index(view_of_all)
            yield Page(f"index{output.suffix}", output.text)
