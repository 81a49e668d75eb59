"""Reads a snapshot back: whatever the bytes, either a whole one or one clear error."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NoReturn

from jmap.audit.snapshot import CountThen, FindingThen, MapThen, MetricThen, ScoreThen, Snapshot
from jmap.audit.snapshot_text import VERSION
from jmap.faults import Severity
from jmap.model.kinds.times import parse_date
from jmap.records import frozen

MOST_BYTES: Final = 100_000_000
_MENDED: Final = "restore it from git, or take it away"
_FRACTION: Final = re.compile(r"[0-9]{1,2000}/[1-9][0-9]{0,1999}")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{16}")
_RULE: Final = re.compile(r"JM[0-9]{3}")
_RULE_OR_NONE: Final = re.compile(r"(JM[0-9]{3})?")
_RULER: Final = re.compile(r"[0-9a-f]{12}")
_WORD: Final = re.compile(r"[a-z_]+")
_WORD_OR_NONE: Final = re.compile(r"[a-z_]*")
_NO_RULE: Final = "not the code of a rule"
_NO_WORD: Final = "no word of small letters"
_SEVERITIES: Final = tuple(severity.value for severity in Severity)
_GRADES: Final = ("A", "B", "C", "D", "E", "")
_LONGEST: Final = 60


class SnapshotError(ValueError):
    """A snapshot that cannot be read: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = _MENDED) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_snapshot(data: bytes) -> Snapshot:
    """Return the snapshot that a file holds; keys that are not known are passed over.

    Raises SnapshotError, and nothing else whatever the bytes.
    """
    if len(data) > MOST_BYTES:
        raise SnapshotError(f"it has more than {MOST_BYTES} bytes")
    try:
        content = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
        # Half of a character that stands for no byte of a file's name can be written nowhere.
        json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogateescape")
    except UnicodeDecodeError:
        raise SnapshotError("it is not written in UTF-8") from None
    except UnicodeEncodeError:
        raise SnapshotError("it holds half of a character") from None
    except json.JSONDecodeError as error:
        raise SnapshotError(f"it is not JSON from line {error.lineno}, column {error.colno} on") from None
    except (RecursionError, ValueError):
        raise SnapshotError("it is no JSON that jmap writes") from None
    if not isinstance(content, dict) or "version" not in content:
        raise SnapshotError("it has no `version`")
    version = content["version"]
    if type(version) is int and version > VERSION:
        message = f"it is of version {version}, and this jmap reads version {VERSION}"
        raise SnapshotError(message, "use the jmap that wrote it, or a later one")
    if type(version) is not int or version != VERSION:
        raise SnapshotError(f"its `version` is not {VERSION}")
    return _snapshot(_At(content, ()))


