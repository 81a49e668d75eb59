"""The JSON Schema (2020-12) that editors use, made from the model."""

from __future__ import annotations

from jmap.model.conditions import ConditionKind
from jmap.model.described import JsonSchema, shape_of
from jmap.model.health import SOURCES
from jmap.model.journey_file import LIBRARY_KEYS, MAP_REQUIRES, SECTIONS, JourneyFile
from jmap.model.kinds import Section
from jmap.model.kinds.lists import NOTHING
from jmap.model.kinds.objects import object_schema


def json_schema() -> JsonSchema:
    """Return the schema of a journey file.

    It says what one file alone may hold; whether ids and paths lead anywhere is for `jmap validate`.
    """
    shape = shape_of(JourneyFile)
    body = object_schema(shape)
    only_maps = [key for key in shape.fields if key not in LIBRARY_KEYS]
    definitions: JsonSchema = {
        "Condition": ConditionKind().definition(),
        "Milestone": ConditionKind(milestone=True).definition(),
    }
    for section in SECTIONS:
        kind = shape.fields[section].kind
        if isinstance(kind, Section):
            inner = [field.kind for field in shape_of(kind.cls).fields.values()]
            for each in (kind, *inner):
                if isinstance(each, Section):
                    definitions[each.cls.__name__] = each.definition()
    definitions["Indicator"]["oneOf"] = [{"required": [key]} for key in SOURCES]
    with_phase = {"type": "object", "required": ["phase"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Customer journey map",
        "description": "A journey map or a library of jmap, format version 1.",
        **body,
        "if": {"anyOf": [{"required": ["stages"]}, {"required": ["touchpoints"]}]},
        "then": {
            "required": [*MAP_REQUIRES],
            "properties": {key: {"not": NOTHING} for key in MAP_REQUIRES},
        },
        "else": {"properties": dict.fromkeys(only_maps, False)},
        "allOf": [
            {
                "if": {"properties": {"scope": {"const": "lifecycle"}}, "required": ["scope"]},
                "then": {
                    "properties": {
                        "stages": {
                            "additionalProperties": with_phase,
                            "patternProperties": {"^x-": {}},
                        }
                    }
                },
            }
        ],
        "$defs": definitions,
    }
