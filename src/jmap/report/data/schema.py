"""The JSON Schema of what `jmap audit --format json` prints, made from the records of the review."""

from __future__ import annotations

from typing import Any, Final

from jmap.audit.gate import Condition
from jmap.audit.portfolio import Portfolio
from jmap.audit.scorecard import ScoreRow
from jmap.audit.where import Where
from jmap.formats.schema import findings_schema
from jmap.render.data_values import Schema, closed, schema_of
from jmap.report.data.change import change_schema, trend_schema
from jmap.report.data.fractions import EXACT, GRADE, SHOWN
from jmap.report.data.journey import journey_schema
from jmap.rules.registry import QUALITY

_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_TEXT: Final[Schema] = {"type": "string"}
_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_SCORE: Final[Schema] = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
_PRINTS: Final[Schema] = {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-f]{16}$"}}


def audit_schema() -> Schema:
    """Return the schema (2020-12) of the document; `findings` are told as in `findings_schema`."""
    findings = findings_schema()
    told = findings["properties"]
    definitions: dict[str, Schema] = {}
    change = {"anyOf": [change_schema(definitions), {"type": "null"}]}
    properties: dict[str, Schema] = {
        **{name: told[name] for name in ("version", "summary", "findings", "truncated", "as_of", "ruler")},
        "verdict": _TEXT
        | {"description": "Two sentences: how far to trust the maps, how journeys are doing."},
        "notes": {"type": "array", "items": _TEXT},
        "gate": {
            "type": "array",
            "items": schema_of(Condition, definitions),
            "description": "Each condition that the config sets; `met` is null where it cannot be judged.",
        },
        "change": change | {"description": "Since an earlier audit; null where none is known."},
        "trend": trend_schema() | {"description": "All audits kept, the oldest first, this one last."},
        "errors": told["errors"],
        "score": _score(),
        "score_with_accepted": _score(),
        "maps": {"type": "object", "additionalProperties": _map(definitions), "description": "By id."},
        "of_workspace": _PRINTS | {"description": "Findings that concern no map alone, by fingerprint."},
        "portfolio": schema_of(Portfolio, definitions),
    }
    document = closed(properties)
    document["required"] = [name for name in document["required"] if name != "truncated"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Audit of jmap",
        "description": "What `jmap audit --format json` prints. Durations are seconds. Scores and points are"
        " cut to one decimal, with the exact fraction beside them.",
        **document,
        "$defs": {**definitions, **findings["$defs"]},
    }


def _map(definitions: dict[str, Schema]) -> Schema:
    return closed(
        {
            "title": _TEXT,
            "file": _TEXT,
            "status": {"enum": ["draft", "active"]},
            "owner": _TEXT_OR_NULL | {"description": "The name of who answers for the map."},
            "reviewed": {"type": ["string", "null"], "format": "date"},
            "lang": _TEXT,
            "score": _score(),
            "score_with_accepted": _score(),
            "journey": journey_schema(definitions),
            "scorecard": {"type": "array", "items": schema_of(ScoreRow, definitions)},
            "fixes": _fixes(definitions) | {"description": "What the score counts, by points recovered."},
            "problems": _fixes(definitions) | {"description": "What is wrong with the journey itself."},
            "findings": _PRINTS,
            "accepted": _PRINTS,
        }
    )


def _fixes(definitions: dict[str, Schema]) -> Schema:
    fix: dict[str, Any] = {
        "number": _TEXT | {"description": "That on the page of the map, such as `F-01`."},
        "fingerprint": _PRINTS["items"],
        "rule": _TEXT,
        "severity": {"enum": ["error", "warning", "info"]},
        "message": _TEXT,
        "hint": _TEXT,
        "points": SHOWN,
        "points_exact": EXACT,
        "place": _TEXT | {"description": "The object in words; may be empty."},
        "owner": _TEXT_OR_NULL,
        "due": {"type": ["string", "null"], "format": "date"},
        "state": {
            "enum": ["new", "reopened", "expired", "unchanged", None],
            "description": "Against the earlier audit; null without one.",
        },
        "where": schema_of(Where, definitions),
    }
    return {"type": "array", "items": closed(fix)}


def _score() -> Schema:
    count = closed(
        {
            "category": {"enum": list(QUALITY.values())},
            "weight": _COUNT,
            "passed": _COUNT,
            "applicable": _COUNT,
            "gain": SHOWN | {"description": "Points that one subject more would recover."},
            "gain_exact": EXACT,
        }
    )
    category = closed({"score": _SCORE, "exact": EXACT})
    return closed(
        {
            "overall": _SCORE,
            "exact": EXACT,
            "grade": GRADE,
            "capped_by": _TEXT_OR_NULL | {"description": "The rule whose open error holds the grade at D."},
            "weakest": {"enum": [*QUALITY.values(), None]},
            "categories": closed(dict.fromkeys(QUALITY.values(), category)),
            "rules": {"type": "object", "additionalProperties": count},
        }
    )
