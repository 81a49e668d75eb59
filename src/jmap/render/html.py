"""The pages as HTML: one file each, no request, a strict policy by hash, useful without script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jmap import __version__
from jmap.faults import Severity
from jmap.render import shapes
from jmap.render.beside import GLYPHS, KINDS
from jmap.render.cells import CardsCell
from jmap.render.channels import ICONS
from jmap.render.column_widths import column_widths
from jmap.render.compiled import CompiledTemplates
from jmap.render.emotion_band import height_of
from jmap.render.icons import PATHS
from jmap.render.index import IndexView
from jmap.render.language import primary, right_to_left
from jmap.render.look import OURS, Look
from jmap.render.markdown import inline
from jmap.render.print_fit import print_fit
from jmap.render.proof import GUESS, NOTHING, STEPS
from jmap.render.svg_text import number
from jmap.render.templates import asset, template_folder
from jmap.render.tongues import (
    attributes,
    english,
    english_message,
    lead,
    marked,
    named,
    ours,
    say,
    script_words,
    theirs,
)
from jmap.render.urls import safe_url
from jmap.render.view import MapView
from jmap.render.wording import sentence
from jmap.render.words import Words, term
from jmap.themes.theme import Theme, themed

_NO_ENGINE: Final = term(
    "No drawing: Graphviz was not found. The table below says the same. "
    "Install jmap with its graphviz-pure, or name a Graphviz by --dot."
)

_TOLD: Final = {"Actions", "Gains", "Frontstage", "Backstage", "Support"}
"""What a touchpoint's details leave to the lanes of that name, where they are on the page."""


def journey_page(
    view: MapView,
    figure: str | None,
    *,
    as_of: date,
    index_href: str = "",
    why: str = "",
    look: Look = OURS,
) -> str:
    """Return the page of a map.

    `figure` is the lifecycle's drawing as SVG; without one `why` is said in its place. `index_href` leads
    to the index, where there is one.
    """
    persons = "".join(
        f':root:has(#p-{each.place}:checked) [data-p]:not([data-p~="{each.place}"]){{display:none}}\n'
        for each in view.people
    )
    persons += "".join(
        f':root:has(#g-{each.places[0]}:checked) [data-g]:not([data-g~="{each.places[0]}"]){{display:none}}\n'
        for each in view.rivals
    )
    if view.rivals:
        persons += ":root:has(#g-x:checked) [data-g]{display:none}\n"
    fitted = print_fit(view)
    columns = column_widths(view) + f"@media print{{.hero,.pform,.grid{{zoom:{fitted}}}}}\n"
    words = view.words
    marks = " ".join(f'"{mark}"' for mark in words.quotes)
    style = _spoken(_style("journey.css", look.theme), words).replace('"“" "”"', marks)
    if view.beside is not None or view.futures:
        style += f"{asset('beside.css')}\n"
    script = _script("journey.js", words, ("themes", "all", "some", "hidden", "out", "parts"))
    no_figure = words(_NO_ENGINE)
    if why:
        no_figure = words(
            "No drawing: {why}. The table below says the same.", why=marked(why, "en", words.tag)
        )
    frame = _frame(view.header.title, view.lang, words, style + columns + persons, script, index_href)
    return _rendered(
        "journey.html.j2",
        look,
        **frame,
        view=view,
        icons=_icons(view),
        figure=Markup(figure) if figure is not None else None,  # noqa: S704 - drawn by us, escaped there
        no_figure=no_figure,
        glyphs=GLYPHS,
        kinds=KINDS,
        places={each: place for place, each in enumerate(_cards(view))},
        told=_TOLD & {row.lane.label for row in view.lanes},
        proofs=_proofs(words),
        as_of=words.day(as_of),
    )


def _proofs(words: Words) -> list[tuple[int, str]]:
    """Return the steps of the legend on evidence, each with its words."""
    steps = [(4 - step, words(name)) for step, (name, _) in enumerate(STEPS)]
    steps[-1] = (1, words("{first}, or {second}", first=words(STEPS[-1][0]), second=words(GUESS)))
    return [*steps, (0, words(NOTHING))]


