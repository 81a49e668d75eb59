"""A whole site: a page for each map, then the index. One map is held at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from jmap.audit.score import Score
from jmap.findings.collect import Judged
from jmap.measures.measured import Measures
from jmap.records import frozen
from jmap.render.audience import EVERYONE, Audience, as_met_by
from jmap.render.drawing import Drawing
from jmap.render.earlier import NEVER, Earlier
from jmap.render.engine import Engine
from jmap.render.index import IndexRow, NotDrawn, index_row, index_view, not_drawn
from jmap.render.look import OURS, Look
from jmap.render.outputs import registry
from jmap.render.poster.sheet import Size
from jmap.render.scene import page_path, relative
from jmap.render.view import build_view
from jmap.render.whereabouts import NOWHERE, Whereabouts

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


@frozen
class Plan:
    """What all pages of a run rest on beside their maps.

    `maps` are the paths of the maps that will have a page, so that links between them lead somewhere.
    `sources` leads from the site's folder to the root of the workspace, with a `/` at its end unless it is
    empty; None where there is no way that holds elsewhere too. `lang` is the language of our words; each
    map's own where it is not said. A map is drawn as the `audience` meets it, or whole and with a note where
    it does not know them. `around` is where the pages will lie. `size` is that of posters. Without a title
    the index has one of our words. Without an index, a map that is `alone` leads to none. `earlier` has
    the scores of audits before. `measures` are what a log says of maps.
    """

    title: str
    as_of: date
    engine: Engine | None
    formats: tuple[str, ...] = ("html",)
    lanes: tuple[str, ...] = ()
    maps: Collection[str] = ()
    lang: str = ""
    sources: str | None = None
    size: Size = "a3"
    look: Look = OURS
    audience: Audience = EVERYONE
    around: Whereabouts = NOWHERE
    alone: bool = False
    earlier: Earlier = NEVER
    measures: Measures | None = None


def draw_map(judged: Judged, score: Score | None, plan: Plan) -> tuple[tuple[Page, ...], IndexRow | NotDrawn]:
    """Return the files of a map, and what the index tells of it.

    Raises KeyError where a format, a lane or the language is unknown.
    """
    if not judged.sound:
        return (), not_drawn(judged)
    whole, judged = judged, as_met_by(judged, plan.audience)
    seen = plan.audience.known_to(whole.journey)
    view = build_view(
        judged,
        score,
        plan.as_of,
        lanes=plan.lanes,
        maps=plan.maps,
        lang=plan.lang,
        seen_by=seen,
        whole=whole,
        around=plan.around,
        earlier=plan.earlier,
        measures=plan.measures,
    )
    index_href = relative(INDEX, page_path(view.id)) if not plan.alone and any(_indexes(plan)) else ""
    base = page_path(view.id).removesuffix(".html")
    up = "../" * base.count("/") + plan.sources if plan.sources is not None else None
    drawing = Drawing(
        view, judged, score, plan.as_of, plan.engine, index_href, up, plan.size, plan.look, plan.measures
    )
    notes = tuple(_unknown(whole, plan.audience, seen))
    pages = [Page("", "", view.id, notes)] if notes else []
    for name in plan.formats:
        for output in registry.load(name)(drawing):
            path = f"{base}{output.suffix}" if output.suffix else ""
            pages.append(Page(path, output.text, view.id, output.notes))
    return tuple(pages), index_row(judged, score, view, plan.earlier, plan.measures)


def draw_indexes(told: Iterable[IndexRow | NotDrawn], plan: Plan) -> Iterator[Page]:
    """Yield the index of maps in each format that has one, given what it tells of each map."""
    every = list(told)
    rows = [each for each in every if isinstance(each, IndexRow)]
    left_out = [each for each in every if isinstance(each, NotDrawn)]
    view = None
    for index in _indexes(plan):
        view = view or index_view(plan.title, rows, left_out, plan.as_of, plan.lang)
        output = index(view, plan.look)
        yield Page(f"index{output.suffix}", output.text)


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
    look: Look = OURS,
    audience: Audience = EVERYONE,
    around: Whereabouts = NOWHERE,
) -> Iterator[Page]:
    """Yield the files of each map without errors as it comes, and last the index of each format that has one.

    What they rest on is what a `Plan` says. Raises KeyError where a format, a lane or the language is
    unknown.
    """
    plan = Plan(
        title, as_of, engine, tuple(formats), tuple(lanes), maps, lang, sources, size, look, audience, around
    )
    told = []
    for judged, score in items:
        pages, row = draw_map(judged, score, plan)
        yield from pages
        told.append(row)
    yield from draw_indexes(told, plan)


def _indexes(plan: Plan) -> Iterator[registry.Index]:
    return (index for name in plan.formats if (index := registry.load_index(name)) is not None)


def _unknown(judged: Judged, audience: Audience, seen: Audience) -> Iterator[str]:
    for what, asked, found in (
        ("segment", audience.segment, seen.segment),
        ("persona", audience.persona, seen.persona),
    ):
        if asked and not found:
            yield f"`{judged.journey.path}` knows no {what} `{asked}`, and is drawn without it"
    persona = judged.journey.definition("personas", seen.persona) if seen.persona else None
    belongs = persona.object.segments if persona is not None else ()
    if seen.segment and belongs and seen.segment not in belongs:
        path = judged.journey.path
        yield f"in `{path}` persona `{seen.persona}` does not belong to segment `{seen.segment}`"