@frozen
class _At:
    """A value of the document and the keys that lead to it."""

    value: Any
    route: tuple[str, ...]

    def wrong(self, expected: str) -> NoReturn:
        """Say that the value is not what is expected."""
        way = ".".join(self.route)
        raise SnapshotError(f"`{way if len(way) <= _LONGEST else way[:_LONGEST] + '…'}` is {expected}")

    def key(self, name: str) -> _At:
        """Return the value under a key."""
        if not isinstance(self.value, dict):
            self.wrong("no object")
        if name not in self.value:
            _At(None, (*self.route, name)).wrong("missing")
        return _At(self.value[name], (*self.route, name))

    def items(self) -> Iterator[tuple[str, _At]]:
        """Yield the keys of an object with their values."""
        if not isinstance(self.value, dict):
            self.wrong("no object")
        for name, value in self.value.items():
            yield name, _At(value, (*self.route, name))

    def named(self, shape: re.Pattern[str], expected: str) -> Iterator[tuple[str, _At]]:
        """Yield the keys of an object, all of a shape, with their values."""
        for name, value in self.items():
            if not shape.fullmatch(name):
                value.wrong(expected)
            yield name, value

    def each(self) -> Iterator[_At]:
        """Yield the items of a list."""
        if not isinstance(self.value, list):
            self.wrong("no list")
        for index, value in enumerate(self.value):
            yield _At(value, (*self.route, str(index)))

    def text(self, shape: re.Pattern[str] | None = None, expected: str = "") -> str:
        """Return a text, of a shape where one is given."""
        if not isinstance(self.value, str):
            self.wrong("no text")
        if shape is not None and not shape.fullmatch(self.value):
            self.wrong(expected)
        return self.value

    def one_of(self, *choices: str) -> str:
        """Return a text that is one of a few."""
        if self.text() not in choices:
            self.wrong(f"none of {', '.join(each or '``' for each in choices)}")
        return self.text()

    def truth(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.wrong("neither true nor false")
        return self.value

    def whole(self) -> int:
        """Return a whole number that is not below 0."""
        if type(self.value) is not int or not 0 <= self.value <= 10**12:
            self.wrong("no whole number from 0 on")
        return self.value

    def number(self) -> float:
        """Return a number."""
        if type(self.value) is int and abs(self.value) <= 10**300:
            return self.value
        if type(self.value) is not float or not math.isfinite(self.value):
            self.wrong("no number")
        return self.value

    def day(self) -> date:
        """Return a date."""
        day = parse_date(self.text())
        if day is None:
            self.wrong("no date such as 2026-10-01")
        return day

    def points(self) -> Fraction | None:
        """Return a score from 0 to 100 that is written as a fraction, or None."""
        if self.value is None:
            return None
        above, _, below = self.text(_FRACTION, "no fraction such as 43/50").partition("/")
        points = Fraction(int(above), int(below))
        if points > 100:
            self.wrong("above 100")
        return points


def _snapshot(top: _At) -> Snapshot:
    return Snapshot(
        top.key("as_of").day(),
        top.key("ruler").text(_RULER, "not 12 digits from 0 to f"),
        _measures(top.key("measures")),
        top.key("complete").truth(),
        _score(top.key("score")),
        {id_: _map(each) for id_, each in top.key("maps").items()},
        tuple(_finding(each) for each in top.key("findings").each()),
        tuple(_finding(each, how=True) for each in top.key("accepted").each()),
        tuple(_finding(each, last_seen=True) for each in top.key("closed").each()),
        tuple(_finding(each, last_seen=True) for each in top.key("unseen").each()),
        top.key("measured").truth(),
    )


def _measures(at: _At) -> Mapping[str, Any]:
    rules: dict[str, list[Any]] = {}
    for code, each in at.key("rules").named(_RULE, _NO_RULE):
        parts = list(each.each())
        if len(parts) not in (3, 4):
            each.wrong("no list of revision, severity and options")
        options = {name: option.number() for name, option in parts[2].named(_WORD, _NO_WORD)}
        rules[code] = [parts[0].whole(), parts[1].one_of(*_SEVERITIES), options]
        rules[code].extend([_override(one) for one in part.each()] for part in parts[3:])
    bands = []
    for band in at.key("bands").each():
        parts = list(band.each())
        if len(parts) != 2:
            band.wrong("no list of a grade and a score")
        bands.append([parts[0].text(), parts[1].number()])
    return {
        "formula": at.key("formula").whole(),
        "rules": rules,
        "categories": {name: each.number() for name, each in at.key("categories").named(_WORD, _NO_WORD)},
        "severities": {name: each.number() for name, each in at.key("severities").named(_WORD, _NO_WORD)},
        "bands": bands,
    }


def _override(at: _At) -> dict[str, list[str]]:
    return {name: [each.text() for each in at.key(name).each()] for name in ("paths", "select", "ignore")}


def _score(at: _At) -> ScoreThen:
    counts = {}
    for code, each in at.key("rules").items():
        passed, applicable = each.key("passed").whole(), each.key("applicable").whole()
        if passed > applicable:
            each.key("passed").wrong("more than `applicable`")
        counts[code] = CountThen(passed, applicable, each.key("weight").whole())
    return ScoreThen(
        at.key("exact").points(),
        at.key("grade").one_of(*_GRADES),
        at.key("capped_by").text(_RULE_OR_NONE, _NO_RULE),
        at.key("weakest").text(_WORD_OR_NONE, _NO_WORD),
        {name: each.key("exact").points() for name, each in at.key("categories").items()},
        counts,
    )


def _map(at: _At) -> MapThen:
    metrics = {}
    for id_, each in at.key("metrics").items():
        actual = each.key("actual")
        value = None if actual.value is None else float(actual.number())
        metrics[id_] = MetricThen(value, each.key("period").text(), each.key("state").text())
    return MapThen(
        at.key("title").text(),
        at.key("file").text(),
        at.key("status").text(),
        _score(at.key("score")),
        metrics,
    )


def _finding(at: _At, *, how: bool = False, last_seen: bool = False) -> FindingThen:
    return FindingThen(
        at.key("fingerprint").text(_FINGERPRINT, "not 16 digits from 0 to f"),
        at.key("rule").text(_RULE, _NO_RULE),
        at.key("severity").one_of(*_SEVERITIES),
        at.key("map").text(),
        at.key("file").text(),
        at.key("message").text(),
        at.key("how").one_of("suppressed", "baselined") if how else "",
        at.key("last_seen").day().isoformat() if last_seen else "",
    )


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
