"""Texts and addresses of SARIF, which reads marks of its own in both."""

from __future__ import annotations

import re
from urllib.parse import quote

from jmap.formats.width import visible

_PLACEHOLDER = re.compile(r"\{(?=[0-9]+\})")


def message(text: str) -> str:
    """Return a plain text message in which a space keeps apart what would be a placeholder or a link.

    SARIF 2.1.0, 3.11.5 and 3.11.6, would rather have all braces doubled, which viewers show as they stand.
    """
    return _PLACEHOLDER.sub("{ ", visible(text)).replace("](", "] (")


def uri(path: str) -> str:
    """Return a path with `/` as a relative reference, percent-encoded."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/-._~")


def pointer(route: tuple[str | int, ...]) -> str:
    """Return a route of keys as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in route)
