"""What is known of a language: how it writes numbers and dates, and its words for ours.

Each language is a module of `jmap.render.languages` named by its tag (`de`, `pt_br`) with a `LANGUAGE`;
it is found there, with no list to edit.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias

import jmap.render.languages as package
from jmap.modules import modules_in
from jmap.records import record

NBSP: Final = "\u00a0"
THIN: Final = "\u202f"
MINUS: Final = "\u2212"

Forms: TypeAlias = str | Mapping[str, str]
"""A text, or one for each plural category of the Unicode CLDR: `one`, `other` and the like."""

_RIGHT_TO_LEFT: Final = frozenset(
    (
        *("ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "lrc", "mzn"),
        *("nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"),
    )
)
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))


@record
class Language:
    """A language of the pages. Patterns name what they take in braces: `{day}. {month} {year}`.

    `plural` gives the category of an amount, one of `forms`. `joint` gives what stands before the last of
    several names, told by that name. `first_day` is how the first of a month is written. `group_from` is
    the least count of digits that are grouped. `words` holds the translation of each of our texts, by the
    English one; English itself lists only those that have plural forms.
    """

    tag: str
    name: str
    forms: tuple[str, ...]
    plural: Callable[[float], str]
    joint: Callable[[str], str]
    months: tuple[str, ...]
    words: Mapping[str, Forms]
    decimal: str = ","
    group: str = THIN
    group_from: int = 4
    minus: str = MINUS
    percent: str = "{number}\u00a0%"
    first_day: str = "1"
    day: str = "{day}\u00a0{month}\u00a0{year}"
    month: str = "{month}\u00a0{year}"
    week: str = "{year}\u00a0W{number}"
    quarter: str = "{year}\u00a0Q{number}"
    half: str = "{year}\u00a0H{number}"
    year: str = "{year}"
    comma: str = ", "
    semicolon: str = "; "
    quotes: tuple[str, str] = ("“", "”")


def one_or_other(amount: float) -> str:
    """Return `one` for exactly 1, else `other`: the plural of English, German, Spanish and more."""
    return "one" if amount == 1 else "other"


@cache
def tags() -> tuple[str, ...]:
    """Return the tags of all languages with words of their own, sorted."""
    return tuple(name.replace("_", "-") for name in modules_in(package.__path__))


@cache
def language(tag: str) -> Language:
    """Return a language by its tag in small letters. Raises KeyError where it has no words."""
    if tag not in tags():
        raise KeyError(tag)
    module = importlib.import_module(f"jmap.render.languages.{tag.replace('-', '_')}")
    found: Language = module.LANGUAGE
    return found


def known(tag: str) -> str | None:
    """Return the tag of the language to use for one asked for, cut from its end: `de` for `de-AT`."""
    parts = tag.lower().split("-")
    candidates = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((each for each in candidates if each in tags()), None)


def primary(tag: str) -> str:
    """Return the language of a tag without script, region and the rest."""
    return tag.partition("-")[0].lower()


def right_to_left(tag: str) -> bool:
    """Tell whether text of a language tag runs from right to left, by its script where it names one."""
    first, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else first in _RIGHT_TO_LEFT
