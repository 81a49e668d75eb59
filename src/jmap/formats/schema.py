"""The JSON Schema of what `json` and `jsonl` print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from jmap.faults import Severity
from jmap.formats.json import VERSION

Schema: TypeAlias = dict[str, Any]

_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_FROM_ONE: Final[Schema] = {"type": "integer", "minimum": 1}
_PLACE: Final[Mapping[str, Schema]] = {
    "file": {"type": "string", "description": "The path below the workspace root, with `/`."},
    "line": _FROM_ONE | {"description": "From 1."},
    "column": _FROM_ONE | {"description": "From 1, in code points."},
    "end_line": _FROM_ONE | {"description": "The line of the end."},
    "end_column": _FROM_ONE | {"description": "The first column that is not meant any more."},
}


def findings_schema() -> Schema:
    """Return the schema (2020-12) of the document; `$defs/finding` is that of a line of `jsonl`."""
    findings = {"type": "array", "items": {"$ref": "#/$defs/finding"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of jmap",
        "description": "What `--format json` prints; a line of `--format jsonl` is one finding."
        " What `audit` adds has a schema of its own.",
        "type": "object",
        "properties": {
            "version": {"const": VERSION, "description": "Goes up when a key changes or goes."},
            "summary": {"$ref": "#/$defs/summary"},
            "findings": findings
            | {"description": "What is held against the run, by file, line, column, rule."},
            "truncated": {
                "type": "array",
                "items": {"$ref": "#/$defs/truncated"},
                "description": "Where a file has so many findings of one rule that the last entry of that"
                " rule only counts the others; there only where something was cut.",
            },
            "errors": findings | {"description": "Of `audit`: what kept maps from being audited."},
            "as_of": {"type": "string", "format": "date", "description": "Of `audit`: the date judged by."},
            "ruler": {"type": "string", "description": "Of `audit`: what tells two sets of rules apart."},
            "change": {"description": "Of `audit`: the difference to an earlier audit; null without one."},
            "verdict": {"type": "string", "description": "Of `audit`: two sentences."},
            "notes": {"type": "array", "description": "Of `audit`: what to know of how it was made."},
            "gate": {"type": "array", "description": "Of `audit`: each condition with its value."},
            "trend": {"type": "array", "description": "Of `audit`: the scores of all audits kept."},
            "of_workspace": {"type": "array", "description": "Of `audit`: fingerprints of no map alone."},
            "portfolio": {"type": "object", "description": "Of `audit`: all maps together."},
            "score": {"type": "object", "description": "Of `audit`: the score of the workspace."},
            "score_with_accepted": {
                "type": "object",
                "description": "Of `audit`: the same with the subjects that are accepted.",
            },
            "maps": {
                "type": "object",
                "description": "Of `audit`: score and state of each map, by its id.",
                "additionalProperties": {"type": "object"},
            },
        },
        "required": ["version", "summary", "findings"],
        "additionalProperties": False,
        "$defs": {
            "summary": _summary(),
            "finding": _finding(),
            "related": _related(),
            "truncated": _truncated(),
        },
    }


def _summary() -> Schema:
    return _closed(
        {
            "files": _COUNT | {"description": "Files read."},
            "errors": _COUNT,
            "warnings": _COUNT,
            "infos": _COUNT,
            "suppressed": _COUNT | {"description": "Findings that a comment silences."},
            "baselined": _COUNT | {"description": "Findings that the baseline holds."},
        }
    )


def _finding() -> Schema:
    return _closed(
        {
            "rule": {"type": "string", "pattern": "^JM[0-9]{3}$"},
            "name": {"type": "string", "description": "The rule's name, such as `unknown-reference`."},
            "severity": {"enum": [severity.value for severity in Severity]},
            "message": {"type": "string"},
            "hint": {"type": "string", "description": "What to do; may be empty."},
            **_PLACE,
            "path": {
                "type": "array",
                "items": {"type": ["string", "integer"]},
                "description": "The keys and indexes that lead to the place.",
            },
            "fingerprint": {
                "type": "string",
                "pattern": "^[0-9a-f]{16}$",
                "description": "Stays the same while lines and words change.",
            },
            "related": {"type": "array", "items": {"$ref": "#/$defs/related"}},
        }
    )


def _related() -> Schema:
    return _closed({**_PLACE, "message": {"type": "string"}})


def _truncated() -> Schema:
    return _closed(
        {
            "file": _PLACE["file"],
            "rule": {"type": "string", "pattern": "^JM[0-9]{3}$"},
            "severity": {"enum": [severity.value for severity in Severity]},
            "more": _FROM_ONE | {"description": "How many findings are counted and not told."},
        }
    )


def _closed(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
