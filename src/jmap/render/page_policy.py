"""The content security policy of a page that a user's template made, by the bytes that it came to."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser
from typing import Final

MARK: Final = "policy-of-this-page"
"""What stands in the place of the policy until the page is whole."""

_META: Final = "content-security-policy"
_LOADING: Final = frozenset({"link", "iframe", "object", "embed", "base", "frame"})
_LED_TO: Final = frozenset({"http", "https", "mailto"})
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_PASSED_OVER: Final = re.compile(r"[\x00-\x20]")
_SOURCES: Final = frozenset({"src", "srcset", "action", "formaction", "background", "poster"})


class PolicyError(Exception):
    """A page that its policy would break, or that has none; its text says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def with_policy(page: str) -> str:
    """Return a page with its policy: every style and script in it by hash, and nothing from elsewhere.

    Raises PolicyError where the page has no place for it, or something in it that no such policy allows.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.place is None:
        hint = 'write `<meta http-equiv="Content-Security-Policy" content="{{ policy }}">` first in its head'
        raise PolicyError("the page has no policy before its first style or script", hint)
    policy = (
        f"default-src 'none'; style-src {_hashes(reader.styles)}; script-src {_hashes(reader.scripts)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    line, column, tag = reader.place
    lines = page.split("\n")
    start = sum(len(each) + 1 for each in lines[: line - 1]) + column
    return page[:start] + tag.replace(MARK, policy, 1) + page[start + len(tag) :]


def _hashes(texts: Iterable[str]) -> str:
    found = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]
    return " ".join(dict.fromkeys(found)) or "'none'"


def _leads_astray(address: str) -> bool:
    # Browsers pass over blanks and controls wherever they stand.
    found = _SCHEME.match(_PASSED_OVER.sub("", address))
    return found is not None and found[1].lower() not in _LED_TO


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.place: tuple[int, int, str] | None = None
        self.styles: list[str] = []
        self.scripts: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "meta" and said.get("http-equiv", "").lower() == _META and said.get("content") == MARK:
            if self.place is None and not self.styles and not self.scripts:
                self.place = (*self.getpos(), self.get_starttag_text() or "")
        elif tag in ("style", "script"):
            self._into = self.styles if tag == "style" else self.scripts
            self._into.append("")
        self._check(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data

    def _check(self, tag: str, said: dict[str, str]) -> None:
        if tag in _LOADING:
            raise PolicyError(f"the page has a `<{tag}>`, and pages load nothing", "take it out")
        if tag == "meta" and said.get("http-equiv", "").strip().lower() == "refresh":
            raise PolicyError("the page has a `<meta>` that leads elsewhere by itself", "take it out")
        for name, value in said.items():
            if name in ("href", "xlink:href") and _leads_astray(value):
                hint = "an address may be http, https or mailto, or a way to another page"
                raise PolicyError(f"the `{name}` of a `<{tag}>` is of a kind that pages do not lead to", hint)
            if name == "style":
                hint = "give the element a class, and style that in a `<style>`"
                raise PolicyError(f"the policy of pages stops the `style` of a `<{tag}>`", hint)
            if name.startswith("on"):
                hint = "add a listener in a `<script>`"
                raise PolicyError(f"the policy of pages stops the `{name}` of a `<{tag}>`", hint)
            if name in _SOURCES and not value.startswith("data:"):
                hint = "write it into the page, a picture as `data:`"
                raise PolicyError(
                    f"the `{name}` of a `<{tag}>` leads elsewhere, and pages load nothing", hint
                )