def _cards(view: MapView) -> list[str]:
    """Return the ids of all touchpoints, in the order of the page."""
    cells = (cell for row in view.lanes for cell in row.cells if isinstance(cell, CardsCell))
    return [card.id for cell in cells for card in cell.cards]


def index_page(view: IndexView, look: Look = OURS) -> str:
    """Return the page that lists all maps."""
    words = view.words
    script = _script("index.js", words, ("themes", "maps", "mapsOf"))
    frame = _frame(
        view.title, words.tag, words, _spoken(_style("index.css", look.theme), words), script, "index.html"
    )
    return _rendered("index.html.j2", look, **frame, view=view)


def report_page(
    name: str, title: str, words: Words, *, index_href: str = "", look: Look = OURS, **values: object
) -> str:
    """Return a page made with a template of ours that has a style and a script of its own name.

    `values` are what the template shows beside what every page does.
    """
    style = _spoken(_style(f"{name}.css", look.theme), words)
    script = _script(f"{name}.js", words, ("themes",))
    frame = _frame(title, words.tag, words, style, script, index_href)
    return _rendered(f"{name}.html.j2", look, **frame, **values)


def policy(style: str, script: str) -> str:
    """Return the content security policy of a page with exactly this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _frame(
    title: str, lang: str, words: Words, style: str, script: str, index_href: str
) -> dict[str, object]:
    return {
        "title": title,
        "lang": lang,
        "rtl": right_to_left(lang),
        "words": words,
        "ours": attributes(words.tag) if primary(words.tag) != primary(lang) else "",
        "style": Markup(style),  # noqa: S704 - our own assets
        "script": Markup(script),  # noqa: S704 - our own assets
        "policy": Markup(policy(style, script)),  # noqa: S704 - hashes and our own words
        "index_href": index_href,
        "version": __version__,
    }


def _icons(view: MapView) -> tuple[str, ...]:
    """Return the signs that a page uses, in their own order."""
    used = {each.icon for each in view.channels}
    for row in view.lanes:
        for cell in row.cells:
            if isinstance(cell, CardsCell):
                used |= {card.icon for card in cell.cards}
    return tuple(name for name in ICONS if name in used)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _rendered(name: str, look: Look, /, **values: object) -> str:
    if look.templates is not None:
        return look.templates.render(name, values)
    return _environment(look.compiled).get_template(name).render(values)


@lru_cache(maxsize=8)
def _style(name: str, theme: Theme) -> str:
    dark = themed(asset("dark.css"), theme, "dark")
    page = themed(asset("page.css"), theme).replace("/*dark*/", dark)
    style = f"{page}\n{asset(name).replace('/*life*/', asset('graph.css'))}\n"
    return style.replace("}\n", "}")


def _spoken(style: str, words: Words) -> str:
    """Return a style with what is read aloud for the shape of a badge, where a browser can do that."""
    names = ((each.value, words(each.value)) for each in Severity)
    rules = "".join(f'.sevs .{name}::before{{content:"" / "{said} "}}\n' for name, said in names)
    return style.replace("/*severities*/", rules)


def _script(name: str, words: Words, names: tuple[str, ...]) -> str:
    return f"{script_words(words, names)}{asset('theme.js')}\n{asset(name)}"


@cache
def _environment(compiled: str = "") -> Environment:
    environment = Environment(
        loader=FileSystemLoader(template_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(Path(compiled)) if compiled else None,
    )
    furnish(environment)
    return environment


def furnish(environment: Environment) -> None:
    """Give an environment the filters and functions that our templates use."""
    environment.filters |= {
        "inline": inline,
        "message": english_message,
        "english": english,
        "ours": ours,
        "named": named,
        "lead": lead,
        "theirs": theirs,
        "sentence": sentence,
        "lines": lambda text: Markup("<br>").join(text.split("\n")),
        "url": lambda url: safe_url(url) or "#",
        "curve": shapes.curve_path,
        "mouth": shapes.mouth,
        "spark": shapes.spark_path,
        "spark_y": shapes.spark_y,
        "figure": number,
        "band": lambda value: number(height_of(value)),
    }
    # Drawn by us, so they stand as they are.
    signs = {name: Markup(path) for name, path in PATHS.items()}  # noqa: S704
    environment.globals |= {"say": say, "icon_paths": signs}
