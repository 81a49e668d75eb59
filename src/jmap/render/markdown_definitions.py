"""What a map is about and what it defines, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jmap.render.cells import Item, Row
from jmap.render.markdown_text import BREAK, document_of, link, plain, rich, table
from jmap.render.urls import SCHEMES
from jmap.render.view import MapView
from jmap.render.words import Words


def about_section(view: MapView) -> Iterator[str]:
    """Yield what is told of a map as a whole, folded."""
    rows = [[plain(view.words(row.label)), item_lines(row, view.words)] for row in view.about]
    yield from _folded(view.words("About this map"), table(("", ""), rows))


def definitions_section(view: MapView) -> Iterator[str]:
    """Yield everything that a map defines and uses: a folded table for each section of the format."""
    if not view.chapters:
        return
    words = view.words
    yield from (f"## {plain(words('Definitions'))}", "")
    for chapter in view.chapters:
        rows = []
        for entry in chapter.entries:
            name = f"**{plain(entry.name)}**"
            if entry.archived:
                name = f"{name} <sub>{plain(words('archived'))}</sub>"
            for row in entry.rows or (Row("", ()),):
                label = plain(words(row.label)) if row.label else ""
                rows.append([name, label, item_lines(row, words)])
                name = ""
        title = words("{label} ({text})", label=words(chapter.title), text=words.number(len(chapter.entries)))
        yield from _folded(title, table((plain(words("Name")), "", ""), rows))


def item_lines(row: Row, words: Words) -> str:
    """Return the values of a row for a cell."""
    return (" · " if row.inline else BREAK).join(item(each, words) for each in row.items)


def item(each: Item, words: Words) -> str:
    """Return a value for a cell, with its link where that leads out of the document."""
    text = rich(each.text) if each.rich else plain(each.text)
    if each.lead:
        text = f"{plain(each.lead)}{words.language.colon}{text}"
    if each.href.lower().startswith(SCHEMES):
        return link(text, each.href)
    return link(text, document_of(each.href)) if each.href.endswith(".html") else text


def _folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    every = list(lines)
    if every:
        yield from ("<details>", f"<summary>{plain(title)}</summary>", "", *every, "</details>", "")
