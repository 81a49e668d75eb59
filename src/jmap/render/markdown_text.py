"""The sink for documents in Markdown: a map's own emphasis, code and links, and nothing else that it writes.

GitHub and GitLab read more than Markdown: sums between dollars, mentions, pictures of words between colons.
All of it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from jmap.formats.sinks import markdown as sink
from jmap.render.markdown import tokens
from jmap.render.urls import safe_url
from jmap.render.words import bare, through

BREAK: Final = "<br>"

# What begins a list, a heading, a quotation or a rule where a line begins.
_BEGINS: Final = re.compile(r"[-+](?=\s|$)|--|=+\s*$|#{1,6}(?=\s|$)|[0-9]{1,9}(?=[.)](?:\s|$))")
_LINES: Final = re.compile(r"[ \t]*(?:\r\n|[\r\n])[ \t]*")
# Of an address: what ends it, is read as a character reference, or as a sum.
_IN_ADDRESS: Final = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "$": "%24", "&": "&amp;"})


def plain(text: str) -> str:
    """Return a name, or words of ours, for a line or a cell."""
    return begun(_plain(text.strip()))


def rich(text: str) -> str:
    """Return free text for a line or a cell; its own lines are broken where they were."""
    parts: list[str] = []
    addresses: list[str] = []
    for token in tokens(text.strip()):
        if token.type == "code_inline":
            parts.append(sink.code(_LINES.sub(" ", token.content)))
        elif token.type in ("em_open", "em_close", "strong_open", "strong_close"):
            # As elements: what asterisks mean rests on the characters beside them, which change here.
            parts.append(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
        elif token.type == "link_open":
            addresses.append(str(token.attrGet("href")))
            parts.append("[")
        elif token.type == "link_close":
            parts.append(f"]({_address(safe_url(addresses.pop()) or '')})")
        else:
            parts.append(_plain(token.content))
    return begun("".join(parts))


def begun(line: str) -> str:
    """Return a line whose first character begins no list, heading or rule."""
    match = _BEGINS.match(line)
    if match is None:
        return line
    at = match.end() if line[0].isdigit() else 0
    return f"{line[:at]}&#{ord(line[at])};{line[at + 1 :]}"


def code(text: str) -> str:
    """Return a text as code."""
    return sink.code(bare(text))


def link(shown: str, url: str) -> str:
    """Return a link; `shown` is Markdown already, and stands alone where the address may not be followed."""
    address = safe_url(url)
    return f"[{shown}]({_address(address)})" if address else shown


def document_of(href: str) -> str:
    """Return the address of the document of a map from that of its page."""
    return f"{href.removesuffix('.html')}.md"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table and an empty one after it; nothing without rows. Cells are Markdown already.

    Columns in which no row says anything are left out.
    """
    every = [list(row) for row in rows]
    kept = [index for index in range(len(heads)) if any(row[index] for row in every)]
    if not kept:
        return
    yield _row(heads[index] for index in kept)
    yield _row("---" for _ in kept)
    for row in every:
        yield _row(row[index] for index in kept)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return BREAK.join(through(sink.plain, line) for line in _LINES.split(text))


def _address(url: str) -> str:
    return url.translate(_IN_ADDRESS)
