"""Markdown as GitHub shows it: read by GitHub's own parser, its HTML by one of browsers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cmarkgfm
import html5lib
from cmarkgfm.cmark import Options

_HTML = "{http://www.w3.org/1999/xhtml}"


class Page:
    """A document as a tree, in which HTML of the Markdown stands as it is."""

    def __init__(self, markdown: str) -> None:
        html = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
        self.root: Any = html5lib.parse(html)

    def all(self, tag: str) -> list[Any]:
        """Return all elements of a name, in their order."""
        return list(self.root.iter(f"{_HTML}{tag}"))

    def tags(self) -> set[str]:
        """Return the names of all elements."""
        return {each.tag.removeprefix(_HTML) for each in self.root.iter() if isinstance(each.tag, str)}

    def rows(self) -> list[list[str]]:
        """Return the text of the cells of every row of every table, heads left out."""
        found = [row for row in self.all("tr") if row.find(f"{_HTML}td") is not None]
        return [["".join(cell.itertext()) for cell in row.iter(f"{_HTML}td")] for row in found]

    def plain_texts(self) -> Iterator[str]:
        """Yield the texts in which a service looks for people and numbers: all but code and links."""
        yield from _texts(self.root)


def _texts(element: Any) -> Iterator[str]:
    passed_over = element.tag in (f"{_HTML}code", f"{_HTML}pre", f"{_HTML}a")
    if element.text and not passed_over:
        yield element.text
    for child in element:
        if not passed_over and isinstance(child.tag, str):
            yield from _texts(child)
        if child.tail and not passed_over:
            yield child.tail
