"""From faults to findings: routes become lines and columns, late and in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise
from sys import intern
from typing import TypeAlias

from jmap.faults import Fault, On, Place, Route, Severity, Span
from jmap.findings.finding import Finding, Spot
from jmap.rules import registry
from jmap.rules.rule import Rule
from jmap.workspace.discovery import map_id
from jmap.workspace.documents import Document
from jmap.yaml.nodes import locate, route_at
from jmap.yaml.source import Source

_LINES_SHOWN = 7
_FIRST_LINES, _LAST_LINES = 4, 2
_FILES_KEPT = 8
_LONGEST = 80
"""So many characters of a faulty key or value are repeated in a message."""
_START = Span(1, 1, 1, 2)


Reads: TypeAlias = Callable[[str], Document]
"""Gives the document at a path below the root."""

Same: TypeAlias = tuple[str, Route, On, Span, str]
"""Rule, route, what it is on, span, and file with message; see `same`."""


class Builder:
    """Makes findings of faults; `severity` says how much each matters in this run."""

    def __init__(self, read: Reads, severity: Callable[[Rule, Fault], Severity]) -> None:
        self._read = read
        self._severity = severity
        self._lines: dict[str, list[str]] = {}

    def build(self, faults: Iterable[tuple[str, Fault]], map_: str) -> list[Finding]:
        """Return the findings of faults, each given with its file, sorted and each once."""
        found: list[Finding] = []
        alike: list[Finding] = []
        last = None
        # Only what stands at one place can be the same: to hash every finding whole takes longer.
        for finding in sorted((self._one(*each, map_) for each in faults), key=_order):
            order = finding.order
            if order != last:
                alike, last = [], order
            if finding not in alike:
                alike.append(finding)
                found.append(finding)
        return found

    def _one(self, file: str, fault: Fault, map_: str) -> Finding:
        rule = registry.get(fault.code).rule
        spot = self.spot(file, fault.place)
        related: tuple[Spot, ...] = ()
        if fault.related:
            spots = [spot, *(self.spot(file, place) for place in fault.related)]
            spot, *others = self._with_lines_between(spots)
            related = tuple(others)
        return Finding(
            rule=rule.code,
            name=rule.name,
            severity=self._severity(rule, fault),
            message=_without_length(fault.message, fault.offending),
            # Many findings have the same.
            hint=intern(_without_length(fault.hint, fault.offending)),
            spot=spot,
            route=fault.place.route,
            on=fault.place.on,
            fingerprint=fingerprint(rule.code, map_id(spot.file), self._led_to(fault, spot.file)),
            related=related,
            map=map_,
        )

    def _led_to(self, fault: Fault, file: str) -> Fault:
        """Return a fault with the route of its place, which the reader has none of and gives a position."""
        place = fault.place
        if place.route or place.span is None:
            return fault
        way = route_at(self._read(file).root, (place.span.line - 1, place.span.column - 1))
        return replace(fault, place=replace(place, route=way))

    def spot(self, file: str, place: Place) -> Spot:
        """Return where a place is, with the lines it covers: of many the first and the last."""
        path = place.file if place.file is not None else file
        document = self._read(path)
        span = place.span or locate(document.root, place.route, place.on) or _START
        if (span.line, span.column) == (span.end_line, span.end_column):
            # Where nothing is written there still is a place to look at.
            span = replace(span, end_column=span.end_column + 1)
        if document.source is None:
            return Spot(path, span, place.label, ())
        lines = self._lines_of(path, document.source)
        if span.end_line - span.line < _LINES_SHOWN:
            return Spot(path, span, place.label, tuple(lines[span.line - 1 : span.end_line]))
        first = span.line - 1 + _FIRST_LINES
        last = range(span.end_line - _LAST_LINES + 1, span.end_line + 1)
        further = tuple((number, lines[number - 1]) for number in last if number <= len(lines))
        return Spot(path, span, place.label, tuple(lines[span.line - 1 : first]), further)

    def _with_lines_between(self, spots: list[Spot]) -> list[Spot]:
        """Return places, each with the line below it where that is all there is before the next."""
        found = list(spots)

        def where(index: int) -> tuple[str, int, int]:
            return spots[index].file, spots[index].span.line, spots[index].span.column

        order = sorted(range(len(spots)), key=where)
        for before, after in pairwise(order):
            spot = spots[before]
            number = spot.span.end_line + 1
            if spots[after].file != spot.file or spots[after].span.line != number + 1:
                continue
            source = self._read(spot.file).source
            if source is not None:
                line = (number, self._lines_of(spot.file, source)[number - 1])
                found[before] = replace(spot, further=(*spot.further, line))
        return found

    def _lines_of(self, path: str, source: Source) -> list[str]:
        """Return the lines of a file; those of the last few files are kept."""
        if path not in self._lines:
            if len(self._lines) >= _FILES_KEPT:
                self._lines.clear()
            self._lines[path] = source.lines()
        return self._lines[path]


def _without_length(words: str, offending: str) -> str:
    """Return words in which a long key or value is cut in the middle: the excerpt shows where it stands."""
    if len(offending) <= _LONGEST or offending not in words:
        return words
    half = _LONGEST // 2
    return words.replace(offending, f"{offending[:half]}…{offending[-half:]}")


def fingerprint(code: str, map_: str, fault: Fault) -> str:
    """Return what stays the same while lines and words change: rule, map, ids on the way, key or value.

    `map_` is the id of the map, or the name of the library, in which the fault stands.
    """
    # Loaded by the first finding: a run without findings starts faster.
    import hashlib

    ids = "/".join(step for step in fault.place.route if isinstance(step, str))
    parts = (code, map_, ids, fault.offending)
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def same(finding: Finding) -> Same:
    """Return what findings have in common that several maps have of one thing in a library."""
    spot = finding.spot
    return finding.rule, finding.route, finding.on, spot.span, spot.file + finding.message


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings sorted, those that several maps see in one library only once."""
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.spot.file, []).append(finding)
    ordered: list[Finding] = []
    # File by file, so that there never are keys of all findings at a time.
    for _, of_file in sorted(by_file.items()):
        kept: dict[Same, Finding] = {}
        for finding in sorted(of_file, key=lambda each: (*each.order, each.map)):
            kept.setdefault(same(finding), finding)
        ordered.extend(kept.values())
    return ordered


def _order(finding: Finding) -> tuple[str, int, int, str, int, str]:
    return finding.order
