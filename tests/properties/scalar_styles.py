"""All the ways to write one scalar in YAML 1.2."""

from __future__ import annotations

import re
from typing import Any

from tests.properties.choices import Choices

# The core schema, said here once more so that the reader is held against something other than itself.
_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOLEAN = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INTEGER = re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORD_BREAK = re.compile(r"(?<=[^ \t\n\\]) (?=[^ \t\n])")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_SHORT_ESCAPES = {"\n": "n", "\t": "t", '"': '"', "\\": "\\", "/": "/", " ": " ", "\u00a0": "_"}


def is_text(written: str) -> bool:
    """Tell whether a plain scalar is text in the core schema, as far as a map goes by it."""
    if _NULL.match(written) or _BOOLEAN.match(written):
        return False
    if _INTEGER.match(written):
        short = written[:2] not in ("0o", "0x") or len(written) <= 18
        return not (short and len(written) <= 300)
    if _FLOAT.match(written):
        return len(written) > 300 or abs(float(written)) == float("inf")
    return True


def may_be_plain(text: str, *, flow: bool, key: bool) -> bool:
    """Tell whether a text can stand without quotes, whatever it then means."""
    if not text or text != text.strip(" \t\n") or re.search(r"[ \t]\n|\n[ \t]", text):
        return False
    if re.search(r"(?:^|\n)(?:---|\.\.\.)(?=\s|$)", text) or re.search(r":(?=\s|$)|\s#", text):
        return False
    if text[0] in _INDICATORS and not (text[0] in "-?:" and len(text) > 1 and text[1] not in " \t\n,[]{}"):
        return False
    if flow and (re.search(r"[,\[\]{}]", text) or re.search(r"(?:^|\s)[-?:]", text)):
        return False
    return not (key and "\n" in text)


def single_quoted(text: str) -> str | None:
    """Return a text in single quotes, or None where that takes double ones."""
    if re.search(r"[ \t]\n|\n[ \t]", text):
        return None
    return f"'{text.replace(chr(39), chr(39) * 2)}'"


def double_quoted(text: str, pick: Choices, *, one_line: bool) -> str:
    """Return a text in double quotes, some of its characters escaped; its line breaks are if they must be."""
    often = pick.one_of((0, 0, 12, 3))
    raw = not one_line and not re.search(r"[ \t]\n|\n[ \t]", text) and pick.rarely(2)
    letters = (letter if raw and letter == "\n" else _escaped(letter, pick, often) for letter in text)
    return '"' + "".join(letters) + '"'


def folded_lines(written: str, pick: Choices, indent: int) -> str:
    """Return a plain or quoted scalar with some of its spaces made line breaks, its breaks blank lines."""
    margin = " " * indent

    def line_break(breaks: int) -> str:
        blank = "".join("\n" + " " * pick.below(3) for _ in range(breaks))
        return f"{blank.rstrip(' ')}\n{margin}{' ' * pick.below(3)}"

    often = pick.one_of((1, 4, 30))
    parts = re.split(r"(\n+)", written)
    for at, part in enumerate(parts):
        if part.startswith("\n"):
            parts[at] = line_break(len(part))
        else:
            parts[at] = _WORD_BREAK.sub(lambda _: line_break(0) if not pick.below(often) else " ", part)
    return "".join(parts)


def broken_by_escapes(text: str, pick: Choices, indent: int) -> str:
    """Return a text in double quotes over several lines, with a backslash at the end of each."""
    parts = ['"']
    fresh = False
    for letter in text:
        # A blank at the beginning of a line would be taken for its indentation.
        parts.append(
            {" ": "\\ ", "\t": "\\t"}[letter] if fresh and letter in " \t" else _escaped(letter, pick, 6)
        )
        fresh = pick.rarely(5)
        if fresh:
            parts.append("\\\n" + " " * (indent + pick.below(3)))
    return "".join((*parts, '"'))


def block_lines(text: str, pick: Choices, *, folded: bool) -> tuple[list[str], str, bool] | None:
    """Return a text as the lines of a block scalar, without indentation.

    With them, the sign for what follows its last line, and whether the header has to say the
    indentation. None where no block scalar holds the text.
    """
    if "\r" in text:
        return None
    body = text.rstrip("\n")
    tail = len(text) - len(body)
    if not body:
        return [""] * tail, "+" if tail else pick.one_of(("", "-")), False
    lines = body.split("\n")
    first = next(line for line in lines if line)
    tells = first[0] in " \t"
    if folded:
        lines = _folded(lines, pick)
    if tail == 0:
        return lines, "-", tells
    return [*lines, *[""] * (tail - 1)], "+" if tail > 1 else pick.one_of(("", "+")), tells


def _folded(lines: list[str], pick: Choices) -> list[str]:
    """Return lines so that folding joins them again to what they are."""
    written: list[str] = []
    above: str | None = None
    for line in lines:
        if not line:
            written.append("")
            continue
        if above is not None and above[0] not in " \t" and line[0] not in " \t":
            written.append("")
        above = line
        broken = _WORD_BREAK.sub(lambda _: pick.one_of((" ", " ", "\n")), line)
        written.extend([line] if line[0] in " \t" else broken.split("\n"))
    return written


def _escaped(letter: str, pick: Choices, often: int) -> str:
    if letter in '"\\\n' or (letter == "\t" and pick.rarely(2)):
        return "\\" + _SHORT_ESCAPES[letter] if letter != "\t" else pick.one_of(("\\t", "\\\t", "\\x09"))
    if not often or pick.below(often):
        return letter
    number = ord(letter)
    ways = [f"\\U{number:08X}"]
    if number <= 0xFFFF:
        ways.append(f"\\u{number:04x}")
    if number <= 0xFF:
        ways.append(f"\\x{number:02x}")
    if letter in _SHORT_ESCAPES:
        ways.append("\\" + _SHORT_ESCAPES[letter])
    return pick.one_of(ways)


def other_spellings(value: Any, pick: Choices) -> str:
    """Return a plain scalar that means a number, a truth value or null."""
    if value is None:
        return pick.one_of(("", "null", "~", "Null", "NULL"))
    if isinstance(value, bool):
        word = "true" if value else "false"
        return pick.one_of((word, word.capitalize(), word.upper()))
    if isinstance(value, int):
        ways = [str(value), f"{value:+}", f"{value:+05}" if value >= 0 else f"{value:05}"]
        if 0 <= value < 8**15:
            ways += [f"0o{value:o}", f"0x{value:x}", f"0x{value:X}"]
        return pick.one_of(ways)
    ways = [repr(value), repr(value).replace("e", "E"), f"+{value!r}" if value >= 0 else repr(value)]
    if repr(value).startswith("0."):
        ways.append(repr(value)[1:])
    if "e" not in repr(value):
        ways += [f"{value!r}00", f"{value!r}e0", f"{value!r}e+00"]
    return pick.one_of([way for way in ways if not is_text(way)])
