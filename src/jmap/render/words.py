"""Our own words on a page, in its language: texts, numbers, dates and lengths of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

from markupsafe import Markup, escape

from jmap.model.kinds.times import DurationText, PeriodText
from jmap.records import frozen
from jmap.render.language import NBSP, Forms, Language, known, language, primary, right_to_left

OPEN: Final = "\u2068"
CLOSE: Final = "\u2069"
"""Isolates: what stands between them is the map's own text within our words."""

_PLACE: Final = re.compile(r"\{([a-z]+)\}")
_ISOLATES: Final = re.compile("[\u2066-\u2069]")
_MARK: Final = re.compile(f"([{OPEN}{CLOSE}])")
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_PARTS: Final = re.compile(r"([0-9]+)([a-z]+)")


def term(text: str) -> str:
    """Return a text as it is: it marks one of our words that is said later, by a variable."""
    return text


def bare(text: str) -> str:
    """Return a text without isolates, for outputs in which they would be seen."""
    return _ISOLATES.sub("", text)


def apart(text: str) -> str:
    """Return a text that keeps its own direction beside others: `12 %` behind words in Arabic."""
    return f"{OPEN}{text}{CLOSE}"


def through(write: Callable[[str], str], text: str) -> str:
    """Return a text as a sink writes it; isolates stay where something in it runs from right to left.

    One that closes nothing is left out, since it would close what stands around the text.
    """
    if not _RIGHT_TO_LEFT.search(text):
        return write(bare(text))
    written: list[str] = []
    depth = 0
    for part in _MARK.split(text):
        if part not in (OPEN, CLOSE):
            written.append(write(part))
        elif part == OPEN or depth:
            depth += 1 if part == OPEN else -1
            written.append(part)
    return "".join(written) + CLOSE * depth


_LENGTHS: Final = {
    "s": term("{count}\u00a0seconds"),
    "m": term("{count}\u00a0minutes"),
    "h": term("{count}\u00a0hours"),
    "d": term("{count}\u00a0days"),
    "w": term("{count}\u00a0weeks"),
    "mo": term("{count}\u00a0months"),
    "y": term("{count}\u00a0years"),
}


