"""The sink for CSV: RFC 4180, safe to open in a spreadsheet, and the same text when read back.

A text that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that begins
with an apostrophe: whoever reads the file takes one off. Numbers stay numbers, negative ones too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, TypeAlias

Value: TypeAlias = str | int | float | bool | None
"""A cell: a text, a number, true or false, or nothing."""

MARK: Final = "\ufeff"
"""What a file begins with, so that spreadsheets read it as UTF-8."""

END: Final = "\r\n"

# An apostrophe, a tab or a line end by itself; `=`, `+`, `-` and `@`, narrow and wide, behind blanks and what
# is not seen.
_MARKED: Final = re.compile(
    "['\t\r\n]|[\\s\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069]*[=+\\-@\uff1d\uff0b\uff0d\uff20\u2212]"
)
# A semicolon too: spreadsheets of many countries take it for the end of a cell.
_QUOTED: Final = re.compile(r'[",;\r\n]|^\s|\s$')


def line(values: Iterable[Value]) -> str:
    """Return a line of the file, its end included."""
    return ",".join(_cell(value) for value in values) + END


def listed(texts: Iterable[str]) -> str:
    r"""Return several texts as one, with `; ` between them; in each, `;` is `\;` and a backslash is two."""
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    text = f"'{value}" if _MARKED.match(value) else value
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(text) else text


def number(value: float) -> str:
    """Return a number with a point, and without one where it is whole."""
    return str(int(value)) if value == int(value) else repr(value)
