"""What is known of a language: how it writes numbers and dates, and its words for ours.

Each language is a file of `jmap.render.languages` named by its tag (`de.toml`, `pt-br.toml`); it is found
there, with no list to edit.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from jmap.nearest import nearest
from jmap.records import record

FOLDER: Final = Path(__file__).parent / "languages"
NBSP: Final = "\u00a0"

Forms: TypeAlias = str | Mapping[str, str]
"""A text, or one for each plural category of the Unicode CLDR: `one`, `other` and the like."""

_SUFFIX: Final = ".toml"
_RIGHT_TO_LEFT: Final = frozenset(
    (
        *("ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "lrc", "mzn"),
        *("nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"),
    )
)
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))
_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RELATION: Final = re.compile(r"([niv])(?: % ([0-9]+))? (=|!=) ([0-9.,]+)")


@record
class Language:
    """A language of the pages. Patterns name what they take in braces: `{day}. {month} {year}`.

    `words` holds the translation of each of our texts by the English one; English itself lists only those
    that have plural forms. `plural` gives each category but `other` its rule, as the CLDR writes it.
    `joint` stands before the last of several names, and `joints` are others, by what that name starts
    with. `first_day` is the first of a month, `group_from` the least count of digits that are grouped,
    `space` what stands between sentences.
    """

    tag: str
    name: str
    months: tuple[str, ...]
    words: Mapping[str, Forms]
    plural: Mapping[str, str]
    joint: str
    joints: Mapping[str, str]
    decimal: str
    group: str
    group_from: int
    minus: str
    percent: str
    first_day: str
    day: str
    month: str
    week: str
    quarter: str
    half: str
    year: str
    comma: str
    semicolon: str
    colon: str
    space: str
    quotes: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Return its plural categories."""
        return (*self.plural, "other")

    def form(self, amount: float) -> str:
        """Return the plural category of an amount."""
        return next((name for name, rule in self.plural.items() if holds(rule, amount)), "other")

    def joint_before(self, name: str) -> str:
        """Return what stands between a list and its last name."""
        found = (joint for start, joint in self.joints.items() if re.match(start, name, re.IGNORECASE))
        return next(found, self.joint)


@cache
def tags() -> tuple[str, ...]:
    """Return the tags of all languages with words of their own, sorted."""
    names = os.listdir(FOLDER)  # noqa: PTH208 - names alone are wanted
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


@cache
def language(tag: str) -> Language:
    """Return a language by its tag in small letters. Raises KeyError where it has no words."""
    if tag not in tags():
        raise KeyError(tag)
    data = tomllib.loads((FOLDER / f"{tag}{_SUFFIX}").read_text(encoding="utf-8"))
    lists = {name: tuple(value) for name, value in data.items() if isinstance(value, list)}
    return Language(tag=tag, **{**data, **lists})


def known(tag: str) -> str | None:
    """Return the tag of the language to use for one asked for, cut from its end: `de` for `de-AT`."""
    if not _TAG.fullmatch(tag):
        return None
    parts = tag.lower().split("-")
    candidates = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((each for each in candidates if each in tags()), None)


def unknown_language(tag: str) -> str | None:
    """Return what to say of a tag in which there are no words, or None where there are."""
    if known(tag) is not None:
        return None
    guess = nearest(tag.lower(), tags())
    if guess:
        return f"did you mean `{guess}`?"
    return f"it can be {', '.join(tags())}, or one of these with a region such as `de-AT`"


def primary(tag: str) -> str:
    """Return the language of a tag without script, region and the rest."""
    return tag.partition("-")[0].lower()


def right_to_left(tag: str) -> bool:
    """Tell whether text of a language tag runs from right to left, by its script where it names one."""
    first, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else first in _RIGHT_TO_LEFT


def holds(rule: str, amount: float) -> bool:
    """Tell whether a plural rule of the CLDR holds: `n % 10 = 2..4 and n % 100 != 12..14`.

    Of its operands it knows n, the amount; i, its whole part; and v, 0 for whole amounts and else more.
    Raises ValueError where the rule is not understood.
    """
    return any(
        all(_related(relation, abs(amount)) for relation in part.split(" and "))
        for part in rule.split(" or ")
    )


def _related(relation: str, amount: float) -> bool:
    match = _RELATION.fullmatch(relation)
    if match is None:
        raise ValueError(f"not a plural rule: {relation}")
    operand, modulus, sign, values = match.groups()
    value = {"n": amount, "i": int(amount), "v": 0 if amount == int(amount) else 1}[operand]
    if modulus:
        value %= int(modulus)
    ends = [part.split("..") for part in values.split(",")]
    among = any(int(each[0]) <= value <= int(each[-1]) and value == int(value) for each in ends)
    return among if sign == "=" else not among
