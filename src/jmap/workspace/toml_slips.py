"""A TOML reader's error to a fault in our own words: what is wrong here, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from jmap.faults import Fault, Place, Route, Span
from jmap.records import frozen
from jmap.workspace.toml_places import TomlPlaces

_AT: Final = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")
_TWICE: Final = ("Cannot ", "Duplicate inline table key")
_LONGEST: Final = 40


@frozen
class _Scene:
    """The text, what was found in it before the error, and the index that the error names."""

    places: TomlPlaces
    index: int

    @property
    def letter(self) -> str:
        return self.places.text[self.index : self.index + 1]

    def word(self) -> str:
        """Return what stands at the error, short enough for a message."""
        text = self.places.text[self.index : self.places.word_end(self.index)]
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."

    def place(self, start: int, end: int) -> Place:
        first, last = self.places.point(start), self.places.point(max(end, start + 1))
        if last[0] != first[0]:
            last = (first[0], first[1] + 1)
        return Place(span=Span(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1))

    def fault(self, message: str, hint: str, start: int = -1, end: int = -1) -> Fault:
        start = self.index if start < 0 else start
        return Fault("JM004", message, self.place(start, end if end >= 0 else start + 1), hint)


def explain(text: str, error: str) -> Fault:
    """Return the fault behind an error of the standard reader, given as its message."""
    found = _AT.search(error)
    what = error[: found.start()] if found else error
    places = TomlPlaces(text)
    index = _index(text, int(found[1]), int(found[2])) if found and found[1] else len(text.rstrip())
    scene = _Scene(places, index)
    if what.startswith(_TWICE):
        return _twice(scene)
    opens = places.text[places.opened : places.opened + 1] if places.opened >= 0 else ""
    if opens in ('"', "'") and places.opened <= index and opens:
        return _open_quote(scene)
    for beginning, explanation in _EXPLANATIONS.items():
        if what.startswith(beginning):
            return explanation(scene)
    return _unknown(scene)


def _index(text: str, line: int, column: int) -> int:
    """Return the index of a line and column of the standard reader, for which only a newline ends a line."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _twice(scene: _Scene) -> Fault:
    """Say that a key or table is there already, or does not fit with one that is."""
    written = sorted(scene.places.written, key=lambda each: each[1].key)
    before = [each for each in written if each[1].key[0] < scene.index]
    if not before:
        return _unknown(scene)
    route, again = before[-1]
    name = scene.places.text[slice(*again.key)]
    what = f"table `[{name}]`" if again.header else f"key `{name}`"
    first = next((each for known, each in before[:-1] if known == route), None)
    message, hint = f"{what} is repeated", "keep one of them, or rename one"
    if again.header:
        hint = "join the two, or rename one"
    if first is None:
        clash = (each for known, each in before[:-1] if _within(known, route) or _within(route, known))
        first = next(clash, None)
        message, hint = f"{what} does not fit with what is written above", "write both in one table"
    related: tuple[Place, ...] = ()
    if first is not None:
        related = (Place(span=scene.place(*first.key).span, label="first written here"),)
    return Fault("JM005", message, scene.place(*again.key), hint, related, offending=name)


def _within(inner: Route, outer: Route) -> bool:
    return inner[: len(outer)] == outer


def _open_quote(scene: _Scene) -> Fault:
    start = scene.places.opened
    quote = scene.places.text[start]
    quote = quote * 3 if scene.places.text.startswith(quote * 3, start) else quote
    hint = f"close it with `{quote}` at the end of the text"
    return scene.fault(f"quote `{quote}` is never closed", hint, start, start + len(quote))


def _open_bracket(scene: _Scene) -> Fault:
    start = scene.places.opened
    if start < 0:
        return _unknown(scene)
    bracket = scene.places.text[start]
    close = "]" if bracket == "[" else "}"
    if scene.letter and scene.letter not in "\r\n=[" and not _is_key(scene):
        message = f"expected `,` or `{close}` here"
        return scene.fault(message, "put `,` between the items, and quotes around a text")
    return scene.fault(f"bracket `{bracket}` is never closed", f"close it with `{close}`", start)


def _is_key(scene: _Scene) -> bool:
    """Tell whether a key, or the header of a table, begins where the error is."""
    text, index = scene.places.text, scene.index
    line = text[text.rfind("\n", 0, index) + 1 : index]
    after = text[scene.places.word_end(index) :].lstrip(" \t")
    return after.startswith("=") or line.strip() in ("[", "[[")


