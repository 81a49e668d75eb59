"""What a comment for jmap says: which rules it silences, why, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jmap.faults import Span
from jmap.findings.acceptable import ABOUT_SUPPRESSIONS, may_be_silenced
from jmap.model.kinds.times import parse_date
from jmap.nearest import nearest
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.codes import code_of, hint_for
from jmap.rules.words import excerpt

_IGNORE: Final = "ignore"
_MEANT: Final = frozenset(("allow", "disable", "mute", "noqa", "off", "silence", "skip", "suppress"))
_START = re.compile(r"#+[ \t]*jmap:[ \t]*")
_WORD = re.compile(r"([A-Za-z][\w-]*)([ \t]*\[)?")
_CODE = re.compile(r"[^\s,]+")
_LOOKS_LIKE_CODE = re.compile(r"\bJM[0-9]{3}\b")
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
# The second way is no way to write it, but nobody means it as a part of the reason.
_UNTIL = re.compile(rf"(?<!\S)until(?:=\S*|[ \t]*[ \t=:][ \t]*{_DAY})")
_MOST_GUESSES: Final = 20
_NO_GUESS: Final = "`jmap rules` lists them all"


@frozen
class Code:
    """The code of a rule, and where it stands."""

    text: str
    span: Span


@frozen
class Slip:
    """What is wrong with a directive as it is written: the rule that says so, where, and what to do."""

    rule: str
    message: str
    hint: str
    span: Span
    offending: str


@frozen
class Directive:
    """A comment `# jmap: ignore[CODE, ...] reason until=DATE`.

    `codes` are those of rules that there are and that can be silenced. `until` is a date as 2026-10-01 or
    empty. One that is `void` silences nothing, whatever it says.
    """

    codes: tuple[Code, ...]
    reason: str
    until: str
    until_span: Span | None
    void: bool
    slips: tuple[Slip, ...]


def read_directive(comment: str, line: int, column: int, *, guess: bool = True) -> Directive | None:
    """Return what a comment says whose `#` stands at a line and column, both from 1.

    None where it is not meant for jmap: it does not begin with `# jmap:`, or goes on in another way than a
    slip of `ignore` does. Without `guess` no rule is suggested in place of one that there is not, which takes
    its time.
    """
    start = _START.match(comment)
    word = _WORD.match(comment, start.end()) if start else None
    if word is None:
        return None
    place = _Place(line, column)
    if word[1] != _IGNORE:
        return _other_word(comment, word, place) if _is_meant(comment, word) else None
    if not word[2]:
        message, hint = "this comment names no rule", f"write `{_example(comment)}`"
        return _void(Slip("JM094", message, hint, place.of(0, len(comment)), ""))
    close = comment.find("]", word.end())
    if close < 0:
        message, hint = "the `[` of this comment is never closed", "put a `]` behind the last code"
        return _void(Slip("JM094", message, hint, place.of(word.end() - 1, word.end()), "["))
    codes = [Code(found[0], place.of(*found.span())) for found in _CODE.finditer(comment, word.end(), close)]
    if not codes:
        message, hint = "no rule stands between `[` and `]`", f"write `{_example(comment)}`"
        return _void(Slip("JM094", message, hint, place.of(word.end() - 1, close + 1), "[]"))
    return _said(comment, close + 1, codes, place, _MOST_GUESSES if guess else 0)


@frozen
class _Place:
    """Where a comment begins; turns stretches of it into spans."""

    line: int
    column: int

    def of(self, start: int, end: int) -> Span:
        return Span(self.line, self.column + start, self.line, self.column + end)


def _said(comment: str, index: int, codes: list[Code], place: _Place, guesses: int) -> Directive:
    """Return the directive whose brackets hold some codes and end at an index."""
    slips = list(_wrong_codes(codes, guesses))
    dates = [place.of(*found.span()) for found in _UNTIL.finditer(comment, index)]
    written = [found[0] for found in _UNTIL.finditer(comment, index)]
    until = ""
    if written:
        day = written[0].removeprefix("until=")
        if len(written) > 1:
            message, hint = "`until` stands here twice", "keep one of them"
            slips.append(Slip("JM093", message, hint, dates[1], "until"))
        elif parse_date(day) is None:
            message = f"`{excerpt(written[0])}` is not read as a day"
            slips.append(Slip("JM093", message, "write it as `until=2027-01-31`", dates[0], "until"))
        else:
            until = day
    reason = " ".join(_UNTIL.sub(" ", comment[index:]).split()).lstrip(":;,.-\u2013\u2014 ")
    return Directive(
        tuple(code for code in codes if code.text in registry.names() and may_be_silenced(code.text)),
        reason if any(letter.isalnum() for letter in reason) else "",
        until,
        dates[0] if dates else None,
        bool(written) and not until,
        tuple(slips),
    )


def _wrong_codes(codes: list[Code], guesses: int) -> Iterator[Slip]:
    for code in codes:
        if code.text not in registry.names():
            hint = _meant(code.text) if guesses > 0 else _NO_GUESS
            guesses -= 1
            prefix = any(known.startswith(code.text) for known in registry.names())
            shown = excerpt(code.text)
            message = f"`{shown}` is more than one rule" if prefix else f"no rule `{shown}`"
            yield Slip("JM094", message, hint, code.span, code.text)
        elif code.text.startswith(ABOUT_SUPPRESSIONS):
            message = f"`{code.text}` is about comments like this one, and none silences it"
            yield Slip("JM092", message, f"take `{code.text}` out", code.span, code.text)
        elif not may_be_silenced(code.text):
            message = f"`{code.text}` is never silenced: it keeps the file from being read as it is meant"
            yield Slip("JM092", message, "mend what it says", code.span, code.text)


def _meant(text: str) -> str:
    """Return what to write in place of a text that is no code: its name and small letters mean one."""
    code = code_of(text)
    return f"write `{code}`" if code is not None else hint_for(text)


def _is_meant(comment: str, word: re.Match[str]) -> bool:
    """Tell whether a comment that goes on with another word than `ignore` was meant to silence a rule."""
    if word[2] or word[1].lower() in _MEANT or nearest(word[1], (_IGNORE,)) is not None:
        return True
    return _LOOKS_LIKE_CODE.match(comment, word.start()) is not None


def _other_word(comment: str, word: re.Match[str], place: _Place) -> Directive:
    message = f"`{excerpt(word[1])}` after `# jmap:` silences nothing"
    hint = f"write `{_example(comment)}`"
    return _void(Slip("JM092", message, hint, place.of(*word.span(1)), word[1]))


def _void(slip: Slip) -> Directive:
    return Directive((), "", "", None, True, (slip,))


def _example(comment: str) -> str:
    """Return how to write a comment, with the codes that it names anywhere."""
    codes = list(dict.fromkeys(_LOOKS_LIKE_CODE.findall(comment)))[:3]
    return f"# jmap: ignore[{', '.join(codes) or 'JM603'}] reason"
