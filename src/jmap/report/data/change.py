"""What changed since last time and the trend, as data with their schema."""

from __future__ import annotations

from typing import Any

from jmap.audit.change import STATES, Change, MetricMoved
from jmap.audit.moved import split
from jmap.audit.snapshot import FindingThen
from jmap.audit.trend import TrendPoint
from jmap.render.data_values import Schema, closed, data_of, schema_of
from jmap.report.data.fractions import EXACT, GRADE, SHOWN, exact, moved_data, moved_schema, number


def change_data(change: Change) -> dict[str, Any]:
    """Return what changed; `content` and `ruler` sum to the score's `by`, as shown and exact."""
    parts = split(change)
    return {
        "kind": change.kind,
        "since": change.since,
        "score": moved_data(change.score),
        "weakest_before": change.weakest_before or None,
        "content": float(parts[0]) if parts is not None else None,
        "content_exact": exact(change.content),
        "ruler": float(parts[1]) if parts is not None else None,
        "ruler_exact": exact(change.ruler),
        "shared": change.shared,
        "why": change.why,
        "ruler_before": change.ruler_before,
        "ruler_changes": list(change.ruler_changes),
        "categories": {name: moved_data(each) for name, each in change.categories.items()},
        "maps": {id_: moved_data(each) for id_, each in change.maps.items()},
        "maps_added": list(change.maps_added),
        "maps_gone": list(change.maps_gone),
        "counts": {state: change.count(state) for state in STATES},
        "states": dict(change.states),
        "fixed": data_of(change.fixed),
        "not_looked_at": change.not_looked_at,
        "metrics": data_of(change.metrics),
    }


def change_schema(definitions: dict[str, Schema]) -> Schema:
    """Return the schema of what changed."""
    definitions["Moved"] = moved_schema()
    moved = {"$ref": "#/$defs/Moved"}
    text: Schema = {"type": "string"}
    texts: Schema = {"type": "array", "items": text}
    count: Schema = {"type": "integer", "minimum": 0}
    return closed(
        {
            "kind": {"enum": ["snapshot", "revision"]},
            "since": text | {"description": "The day of the snapshot, or the revision as it was named."},
            "score": moved,
            "weakest_before": {"type": ["string", "null"]},
            "content": SHOWN | {"description": "Points by what the maps say; null where nothing compares."},
            "content_exact": EXACT,
            "ruler": SHOWN | {"description": "Points by other rules; null where nothing compares."},
            "ruler_exact": EXACT,
            "shared": {
                "type": ["integer", "null"],
                "description": "How many rules both rulers share, where they differ.",
            },
            "why": text | {"description": "Why nothing compares, in words; may be empty."},
            "ruler_before": text,
            "ruler_changes": texts,
            "categories": {"type": "object", "additionalProperties": moved},
            "maps": {"type": "object", "additionalProperties": moved},
            "maps_added": texts,
            "maps_gone": texts,
            "counts": closed(dict.fromkeys(STATES, count)),
            "states": {
                "type": "object",
                "additionalProperties": {"enum": list(STATES)},
                "description": "Of findings that are open or accepted now, by fingerprint.",
            },
            "fixed": {"type": "array", "items": schema_of(FindingThen, definitions)},
            "not_looked_at": count,
            "metrics": {"type": "array", "items": schema_of(MetricMoved, definitions)},
        }
    )


def trend_data(points: tuple[TrendPoint, ...]) -> list[dict[str, Any]]:
    """Return the scores of all audits, the oldest first."""
    return [
        {
            "as_of": point.as_of.isoformat(),
            "overall": number(point.overall),
            "exact": exact(point.overall),
            "grade": point.grade or None,
            "ruler": point.ruler,
            "breaks": point.breaks,
            "now": point.now,
            "findings": point.findings,
        }
        for point in points
    ]


def trend_schema() -> Schema:
    """Return the schema of the trend."""
    return {
        "type": "array",
        "items": closed(
            {
                "as_of": {"type": "string", "format": "date"},
                "overall": SHOWN,
                "exact": EXACT,
                "grade": GRADE,
                "ruler": {"type": "string"},
                "breaks": {
                    "type": "boolean",
                    "description": "Whether another ruler measured the one before.",
                },
                "now": {"type": "boolean", "description": "Whether it is the audit that is told of."},
                "findings": {"type": "integer", "minimum": 0},
            }
        ),
    }
