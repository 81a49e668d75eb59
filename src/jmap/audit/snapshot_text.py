"""A snapshot as text: JSON with one finding, one count, one metric on a line, so that a diff reads well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from jmap.audit.score import shown
from jmap.audit.snapshot import FindingThen, MapThen, ScoreThen, Snapshot
from jmap.formats.sinks.json_text import line

VERSION: Final = 1
"""Goes up when a key changes its meaning or goes."""


def snapshot_text(snapshot: Snapshot) -> str:
    """Return a snapshot as text, the same for the same snapshot."""
    return "\n".join(_lines(snapshot_data(snapshot), "")) + "\n"


def snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as plain data.

    Scores are told twice: cut to a decimal for people, and exact, as a fraction such as `43/50`.
    """
    return {
        "version": VERSION,
        "as_of": snapshot.as_of.isoformat(),
        "ruler": snapshot.ruler,
        "complete": snapshot.complete,
        "measured": snapshot.measured,
        "measures": {**snapshot.measures},
        "score": _score(snapshot.score),
        "maps": {id_: _map(snapshot.maps[id_]) for id_ in sorted(snapshot.maps)},
        "findings": _findings(snapshot.findings),
        "accepted": _findings(snapshot.accepted, "how"),
        "closed": _findings(snapshot.closed, "last_seen"),
        "unseen": _findings(snapshot.unseen, "last_seen"),
    }


def _score(score: ScoreThen) -> dict[str, Any]:
    return {
        **_points("overall", score.overall),
        "grade": score.grade,
        "capped_by": score.capped_by,
        "weakest": score.weakest,
        "categories": {name: _points("score", score.categories[name]) for name in score.categories},
        "rules": {
            code: {"passed": each.passed, "applicable": each.applicable, "weight": each.weight}
            for code, each in sorted(score.counts.items())
        },
    }


def _points(key: str, score: Fraction | None) -> dict[str, Any]:
    return {
        key: None if score is None else float(shown(score)),
        "exact": None if score is None else f"{score.numerator}/{score.denominator}",
    }


def _map(each: MapThen) -> dict[str, Any]:
    return {
        "title": each.title,
        "file": each.file,
        "status": each.status,
        "score": _score(each.score),
        "metrics": {
            id_: {"actual": _number(metric.actual), "period": metric.period, "state": metric.state}
            for id_, metric in sorted(each.metrics.items())
        },
    }


def _number(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


def _findings(findings: Iterable[FindingThen], *more: str) -> list[dict[str, Any]]:
    keys = ("fingerprint", "rule", "severity", "map", "file", "message", *more)
    return [{key: getattr(each, key) for key in keys} for each in findings]


def _lines(value: Any, indent: str) -> Iterator[str]:
    """Yield a value over lines: what holds nothing but plain values stands on one."""
    if not value or not _has_inner(value):
        yield line(value)
        return
    is_object = isinstance(value, Mapping)
    opening, closing = "{}" if is_object else "[]"
    yield opening
    inside = f"{indent}  "
    items = list(value.items()) if isinstance(value, Mapping) else [(None, each) for each in value]
    for index, (key, each) in enumerate(items):
        start = f"{line(key)}: " if is_object else ""
        inner = list(_lines(each, inside))
        inner[-1] += "," if index < len(items) - 1 else ""
        yield f"{inside}{start}{inner[0]}"
        yield from inner[1:]
    yield f"{indent}{closing}"


def _has_inner(value: Any) -> bool:
    """Tell whether a value is to be spread: it holds others, and is not the triple of a rule."""
    if isinstance(value, Mapping):
        return any(isinstance(each, Mapping | list) for each in value.values())
    return isinstance(value, list) and isinstance(value[0], Mapping | list)
