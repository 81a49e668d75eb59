"""Findings and facts as plain data and back: for a cache, and between processes.

The lines that findings show are listed once, and each finding gives their numbers in that list: many findings
may lie on one line, and it may be long.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jmap.faults import On, Severity, Span
from jmap.findings.examine import Examined
from jmap.findings.finding import Finding, Spot
from jmap.findings.suppressions import Suppression
from jmap.workspace.facts import Facts, Lead


def pack(examined: Examined) -> list[Any]:
    """Return the result of a file as lists, texts and numbers."""
    lines: dict[str, int] = {}
    findings = [_pack_finding(each, lines) for each in examined.findings]
    return [
        _pack_facts(examined.facts),
        list(lines),
        findings,
        examined.reads,
        examined.paths,
        examined.first.isoformat() if examined.first is not None else "",
        examined.last.isoformat() if examined.last is not None else "",
        examined.lasting,
        [_pack_suppression(each) for each in examined.suppressions],
        examined.withheld,
    ]


def unpack(data: Any) -> Examined:
    """Return the result that was packed. Raises ValueError, TypeError, KeyError where it was not."""
    facts, lines, findings, reads, paths, first, last, lasting, comments, withheld = data
    by_number = dict(enumerate(_texts(lines)))
    return Examined(
        _unpack_facts(facts),
        tuple(_unpack_finding(each, by_number) for each in findings),
        _texts(reads),
        tuple((_text(file), _text(mention)) for file, mention in paths),
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        bool(lasting),
        tuple(_unpack_suppression(each) for each in comments),
        _texts(withheld),
    )


def _pack_facts(facts: Facts) -> list[Any]:
    return [
        facts.path,
        facts.is_map,
        facts.sound,
        facts.sees,
        facts.defines,
        facts.mentions,
        facts.metrics,
        facts.variants,
        [(each.purpose, each.target, each.route) for each in facts.leads],
        facts.open,
    ]


def _unpack_facts(data: Any) -> Facts:
    path, is_map, sound, sees, defines, mentions, metrics, variants, leads, still_open = data
    return Facts(
        _text(path),
        bool(is_map),
        bool(sound),
        _texts(sees),
        _texts(defines),
        _texts(mentions),
        tuple((_text(a), _text(b), _text(c), _text(d)) for a, b, c, d in metrics),
        tuple((_text(a), _text(b), _text(c)) for a, b, c in variants),
        tuple(Lead(_text(purpose), _text(target), _route(route)) for purpose, target, route in leads),
        tuple((_text(library), _text(mention)) for library, mention in still_open),
    )


def _pack_finding(finding: Finding, lines: dict[str, int]) -> list[Any]:
    return [
        finding.rule,
        finding.name,
        finding.severity.value,
        finding.message,
        finding.hint,
        _pack_spot(finding.spot, lines),
        finding.route,
        finding.on.value,
        finding.fingerprint,
        [_pack_spot(each, lines) for each in finding.related],
        finding.map,
        finding.more,
    ]


def _unpack_finding(data: Any, lines: dict[int, str]) -> Finding:
    rule, name, severity, message, hint, spot, route, on, fingerprint, related, map_, more = data
    return Finding(
        rule=_text(rule),
        name=_text(name),
        severity=Severity(severity),
        message=_text(message),
        hint=_text(hint),
        spot=_unpack_spot(spot, lines),
        route=_route(route),
        on=On(on),
        fingerprint=_text(fingerprint),
        related=tuple(_unpack_spot(each, lines) for each in related),
        map=_text(map_),
        more=_whole(more),
    )


def _pack_spot(spot: Spot, lines: dict[str, int]) -> list[Any]:
    def number(line: str) -> int:
        return lines.setdefault(line, len(lines))

    span = spot.span
    place = [spot.file, span.line, span.column, span.end_line, span.end_column, spot.label]
    further = [(at, number(line)) for at, line in spot.further]
    return [*place, [number(line) for line in spot.lines], further]


def _unpack_spot(data: Any, lines: dict[int, str]) -> Spot:
    file, line, column, end_line, end_column, label, shown, further = data
    return Spot(
        _text(file),
        Span(_whole(line), _whole(column), _whole(end_line), _whole(end_column)),
        _text(label),
        tuple(lines[number] for number in shown),
        tuple((_whole(at), lines[number]) for at, number in further),
    )


def _pack_suppression(each: Suppression) -> list[Any]:
    return [
        each.file,
        _pack_span(each.span),
        each.line,
        [(code.text, _pack_span(code.span)) for code in each.codes],
        each.reason,
        each.until,
        _pack_span(each.until_span),
        each.void,
        [(slip.rule, slip.message, slip.hint, _pack_span(slip.span), slip.offending) for slip in each.slips],
        _pack_span(each.covers),
        each.route,
    ]


def _unpack_suppression(data: Any) -> Suppression:
    # Loaded by the first suppression: a run without starts faster.
    from jmap.findings.directive import Code, Slip

    file, span, line, codes, reason, until, until_span, void, slips, covers, route = data
    return Suppression(
        _text(file),
        _unpack_span(span),
        _text(line),
        tuple(Code(_text(text), _unpack_span(where)) for text, where in codes),
        _text(reason),
        _text(until),
        _unpack_span(until_span) if until_span else None,
        bool(void),
        tuple(
            Slip(_text(rule), _text(message), _text(hint), _unpack_span(where), _text(offending))
            for rule, message, hint, where, offending in slips
        ),
        _unpack_span(covers) if covers else None,
        _route(route),
    )


def _pack_span(span: Span | None) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column] if span is not None else []


def _unpack_span(data: Any) -> Span:
    line, column, end_line, end_column = data
    return Span(_whole(line), _whole(column), _whole(end_line), _whole(end_column))


def _route(steps: Any) -> tuple[str | int, ...]:
    return tuple(step if type(step) is int else _text(step) for step in steps)


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("a whole number was expected")
    return value
