"""The sink for addresses: what a link may lead to, and how it is written."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

SCHEMES: Final = ("http://", "https://", "mailto:")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"


def safe_url(url: str) -> str | None:
    """Return an address percent-encoded, or None where a page may not lead to it.

    It may be http, https or mailto, a fragment, or a relative path without a leading slash.
    """
    if any(character <= " " or character == "\x7f" or "\ud800" <= character <= "\udfff" for character in url):
        return None
    if not url or "\\" in url:
        return None
    if _SCHEME.match(url):
        if not url.lower().startswith(SCHEMES):
            return None
    elif url.startswith("/") or (":" in url.split("/")[0] and not url.startswith("#")):
        return None
    return quote(url, safe=_KEPT)


def path_url(path: str) -> str:
    """Return a path percent-encoded by its bytes, which need not be UTF-8."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # A name of Windows that is half a pair.
        data = path.encode("utf-8", "surrogatepass")
    return quote(data)
