"""Texts that are hard on readers and writers, and texts of a pattern."""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from tests.properties.choices import Choices

PLAIN = ("a", "Signs up", "team", "smb", "The queue is long", "x-1", "B2B")
LIKE_OTHERS = (
    *("yes", "no", "on", "off", "y", "~", "null", "Null", "NULL", "true", "True", "FALSE", ".nan", "-.inf"),
    *("0", "017", "+7", "-3", "0x1F", "0o17", "0b1", "1_000", "1,000", "1e3", ".5", "5.", "-.5", "1.5e-7"),
    *(
        "12:30:45",
        "2026-10-01",
        "2026-Q3",
        "2026",
        "35%",
        "3d",
        "9" * 40,
        "1e999",
        "<<",
        "=",
        "0xABCDEFABCDEF",
    ),
)
SYNTAX = (
    *(
        "-",
        "--",
        "---",
        "...",
        "- a",
        "-a",
        "a: b",
        "a:b",
        "a :b",
        "a:",
        ":",
        ":a",
        ": a",
        "::",
        "a #b",
        "a# b",
    ),
    *("#", "#a", "# a", "?", "? a", "?a", "why?", "[a]", "[", "]", "{a}", "{", "}", "a, b", ",", ",a", "a,"),
    *(
        "&a",
        "&",
        "*a",
        "*",
        "**bold**",
        "!a",
        "!",
        "!!str",
        "|",
        "|-",
        ">",
        ">5",
        "%a",
        "50 % off",
        "@a",
        "`a`",
    ),
    *(
        "'",
        '"',
        "''",
        '""',
        "it's",
        '"quoted" text',
        "'quoted' text",
        "\\",
        "\\n",
        "C:\\new",
        "a\\",
        "http://a.b/c?d=e#f",
    ),
    *(
        "--- a",
        "... a",
        "%YAML 1.2",
        "key: [",
        "a: |",
        "- - a",
        "a - b",
        "a ? b",
        "x: y: z",
        "# jmap: ignore[JM603]",
    ),
)
SPACES = (
    *(
        "",
        " ",
        "  ",
        "\t",
        " a",
        "a ",
        "  a  ",
        "\ta",
        "a\t",
        "a  b",
        "a\tb",
        "a\t b",
        "\n",
        "\n\n",
        " \n",
        "\n ",
    ),
    *(
        "a\n",
        "a\n\n",
        "a\n\n\n",
        "\na",
        "\n\na",
        "a\nb",
        "a\n\nb",
        "a\n\n\nb",
        "a \nb",
        "a\n b",
        " a\nb",
        "a\n  b\nc",
    ),
    *(
        "a\nb\n",
        " a\n\n b\n",
        "a\n\tb",
        "\ta\nb\n",
        "a\n \nb",
        "a\n\n ",
        "a\n\n b\n\nc\n",
        "- a\n- b\n",
        "a: b\nc: d\n",
    ),
    *(
        "# a\n# b",
        "a\n# b",
        "\n# a",
        "a\n---\nb",
        "a\n...\n",
        "---\n",
        "a\n#",
        "\n\n\n",
        "a\u00a0",
        "\u3000a",
    ),
)
SCRIPTS = (
    *(
        "Größe – „Preis“",
        "旅程地図",
        "고객 여정",
        "ลูกค้า",
        "שלום עולם",
        "مرحبا: بكم",
        "ग्राहक यात्रा",
        "e\u0301te\u0301",
        "Z\u0351\u036b\u0343",
    ),
    *(
        "😀",
        "👩‍👩‍👧‍👦 family",
        "❤️",
        "🇩🇪",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "👍🏽",
        "a\u00a0b",
        "\u2026",
        "\U0001d49c\U0001d4b7",
        "ﷺ",
        "می‌خواهم",
        "x\U0010fffdy",
    ),
)
KINDS = (PLAIN, PLAIN, LIKE_OTHERS, SYNTAX, SPACES, SCRIPTS)
BETWEEN = (" ", "", "\n", ": ", " #", ", ", "  ", "\n\n", "\n  ", " - ", "\t", " \n")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def any_text(pick: Choices) -> str:
    """Return a text: short and odd most of the time, now and then long."""
    text = pick.one_of(pick.one_of(KINDS))
    if pick.rarely(3):
        for _ in range(pick.below(4)):
            text += pick.one_of(BETWEEN) + pick.one_of(pick.one_of(KINDS))
    if pick.rarely(60):
        text = f"{text} " * (20 + pick.below(100))
    return text


def any_line(pick: Choices) -> str:
    """Return a text of one line."""
    return any_text(pick).replace("\n", " ")


def matching(pattern: str, pick: Choices) -> str:
    """Return a text that a regular expression describes."""
    return "".join(_match(list(parser.parse(pattern)), pick))


def _match(parts: list[Any], pick: Choices) -> list[str]:
    return [text for op, value in parts for text in _part(op, value, pick)]


def _part(op: Any, value: Any, pick: Choices) -> list[str]:
    if op is ops.LITERAL:
        return [chr(value)]
    if op in (ops.NOT_LITERAL, ops.IN, ops.ANY):
        return [_letter(op, value, pick)]
    if op is ops.AT:
        return []
    if op is ops.SUBPATTERN:
        return _match(list(value[-1]), pick)
    if op is ops.BRANCH:
        return _match(list(pick.one_of(value[1])), pick)
    if op is ops.MAX_REPEAT:
        least, most, inner = value
        times = least + pick.below(min(int(most), least + 3) - least + 1)
        return [text for _ in range(times) for text in _match(list(inner), pick)]
    raise NotImplementedError(f"a pattern with {op}")


def _letter(op: Any, value: Any, pick: Choices) -> str:
    if op is ops.IN and value[0][0] is not ops.NEGATE:
        which, what = pick.one_of(value)
        if which is ops.RANGE:
            return chr(what[0] + pick.below(what[1] - what[0] + 1))
        if which is ops.LITERAL:
            return chr(what)
        return {ops.CATEGORY_SPACE: " ", ops.CATEGORY_DIGIT: "7"}.get(what, "w")
    wanted = re.compile(_class(op, value))
    letters: list[str] = [letter for letter in (*_ALPHABET, *"-#.:é旅😀'\"?&") if wanted.fullmatch(letter)]
    letter: str = pick.one_of(letters)
    return letter


def _class(op: Any, value: Any) -> str:
    if op is ops.ANY:
        return "."
    if op is ops.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    parts = []
    for which, what in value[1:]:
        if which is ops.LITERAL:
            parts.append(re.escape(chr(what)))
        elif which is ops.RANGE:
            parts.append(f"{re.escape(chr(what[0]))}-{re.escape(chr(what[1]))}")
        else:
            parts.append({ops.CATEGORY_SPACE: r"\s", ops.CATEGORY_DIGIT: r"\d"}.get(what, r"\S"))
    return f"[^{''.join(parts)}]"
