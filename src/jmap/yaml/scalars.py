"""What a plain scalar means in the YAML 1.2 core schema."""

from __future__ import annotations

import re
from typing import TypeAlias

Value: TypeAlias = bool | int | float | str | None

LONGEST_NUMBER = 300
"""A number with more characters than this is text: no field means it, and Python would balk."""

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
NULLS = frozenset(word for word, value in _WORDS.items() if value is None)
"""What stands for nothing."""

_LONGEST_WORD = 18
"""The longest octal or hexadecimal number: what a machine word holds."""
_FIRST = frozenset("0123456789+-.")
_DECIMAL = re.compile(r"[-+]?[0-9]+\Z").match
_OCTAL = re.compile(r"0o[0-7]+\Z").match
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z").match
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z").match


def resolve(text: str) -> Value:
    """Return what the text of a plain scalar stands for.

    `017` is 17; `yes` and dates are text, and so are `.nan`, `.inf`, numbers too long to be meant
    and those too large for a float.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST or len(text) > LONGEST_NUMBER:
        return text
    if _DECIMAL(text):
        return int(text)
    if _FLOAT(text):
        number = float(text)
        return text if number in (float("inf"), float("-inf")) else number
    if len(text) <= _LONGEST_WORD:
        if _OCTAL(text):
            return int(text[2:], 8)
        if _HEXADECIMAL(text):
            return int(text, 16)
    return text
