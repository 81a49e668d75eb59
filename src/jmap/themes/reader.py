"""Reads a theme: custom properties of the page on its root, light and dark, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import tinycss2

from jmap.faults import Fault, Place, Span
from jmap.nearest import nearest
from jmap.records import frozen
from jmap.themes.stretches import Stretches
from jmap.themes.theme import Theme
from jmap.themes.tokens import Mode, kind_of, names
from jmap.themes.values import EXPECTED, written

_CODE: Final = "JM014"
_LIGHT: Final = (":root", ":root[data-theme=light]", "[data-theme=light]")
_DARK: Final = (":root[data-theme=dark]", "[data-theme=dark]")
_EITHER: Final = (":root", ":root:not([data-theme=light])")
_PREFERS_DARK: Final = "(prefers-color-scheme:dark)"
_MOST_DEPTH: Final = 4
_SELECTORS: Final = (
    "set tokens on `:root`, on `[data-theme=dark]`, or within `@media (prefers-color-scheme: dark)`"
)
_CALLS: Final[Mapping[str, str]] = {
    "url": "a theme fetches nothing; take it out",
    "image": "a theme fetches nothing; take it out",
    "image-set": "a theme fetches nothing; take it out",
    "var": "write the value itself",
    "calc": "write the value itself",
    "color-mix": "write the colour that it makes",
}


@frozen
class Reading:
    """A theme as it was read, what is wrong with it, and where each token that it sets stands."""

    theme: Theme
    faults: tuple[Fault, ...]
    spans: Mapping[tuple[Mode, str], Span]


def read_theme(text: str) -> Reading:
    """Return the theme that a text of CSS holds."""
    reader = _Reader(text)
    faults = tuple(reader.sheet())
    said = reader.said
    theme = Theme(tuple(sorted(said["light"].items())), tuple(sorted(said["dark"].items())))
    return Reading(theme, faults, reader.spans)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = Stretches(text)
        self.said: dict[Mode, dict[str, str]] = {"light": {}, "dark": {}}
        self.spans: dict[tuple[Mode, str], Span] = {}

    def sheet(self) -> Iterator[Fault]:
        """Yield what is wrong with the whole text, and note what it sets."""
        for rule in tinycss2.parse_stylesheet(self._text, skip_comments=True, skip_whitespace=True):
            if rule.type == "at-rule":
                yield from self._at_rule(rule)
            else:
                yield from self._rule(rule, _LIGHT, _DARK)

    def _at_rule(self, rule: Any) -> Iterator[Fault]:
        query = _flat(rule.prelude)
        if rule.lower_at_keyword == "media" and query == _PREFERS_DARK and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            for each in inner:
                if each.type == "at-rule":
                    yield self._fault(each, f"`@{each.at_keyword}` is no part of a theme", _SELECTORS)
                else:
                    yield from self._rule(each, (), (*_EITHER, *_DARK))
            return
        message, hint = f"`@{rule.at_keyword}` is no part of a theme", _SELECTORS
        if rule.lower_at_keyword == "import":
            hint = "a theme is one file; copy what it needs into it"
        elif rule.lower_at_keyword == "font-face":
            hint = "pages load nothing; name a font that readers have, in `--font`"
        elif rule.lower_at_keyword == "media" and query == "print":
            hint = "paper takes the light values"
        elif rule.lower_at_keyword == "media":
            message = "the only media query of a theme is `(prefers-color-scheme: dark)`"
        yield self._fault(rule, message, hint)

    def _rule(self, rule: Any, light: tuple[str, ...], dark: tuple[str, ...]) -> Iterator[Fault]:
        if rule.type == "error":
            yield self._fault(rule, "this is not CSS", "write `:root { --accent: #2d47c6 }`")
            return
        modes: list[Mode] = []
        for selector in _flat(rule.prelude).split(","):
            if selector in light:
                modes.append("light")
            elif selector in dark:
                modes.append("dark")
            else:
                span = self._at.to(rule, "{")
                shown = self._at.text(span)
                yield Fault(
                    _CODE, f"`{shown}` is not what a theme sets tokens on", Place(span=span), _SELECTORS
                )
                return
        content = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        for each in content:
            if each.type != "declaration":
                yield self._fault(each, "this is not a token and its value", "write `--accent: #2d47c6;`")
            else:
                yield from self._declaration(each, modes)

    def _declaration(self, each: Any, modes: list[Mode]) -> Iterator[Fault]:
        span = self._at.word(each)
        token = each.name.removeprefix("--")
        if token not in names() or not each.name.startswith("--"):
            yield _unknown(each.name, span)
            return
        value = [part for part in each.value if part.type not in ("whitespace", "comment")]
        if not value:
            yield Fault(_CODE, f"`--{token}` has no value", Place(span=span), EXPECTED[kind_of(token)])
            return
        place = self._at.to(value[0], ";}!")
        shown = self._at.text(place)
        call = _call(value)
        if call is not None:
            message = f"`{call}()` has no place in a theme"
            yield Fault(_CODE, message, Place(span=place), _CALLS[call], offending=shown)
            return
        text = written(kind_of(token), value)
        if text is None:
            message = f"`{shown}` is no value for `--{token}`"
            yield Fault(_CODE, message, Place(span=place), EXPECTED[kind_of(token)], offending=shown)
            return
        if each.important:
            message = f"`!important` has no place in a theme: `--{token}` is set as it is"
            yield Fault(_CODE, message, Place(span=place), "take it out", offending=token)
            return
        for mode in modes:
            self.said[mode][token] = text
            self.spans[mode, token] = place

    def _fault(self, node: Any, message: str, hint: str) -> Fault:
        return Fault(_CODE, message, Place(span=self._at.word(node)), hint)


def _unknown(name: str, span: Span) -> Fault:
    known = [f"--{each}" for each in names()]
    guess = nearest(name if name.startswith("--") else f"--{name}", known)
    message = f"no token `{name}`"
    if not name.startswith("--"):
        message = f"`{name}` is no token: a theme sets tokens and nothing else"
    hint = f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}"
    return Fault(_CODE, message, Place(span=span), hint, offending=name)


def _call(value: list[Any]) -> str | None:
    """Return the name of a function that no theme may call, where a value calls one."""
    for each in value:
        if each.type == "url" or (each.type == "error" and each.kind == "bad-url"):
            return "url"
        if each.type == "function" and each.lower_name in _CALLS:
            return str(each.lower_name)
    return None


def _flat(tokens: list[Any], depth: int = 0) -> str:
    """Return a selector or a query without the spaces and quotes that do not matter, in lower case."""
    parts = []
    for each in tokens if depth < _MOST_DEPTH else ():
        if each.type == "[] block":
            parts.append(f"[{_flat(each.content, depth + 1)}]")
        elif each.type == "() block":
            parts.append(f"({_flat(each.content, depth + 1)})")
        elif each.type == "function":
            parts.append(f"{each.lower_name}({_flat(each.arguments, depth + 1)})")
        elif each.type == "whitespace":
            # A space between two names is one between an element and what is within it.
            parts.append(" ")
        elif each.type != "comment":
            parts.append(str(getattr(each, "value", "?")))
    text = "".join(parts).strip().lower()
    for mark in ",:=":
        text = mark.join(part.strip() for part in text.split(mark))
    return text
