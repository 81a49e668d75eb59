"""The JSON Schema of a map's JSON, made from the same records as the data."""

from __future__ import annotations

from typing import Any, Final

from jmap.formats.schema import findings_schema
from jmap.model.described import shape_of
from jmap.model.journey_file import SECTIONS, JourneyFile
from jmap.model.kinds import Section
from jmap.render.data_figures import FIGURES
from jmap.render.data_map import VERSION
from jmap.render.data_measured import MapSeen
from jmap.render.data_records import CurveData, EmotionFigures, FileRead, Lifecycle, Place
from jmap.render.data_values import Schema, closed, object_schema, schema_of
from jmap.rules.registry import QUALITY
from jmap.workspace.changes import Change

_SCORE: Final[Schema] = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_TEXT: Final[Schema] = {"type": "string"}


def render_schema() -> Schema:
    """Return the schema (2020-12) of what `jmap render --format json` writes."""
    definitions: dict[str, Schema] = {}
    findings = findings_schema()["$defs"]
    properties: dict[str, Schema] = {
        "version": {"const": VERSION, "description": "Goes up when a key changes its meaning or goes."},
        "as_of": {"type": "string", "format": "date", "description": "The date judged by."},
        "map": _head(definitions),
        **{section: _list(_object(section, definitions)) for section in SECTIONS},
        "curves": _list(schema_of(CurveData, definitions)),
        "emotion": schema_of(EmotionFigures | None, definitions),
        "lifecycle": schema_of(Lifecycle, definitions),
        "score": {"anyOf": [_score(), {"type": "null"}], "description": "Null where nothing was audited."},
        "findings": _list({"$ref": "#/$defs/finding"}),
        "changes": {"anyOf": [_changes(definitions), {"type": "null"}]},
        "measured": schema_of(MapSeen | None, definitions),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Resolved map of jmap",
        "description": "What `jmap render --format json` writes of a map.",
        **closed(properties),
        "$defs": {**definitions, "finding": findings["finding"], "related": findings["related"]},
    }


def _head(definitions: dict[str, Schema]) -> Schema:
    written = object_schema(JourneyFile, definitions)["properties"]
    kept = {key: schema for key, schema in written.items() if key not in (*SECTIONS, "jmap")}
    return closed(
        {
            "id": _TEXT | {"description": "The path below the workspace root without the suffix."},
            **kept,
            "title": _TEXT,
            "point_of_view": {"type": ["string", "null"], "description": "Id of the persona whose it is."},
            "source": schema_of(FileRead, definitions),
            "libraries": _list(schema_of(FileRead, definitions)),
        }
    )


def _object(section: str, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of an object of a section: what is written, where, and what follows."""
    kind: Any = shape_of(JourneyFile).fields[section].kind
    if not isinstance(kind, Section):
        raise TypeError(section)
    properties = dict(object_schema(kind.cls, definitions)["properties"])
    properties["at"] = schema_of(Place, definitions)
    if section in FIGURES:
        properties["resolved"] = schema_of(FIGURES[section], definitions)
    return closed(properties)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _score() -> Schema:
    count = closed(
        {
            "category": _TEXT,
            "weight": _COUNT,
            "passed": _COUNT,
            "applicable": _COUNT,
            "gain": {
                "type": ["number", "null"],
                "description": "Points that one subject more would recover.",
            },
        }
    )
    return closed(
        {
            "overall": _SCORE,
            "grade": {"enum": ["A", "B", "C", "D", "E", None]},
            "capped_by": {"type": ["string", "null"]},
            "weakest": {"type": ["string", "null"]},
            "categories": closed({name: closed({"score": _SCORE}) for name in QUALITY.values()}),
            "rules": {"type": "object", "additionalProperties": count},
        }
    )


def _changes(definitions: dict[str, Schema]) -> Schema:
    objects = _list(schema_of(Change, definitions))
    return closed(
        {"of": _TEXT | {"description": "The path of the map that this one changes."}, "objects": objects}
    )