def _no_value(scene: _Scene) -> Fault:
    word = scene.word()
    if not scene.letter or scene.letter in "\r\n#":
        end = len(scene.places.text[: scene.index].rstrip())
        message = "a value is missing after `=`"
        return scene.fault(message, "write one, or take the key out", max(end - 1, 0), end)
    if scene.places.opened >= 0 and _is_key(scene):
        return _open_bracket(scene)
    hint = "put quotes around a text"
    if word.casefold() in ("true", "yes", "on"):
        hint = "write `true`"
    elif word.casefold() in ("false", "no", "off"):
        hint = "write `false`"
    elif word.casefold() in ("null", "none", "nil", "~"):
        hint = "take the key out: what is not set has its default"
    if word in (",", "]", "}", "="):
        hint = "write one before it"
        return scene.fault(f"a value is missing before `{word}`", hint)
    end = scene.places.word_end(scene.index)
    return scene.fault(f"`{word}` is no value", hint, scene.index, end)


def _rest_of_line(scene: _Scene) -> Fault:
    text, end = scene.places.text, scene.places.word_end(scene.index)
    if scene.letter == "\r":
        return scene.fault("a carriage return stands here without a line feed", "end every line in one way")
    start = scene.index - len(re.split(r"[\s=,]", text[: scene.index])[-1])
    if start < scene.index:
        hint = "put quotes around a text, and no zeros in front of a number"
        return scene.fault(f"`{text[start:end]}` is no value", hint, start, end)
    hint = "write each key on a line of its own, and quotes around a text"
    return scene.fault(f"`{scene.word()}` follows the value on its line", hint, scene.index, end)


def _no_sign(scene: _Scene) -> Fault:
    if scene.letter == ":":
        return scene.fault("`:` stands where `=` is expected", "write `=` in its place")
    if not scene.letter or scene.letter in "\r\n#":
        start = max(len(scene.places.text[: scene.index].rstrip()) - 1, 0)
        return scene.fault("`=` is missing after the key", "write `=` and a value after it", start)
    return scene.fault("`=` is missing after the key", "write it before the value")


def _no_key(scene: _Scene) -> Fault:
    before = scene.places.text[: scene.index].rstrip()
    if before.endswith(("{", ",")) and scene.letter in ("\r", "\n"):
        hint = "write it on one line, or give it a header of its own"
        return scene.fault("a table in braces goes on on the next line", hint)
    if not scene.letter or scene.letter in "\r\n":
        return scene.fault("a key is missing here", "write one")
    if scene.letter == "}":
        return scene.fault("a key is missing before `}`", "take the comma before it out")
    if scene.letter == "=":
        return scene.fault("a key is missing before `=`", "write one")
    hint = "write a key of letters, digits, `_` and `-`, or put quotes around it"
    return scene.fault(f"a key cannot begin with `{scene.letter}`", hint)


def _no_end_of_header(scene: _Scene) -> Fault:
    start = scene.places.opened
    bracket = "[[" if scene.places.text.startswith("[[", start) else "["
    hint = f"write `{']' * len(bracket)}` after the name of the table"
    message = f"bracket `{bracket}` is never closed"
    return scene.fault(message, hint, max(start, 0), max(start, 0) + len(bracket))


def _escape(scene: _Scene) -> Fault:
    start = scene.places.text.rfind("\\", 0, scene.index + 1)
    if start < 0:
        return _unknown(scene)
    end = start + 2
    message = f"`{scene.places.text[start:end].strip()}` begins no escape that can be read in double quotes"
    hint = r"write `\\` for a backslash, or use single quotes"
    return scene.fault(message, hint, start, end)


def _no_date(scene: _Scene) -> Fault:
    end = scene.places.word_end(scene.index)
    message = f"`{scene.word()}` is not a day or time of the calendar"
    return scene.fault(message, "put quotes around a text", scene.index, end)


def _unknown(scene: _Scene) -> Fault:
    letter = scene.letter.strip()
    message = f"did not expect `{letter}` here" if letter.isprintable() and letter else "this line is no TOML"
    return scene.fault(message, "check the quotes and brackets here and on the line above")


# What an error begins with; the words are those of the standard reader.
_EXPLANATIONS: Final[dict[str, Callable[[_Scene], Fault]]] = {
    "Unclosed": _open_bracket,
    "Invalid value": _no_value,
    "Expected newline": _rest_of_line,
    "Expected '=' after": _no_sign,
    "Expected ']": _no_end_of_header,
    "Invalid statement": _no_key,
    "Invalid initial character": _no_key,
    "Unescaped": _escape,
    "Invalid hex": _escape,
    "Escaped character": _escape,
    "Invalid date": _no_date,
}