@frozen
class Words:
    """Our words in a language, for text in the language `content`.

    `words("on target")` says a text; the English one is its key, and what follows a `|` in a key only
    tells it from another. `words("{count} maps", count=3)` fills in a place and chooses the plural form by
    `count`. Numbers are formatted; where a value is Markup, so is the answer.
    """

    language: Language
    tag: str
    content: str

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a text in the language, its places filled in. Raises KeyError where one is not given."""
        text = self._form(key, values.get("count"))
        if "{" not in text:
            return text
        shown = {name: self._shown(value) for name, value in values.items()}
        if any(isinstance(value, Markup) for value in shown.values()):
            filled = _PLACE.sub(lambda place: str(escape(shown[place[1]])), str(escape(text)))
            return Markup(filled)  # noqa: S704 - the text and every value are escaped
        return _PLACE.sub(lambda place: shown[place[1]], text)

    @property
    def mixed(self) -> bool:
        """Tell whether our words are in another language than the text of the map."""
        return primary(self.tag) != primary(self.content)

    @property
    def right_to_left(self) -> bool:
        """Tell whether our words run from right to left."""
        return right_to_left(self.tag)

    @property
    def content_right_to_left(self) -> bool:
        """Tell whether the text of the map runs from right to left."""
        return right_to_left(self.content)

    def theirs(self, text: str) -> str:
        """Return a text of the map as it stands within our words: isolated where its language is another."""
        if not self.mixed or not text:
            return text
        return f"{OPEN}{_ISOLATES.sub('', text)}{CLOSE}"

    @property
    def quotes(self) -> tuple[str, ...]:
        """Return the quotation marks around a text of the map."""
        found = known(self.content)
        return language(found).quotes if found is not None else self.language.quotes

    def forms(self, key: str) -> Mapping[str, str]:
        """Return the plural forms of a text by category, for a script that counts."""
        found = self.language.words.get(key, key)
        return {"other": found} if isinstance(found, str) else found

    def number(self, value: float) -> str:
        """Return a number with at most two decimals, a true minus sign and grouped thousands."""
        text = f"{abs(value):.2f}"
        if 0 < abs(value) < 0.01:
            text = f"{abs(value):.2g}"
            if "e" in text:
                text = f"{abs(value):.12f}".rstrip("0")
        whole, _, part = text.partition(".")
        part = part.rstrip("0")
        shown = self._grouped(int(whole))
        if part:
            shown += f"{self.language.decimal}{part}"
        return f"{self.language.minus}{shown}" if value < 0 and shown != "0" else shown

    def decimals(self, text: str) -> str:
        """Return a figure that is already written, with the language's decimal mark."""
        return text.replace(".", self.language.decimal)

    def signed(self, value: float) -> str:
        """Return a feeling with its sign and one decimal: `+0.5`, `0.0`, `−1.9`."""
        text = self.decimals(f"{abs(value):.1f}")
        if float(f"{abs(value):.1f}") == 0:
            return text
        return f"{'+' if value > 0 else self.language.minus}{text}"

    def measured(self, value: float, unit: str) -> str:
        """Return a number and its unit, which is the map's; they stay on one line."""
        shown = self.number(value)
        if unit == "%":
            return self.language.percent.replace("{number}", shown)
        return f"{shown}{NBSP}{self.theirs(unit.replace(' ', NBSP))}" if unit else shown

    def percent(self, value: float) -> str:
        """Return a share: `18.2 %`."""
        return self.measured(value, "%")

    def day(self, value: date) -> str:
        """Return a date: `2 November 2026`."""
        own = self.language
        day = own.first_day if value.day == 1 else str(value.day)
        return _filled(own.day, day=day, month=own.months[value.month - 1], year=str(value.year))

    def period(self, value: PeriodText) -> str:
        """Return a period: `2026 Q3`, `September 2026`, `2 November 2026`."""
        own, grain = self.language, value.grain
        if grain == "day":
            return self.day(value.first)
        year = value.text[:4]
        if grain == "month":
            return _filled(own.month, month=own.months[value.first.month - 1], year=year)
        pattern = {"week": own.week, "quarter": own.quarter, "half": own.half}.get(grain, own.year)
        return _filled(pattern, year=year, number=value.text[6:])

    def duration(self, value: DurationText) -> str:
        """Return a length of time: `30 days`."""
        amount, length = _taken_apart(value)
        return self(length, count=amount)

    def duration_range(self, value: tuple[DurationText, DurationText]) -> str:
        """Return a length of time or a range: `2–8 weeks`, `2 hours – 3 days`."""
        low, high = value
        if low == high:
            return self.duration(low)
        (least, length), (_, other) = _taken_apart(low), _taken_apart(high)
        most = self.duration(high)
        if length == other:
            return self("{low}–{high}", low=least, high=most)
        return self("{low} – {high}", low=self.duration(low), high=most)

    def age(self, then: date, now: date) -> str:
        """Return how long ago a day was: `today`, `12 days ago`, `7 months ago`."""
        days = (now - then).days
        if days < 0:
            return self("on {day}", day=self.day(then))
        if days == 0:
            return self("today")
        if days < 90:
            return self("{count}\u00a0days ago", count=days)
        if days < 730:
            return self("{count}\u00a0months ago", count=round(days / 30.4))
        return self("{count}\u00a0years ago", count=days // 365)

    def listed(self, names: Iterable[str]) -> str:
        """Return names in one sentence: `a`, `a and b`, `a, b and c`."""
        every = list(names)
        if len(every) < 2:
            return every[0] if every else ""
        kind = Markup if any(isinstance(each, Markup) for each in every) else str
        joint = self.language.joint_before(every[-1].lstrip(OPEN))
        return kind(self.language.comma).join(every[:-1]) + kind(joint) + every[-1]

    def _form(self, key: str, count: object) -> str:
        found: Forms = self.language.words.get(key, key)
        if not isinstance(found, str):
            amount = count if isinstance(count, int | float) else 0
            found = found[self.language.form(amount)]
        return found.partition("|")[0] if found is key else found

    def _shown(self, value: object) -> str:
        if isinstance(value, str):
            return value
        return self.number(value) if isinstance(value, int | float) else str(value)

    def _grouped(self, whole: int) -> str:
        own = self.language
        if len(str(whole)) < own.group_from:
            return str(whole)
        return f"{whole:,}".replace(",", own.group)


def words_for(content: str, said: str = "") -> Words:
    """Return the words for text in the language `content`: those said, else its own, else English.

    Raises KeyError where the language said has no words.
    """
    return _words_for(content, said)


@cache
def _words_for(content: str, said: str) -> Words:
    asked = said or content
    found = known(asked)
    if found is None:
        if said:
            raise KeyError(said)
        return Words(language("en"), "en", content)
    return Words(language(found), asked, content)


def _filled(pattern: str, **values: str) -> str:
    return _PLACE.sub(lambda place: values[place[1]], pattern)


def _taken_apart(value: DurationText) -> tuple[int, str]:
    match = _PARTS.fullmatch(value.text)
    if match is None or match[2] not in _LENGTHS:
        return value.seconds, _LENGTHS["s"]
    return int(match[1]), _LENGTHS[match[2]]
