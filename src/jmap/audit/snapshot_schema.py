"""The JSON Schema of a snapshot."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from jmap.audit.snapshot_text import VERSION
from jmap.faults import Severity
from jmap.rules.registry import QUALITY

Schema: TypeAlias = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_NUMBER: Final[Schema] = {"type": "number"}
_SHOWN: Final[Schema] = {
    "type": ["number", "null"],
    "minimum": 0,
    "maximum": 100,
    "description": "Cut to one decimal; null where nothing applied.",
}
_EXACT: Final[Schema] = {
    "type": ["string", "null"],
    "pattern": "^[0-9]+/[1-9][0-9]*$",
    "description": "The same, exact, as a fraction such as `43/50`.",
}
_DAY: Final[Schema] = {"type": "string", "format": "date"}
_CODES: Final[Schema] = {"pattern": "^JM[0-9]{3}$"}


def snapshot_schema() -> Schema:
    """Return the schema (2020-12) of what `jmap audit --save` writes."""
    properties: dict[str, Schema] = {
        "version": {"const": VERSION, "description": "Goes up when a key changes its meaning or goes."},
        "as_of": _DAY | {"description": "The date judged by."},
        "ruler": _TEXT | {"description": "What tells two sets of rules apart: a hash over `measures`."},
        "complete": {"type": "boolean", "description": "Whether the whole workspace was asked for."},
        "measured": {"type": "boolean", "description": "Whether measures of an event log were in sight."},
        "measures": _measures(),
        "score": {"$ref": "#/$defs/score"},
        "maps": _by(_TEXT, _map()) | {"description": "By the id of the map."},
        "findings": _findings("Open, those of drafts included; by file, rule, fingerprint."),
        "accepted": _findings("Not held against it.", how={"enum": ["suppressed", "baselined"]}),
        "closed": _findings("Open in an earlier snapshot, and gone.", last_seen=_DAY),
        "unseen": _findings("Open before, and not looked at since.", last_seen=_DAY),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Snapshot of jmap",
        "description": "What `jmap audit --save` writes to `audits/`.",
        **_closed(properties),
        "$defs": {"score": _score()},
    }


def _measures() -> Schema:
    texts = {"type": "array", "items": _TEXT}
    override = _closed({"paths": texts, "select": texts, "ignore": texts})
    rule = {
        "type": "array",
        "description": "Revision, severity, options; then what overrides say, where not all files are asked.",
        "prefixItems": [_COUNT, _severity(), _by(_TEXT, _NUMBER), {"type": "array", "items": override}],
        "minItems": 3,
        "items": False,
    }
    band = {"type": "array", "prefixItems": [_TEXT, _NUMBER], "minItems": 2, "items": False}
    return _closed(
        {
            "formula": _COUNT | {"description": "The version of the formula of the score."},
            "rules": _by(_CODES, rule),
            "categories": _by({"enum": [*QUALITY.values()]}, _NUMBER) | {"description": "Their weights."},
            "severities": _by(_severity(), _COUNT) | {"description": "What a rule of each weighs."},
            "bands": {"type": "array", "items": band, "description": "Grades, and from which score on."},
        }
    ) | {"description": "All that the ruler consists of."}


def _score() -> Schema:
    count = _closed({"passed": _COUNT, "applicable": _COUNT, "weight": _COUNT})
    return _closed(
        {
            "overall": _SHOWN,
            "exact": _EXACT,
            "grade": {"enum": ["A", "B", "C", "D", "E", ""], "description": "Empty for a draft."},
            "capped_by": _TEXT | {"description": "The rule that holds the grade down, or empty."},
            "weakest": _TEXT | {"description": "The weakest category, or empty."},
            "categories": _by({"enum": [*QUALITY.values()]}, _closed({"score": _SHOWN, "exact": _EXACT})),
            "rules": _by(_CODES, count),
        }
    )


def _map() -> Schema:
    metric = _closed(
        {
            "actual": {"type": ["number", "null"]},
            "period": _TEXT | {"description": "The period of the value, or empty."},
            "state": {"enum": ["on target", "missed", "no target", "no data"]},
        }
    )
    return _closed(
        {
            "title": _TEXT,
            "file": _TEXT | {"description": "The path below the workspace root, with `/`."},
            "status": {"enum": ["draft", "active"]},
            "score": {"$ref": "#/$defs/score"},
            "metrics": _by(_TEXT, metric),
        }
    )


def _findings(what: str, **more: Schema) -> Schema:
    finding = _closed(
        {
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
            "rule": {"type": "string", **_CODES},
            "severity": _severity(),
            "map": _TEXT | {"description": "The id of the map, or empty."},
            "file": _TEXT,
            "message": _TEXT,
            **more,
        }
    )
    return {"type": "array", "items": finding, "description": what}


def _severity() -> Schema:
    return {"enum": [severity.value for severity in Severity]}


def _by(keys: Schema, values: Schema) -> Schema:
    return {"type": "object", "propertyNames": keys, "additionalProperties": values}


def _closed(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
