"""Texts without quotes that do not reach every reader as they were meant.

YAML 1.1, which many tools still read, has more words for true and false and more ways to write a number
than YAML 1.2. And in `[...]` a comma ends an item, also where it belongs to a sentence.
"""

from __future__ import annotations

import math
import re

from jmap.faults import Fault, On, Place
from jmap.model.binder import Binder, is_empty
from jmap.model.kinds.numbers import shown
from jmap.yaml.nodes import Node, Scalar, Sequence
from jmap.yaml.scalars import resolve

_WORDS = {
    spelled: value
    for value, words in ((True, ("y", "yes", "on")), (False, ("n", "no", "off")))
    for word in words
    for spelled in (word, word.capitalize(), word.upper())
}
_LONGEST_WORD = 3
_PAST_DIGITS = ":"
"""The character after `9`: texts that begin with a digit, a sign or a point sort before it."""
_LONGEST_NUMBER = 40
"""A longer one is a reference of some sort, and what it comes to says nothing."""

# Compiled when first asked for, which few files are: together they take longer to make than a map to read.
_OCTAL = r"[-+]?0[0-7_]+"
_BINARY = r"[-+]?0b_*[01][01_]*"
_HEXADECIMAL = r"[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*"
_DECIMAL = r"[-+]?[1-9][0-9_]*|(?:[-+]?[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?"
_SIXTIES = r"[-+]?(?:[1-9][0-9_]*(?::[0-5]?[0-9])+|[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)"
_NEWER = r"[-+]?0[0-9]+|0o[0-7]+"
"""Numbers of YAML 1.2 that lose a zero, or are none in YAML 1.1."""

_CUT_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?=[,;:.!?)]*(?:\s|\Z))"
_SHOWN = 40


def say_misread(node: Scalar, binder: Binder, *, on: On = On.VALUE) -> None:
    """Say that a text without quotes is no text to other tools.

    Called for every text of a file; nearly all leave at the first line.
    """
    text = node.text
    if (len(text) > _LONGEST_WORD and text >= _PAST_DIGITS) or not node.plain:
        return
    other = older(text)
    if other is None and _is_odd(text) and re.fullmatch(_NEWER, text):
        newer = resolve(text)
        other = newer if isinstance(newer, int) else None
    if other is not None:
        message = f"`{text}` is text here, but {_named(other)} to other YAML tools"
        binder.fault("JM012", message, f'put quotes around it: `"{text}"`', on=on, offending=text)


def say_misread_value(node: Scalar, binder: Binder) -> None:
    """Say that a value to compare with, which may be of any type, is another value to other tools."""
    text = node.text
    if (len(text) > _LONGEST_WORD and text >= _PAST_DIGITS) or not node.plain:
        return
    here, other = resolve(text), older(text)
    only_here = isinstance(here, int) and _is_odd(text) and re.fullmatch(_NEWER, text)
    if here == other or (other is None and not only_here):
        return
    message = f"`{text}` is {_named(here)} here, but {_named(other)} to other YAML tools"
    meant = _written(here if isinstance(here, int | float) else other)
    hint = f"put quotes around it if the text is meant, or write `{meant}` if that is"
    binder.fault("JM012", message, hint, offending=text)


def older(text: str) -> bool | float | None:
    """Return what a reader of YAML 1.1 takes a plain text for, where one of YAML 1.2 takes it for another.

    None where both take it for the same, and for dates: whoever reads maps expects those.
    """
    if text in _WORDS:
        return _WORDS[text]
    if not _is_odd(text):
        return None
    sign = -1 if text[:1] == "-" else 1
    digits = text.lstrip("+-").replace("_", "")
    if re.fullmatch(_OCTAL, text):
        return sign * int(digits, 8)
    if re.fullmatch(_BINARY, text):
        return sign * int(digits[2:], 2)
    if re.fullmatch(_SIXTIES, text):
        total = 0.0
        for part in digits.split(":"):
            total = total * 60 + float(part)
        return sign * total
    if re.fullmatch(_HEXADECIMAL, text) and text != digits:
        return sign * int(digits[2:], 16)
    if "_" not in text or not re.fullmatch(_DECIMAL, text):
        return None
    number = sign * float(digits)
    return number if math.isfinite(number) else None


def _is_odd(text: str) -> bool:
    """Tell whether a text has what every number has that is not the same to all, and may be one."""
    if len(text) > _LONGEST_NUMBER or " " in text:
        return False
    return "_" in text or ":" in text or text.lstrip("+-").startswith("0")


def say_cut(node: Sequence, binder: Binder) -> None:
    """Say which texts in `[...]` look like the rest of the one before, cut at its comma."""
    items = node.items
    # A block list ends where its last item does, a list in brackets one character later or more.
    if len(items) < 2 or node.end == items[-1].end:
        return
    for index in range(1, len(items)):
        before, item = items[index - 1], items[index]
        if not isinstance(item, Scalar) or not _goes_on(item) or not _begins(before):
            continue
        route = tuple(binder.route)
        text = item.text if len(item.text) <= _SHOWN else item.text[: _SHOWN - 1].rstrip() + "…"
        message = f"`{text}` looks like the rest of the text before it, cut at the comma"
        hint = "put quotes around both if they are one text, else begin this one with a capital letter"
        related = (Place((*route, index - 1), label="the text before it"),)
        place = Place((*route, index))
        binder.faults.append(Fault("JM013", message, place, hint, related, offending=item.text))


def _goes_on(node: Scalar) -> bool:
    """Tell whether a text begins with a word in lower case, not with a name such as `iPhone` or `a.b`."""
    word = re.match(_CUT_WORD, node.text) if node.plain and node.text[:1].islower() else None
    return word is not None and word[0].islower() and not is_empty(node) and older(node.text) is None


def _begins(node: Node) -> bool:
    """Tell whether a text begins as a sentence may: not in lower case, nor in a script without any.

    An abbreviation by itself, such as `SSO`, begins no sentence.
    """
    if not isinstance(node, Scalar) or not node.plain:
        return False
    first = next((character for character in node.text if character.isalnum()), "")
    if first.isalpha() and not (first.isupper() or first.istitle()):
        return False
    return bool(first) and (len(node.text) == 1 or " " in node.text or not node.text.isupper())


def _named(value: object) -> str:
    if isinstance(value, bool):
        return f"`{_written(value)}`"
    return f"the number {_written(value)}" if isinstance(value, int | float) else "text"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return shown(float(value)) if isinstance(value, int | float) else str(value)
