"""The sink for free text: inline markup becomes a little safe HTML, everything else stays text."""

from __future__ import annotations

from functools import cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from jmap.render.urls import SCHEMES, safe_url

_TAGS: Final = {"em", "strong", "code", "a"}
_SPECIAL: Final = frozenset("*_`[]<&\\!")


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    reader.enable(["emphasis", "link", "backticks", "escape", "autolink"])
    reader.validateLink = _may_lead_to  # type: ignore[method-assign]
    return reader


def tokens(text: str) -> list[Token]:
    """Return a text taken apart into words, emphasis, code and links that may be followed."""
    return _reader().parseInline(text)[0].children or []


def words_alone(text: str) -> str:
    """Return a text without its emphasis and links, for where there can be none."""
    if not _SPECIAL & set(text):
        return text
    return "".join(token.content for token in tokens(text))


def inline(text: str) -> Markup:
    """Return a text with emphasis, links and code as HTML; raw HTML in it is shown, never run."""
    if not _SPECIAL & set(text):
        return escape(text)
    made = _reader().renderInline(text)
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - cleaned to four tags and one attribute


def plain(text: str) -> str:
    """Return a text without its inline markup, for pictures, which have none."""
    if not _SPECIAL & set(text):
        return text
    (made,) = _reader().parseInline(text)
    return "".join("\n" if each.type.endswith("break") else each.content for each in made.children or ())


def _may_lead_to(url: str) -> bool:
    return safe_url(url) is not None and url.lower().startswith(SCHEMES)


def message(text: str) -> Markup:
    """Return one of our own messages, things in backticks as code, everything in it escaped."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    pieces = [
        f"<code>{escape(part)}</code>" if index % 2 else str(escape(part)) for index, part in enumerate(parts)
    ]
    return Markup("".join(pieces))  # noqa: S704 - every piece is escaped
