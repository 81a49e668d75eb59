"""Markdown for pull requests: text that stays text, calls nobody and links nowhere."""

from __future__ import annotations

import re

from jmap.formats.width import visible

_SIMPLE_CODE = re.compile(r"[^\\|` ]([^\\|`]*[^\\|` ])?")
_APART = "\u200b"
_MARKS = frozenset('\\`*_[]<>&|~$"' + _APART)
_IN_CODE = _MARKS | frozenset(":@#!%")
# Services link these after they have read the Markdown, so an escape does not stop them, but a space
# without width does: people, issues, merge requests, labels, milestones, epics, snippets, addresses. And
# they make pictures of words between colons.
_CALLS = re.compile(
    r"(?i)[@#!~&$](?!\s)|%(?=[\w\"])|:(?=//|[+-]1:|[a-z][a-z0-9_+-]*:)|www(?=\.)|\bgh(?=-[0-9])"
)


def prose(text: str) -> str:
    """Return a message for one line of Markdown or a cell of a table; what stands in backticks is code."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:
        # A backtick without a partner is one of the text.
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(_plain(part) if index % 2 == 0 else _coded(part) for index, part in enumerate(parts))


def plain(text: str) -> str:
    """Return a text for one line of Markdown or a cell of a table, backticks and all."""
    return _plain(visible(text))


def code(text: str) -> str:
    """Return a text as code."""
    shown = visible(text)
    if _SIMPLE_CODE.fullmatch(shown):
        return f"`{shown}`"
    # Within an element GitHub still makes links of addresses.
    return html_code(text).replace("&#64;", "&#64;&#8203;").replace("www.", "www&#46;")


def html_code(text: str) -> str:
    """Return a text as an HTML element of code, for where Markdown is not read."""
    return f"<code>{_entities(visible(text), _IN_CODE)}</code>"


def _coded(part: str) -> str:
    return code(part) if part else _plain("``")


def _plain(text: str) -> str:
    return _entities(_CALLS.sub(lambda found: found[0] + _APART, text), _MARKS)


def _entities(text: str, marks: frozenset[str]) -> str:
    return "".join(f"&#{ord(each)};" if each in marks else each for each in text)
