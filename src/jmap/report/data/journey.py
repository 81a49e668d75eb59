"""How a journey is doing, and what to do first, as data with its schema."""

from __future__ import annotations

from typing import Any, Final

from jmap.audit.behaviour import Behaviour
from jmap.audit.experience import EmotionLine, FeltAt, LevelLine, MomentLine
from jmap.audit.metric_lines import MetricLine
from jmap.audit.priorities import OpportunityLine, Unanswered
from jmap.audit.review import Review
from jmap.render.data_values import Schema, closed, data_of, object_schema, schema_of

_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}


def journey_data(review: Review) -> dict[str, Any]:
    """Return how a journey is doing. Objects stand by id; `at` is the id of a touchpoint or stage."""
    return {
        "metrics": {each.id: _metric(each) for each in review.metrics},
        "moments_of_truth": {each.id: _without(data_of(each), "id") for each in review.moments},
        "emotion": _emotion(review.emotion) if review.emotion is not None else None,
        "service_levels": {each.id: _without(data_of(each), "id") for each in review.levels},
        "behaviour": data_of(review.behaviour),
        "opportunities": {each.id: _without(data_of(each), "id") for each in review.priorities.opportunities},
        "agreement": review.priorities.agreement,
        "unanswered": data_of(review.priorities.unanswered),
    }


def journey_schema(definitions: dict[str, Schema]) -> Schema:
    """Return the schema of how a journey is doing."""
    return closed(
        {
            "metrics": _by_id(_metric_schema(definitions)),
            "moments_of_truth": _by_id(_object(MomentLine, definitions)),
            "emotion": {"anyOf": [_emotion_schema(definitions), {"type": "null"}]},
            "service_levels": _by_id(_object(LevelLine, definitions)),
            "behaviour": schema_of(Behaviour, definitions),
            "opportunities": _by_id(_object(OpportunityLine, definitions)),
            "agreement": {
                "type": ["number", "null"],
                "minimum": -1,
                "maximum": 1,
                "description": "Spearman's rank correlation of RICE and Ulwick; null with fewer than 5.",
            },
            "unanswered": {"type": "array", "items": schema_of(Unanswered, definitions)},
        }
    )


def _metric(line: MetricLine) -> dict[str, Any]:
    data = _without(data_of(line), "id")
    standing = data.pop("standing")
    period = line.standing.period
    return {**data, **standing, "period": period.text if period is not None else None}


def _metric_schema(definitions: dict[str, Schema]) -> Schema:
    properties = dict(object_schema(MetricLine, definitions)["properties"])
    name = properties.pop("standing")["$ref"].rpartition("/")[2]
    del properties["id"]
    # What stands in the place of the record is its own keys, and a period as it is written.
    standing = definitions.pop(name)["properties"]
    definitions.pop("PeriodText", None)
    period = _TEXT_OR_NULL | {"description": "That of the value, as it is written."}
    return closed({**properties, **standing, "period": period})


def _emotion(line: EmotionLine) -> dict[str, Any]:
    data: dict[str, Any] = data_of(line)
    for name in ("low", "peak", "end"):
        data[name] = _felt(getattr(line, name))
    data["cliffs"] = [
        {"start": _felt(each.start), "end": _felt(each.end), "fall": data_of(each.fall)}
        for each in line.cliffs
    ]
    return data


def _felt(point: FeltAt) -> dict[str, Any]:
    return {"at": point.where.id, **data_of(point)}


def _emotion_schema(definitions: dict[str, Schema]) -> Schema:
    schema = object_schema(EmotionLine, definitions)
    point = definitions["FeltAt"]
    at: Schema = {"type": "string", "description": "The id of the touchpoint or stage."}
    definitions["FeltAt"] = {**point, **closed({"at": at, **point["properties"]})}
    return schema


def _object(cls: Any, definitions: dict[str, Schema]) -> Schema:
    return closed(_without(object_schema(cls, definitions)["properties"], "id"))


def _by_id(schema: Schema) -> Schema:
    return {"type": "object", "additionalProperties": schema}


def _without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}
