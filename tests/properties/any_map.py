"""Whole maps and libraries of the format, made from the schema that the model describes itself by."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jmap.model.bind import Bound, bind
from jmap.model.schema import json_schema
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence
from tests.properties.choices import Choices
from tests.properties.schema_values import IDS, SchemaValues

PATHS = {"uses": "library.journey.yaml", "file": "research.md"}
OTHER_MAP = "other.journey.yaml"
FILES = {
    "library.journey.yaml": "jmap: 1\nteams: {library-team: Team of the library}\n",
    "other.journey.yaml": "jmap: 1\ntitle: The other map\nstages: {only: {}}\n",
    "research.md": "What people said.\n",
}
"""Files that a workspace needs beside any map, so that each path in it leads somewhere."""


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of a journey file."""
    return json_schema()


def any_map(pick: Choices) -> dict[str, Any]:
    """Return a map: ids are free to lead nowhere."""
    whole = schema()
    needed = whole["then"]["required"]
    known = {key: {**whole["properties"][key], **whole["then"]["properties"][key]} for key in needed}
    body = {**whole, "properties": {**whole["properties"], **known}}
    body["required"] = [*whole["required"], *needed]
    value: dict[str, Any] = SchemaValues(whole, pick).value(body)
    return value


def any_library(pick: Choices) -> dict[str, Any]:
    """Return a library: ids are free to lead nowhere."""
    whole = schema()
    known = {key: each for key, each in whole["properties"].items() if key not in whole["else"]["properties"]}
    value: dict[str, Any] = SchemaValues(whole, pick).value({**whole, "properties": known})
    return value


def any_sound_map(pick: Choices) -> dict[str, Any]:
    """Return a map whose ids and paths lead somewhere, as far as its shape allows."""
    data = any_map(pick)
    maker = SchemaValues(schema(), pick)
    for _ in range(10):
        _say_phases(data, pick)
        bound = bound_of(data)
        for path in bound.paths:
            _put(data, path.route, PATHS.get(path.purpose, OTHER_MAP))
        missing = [each for each in bound.references if each.id not in getattr(bound.file, each.section)]
        missing = [each for each in missing if not each.soft or bound.file.teams]
        for each in [each for each in missing if each.soft]:
            _put(data, each.route, next(iter(bound.file.teams)))
        if not missing:
            break
        for each in missing:
            if not isinstance(data.get(each.section), dict):
                data[each.section] = {}
            if not each.soft:
                data[each.section][each.id] = maker.value(_least(each.section), depth=2)
    return data


def bound_of(data: dict[str, Any]) -> Bound:
    """Return data bound as a file would be that holds it."""
    return bind(_node(data))


def _node(value: Any) -> Node:
    if isinstance(value, dict):
        mapping = Mapping((0, 0))
        mapping.entries = {
            key: (Scalar(key, False, (0, 0), (0, 0)), _node(each)) for key, each in value.items()
        }
        return mapping
    if isinstance(value, list):
        sequence = Sequence((0, 0))
        sequence.items = [_node(each) for each in value]
        return sequence
    if isinstance(value, str):
        return Scalar(value, False, (0, 0), (0, 0))
    return Scalar(json.dumps(value), True, (0, 0), (0, 0))


def _least(section: str) -> dict[str, Any]:
    """Return the schema of a section's objects with no more keys than an object needs."""
    [found] = [each for each in schema()["properties"][section]["anyOf"] if "additionalProperties" in each]
    name = found["additionalProperties"]["anyOf"][0]["$ref"].rpartition("/")[2]
    definition: dict[str, Any] = schema()["$defs"][name]
    needed = definition.get("required", ())
    return {**definition, "properties": {key: definition["properties"][key] for key in needed}}


def _say_phases(data: dict[str, Any], pick: Choices) -> None:
    """Give every stage of a lifecycle its phase, which no part of the schema asks for by itself."""
    if data.get("scope") != "lifecycle":
        return
    phases = schema()["$defs"]["Stage"]["properties"]["phase"]["anyOf"][0]["enum"]
    for id_, stage in data["stages"].items():
        if not isinstance(stage, dict) or stage.get("phase") not in phases:
            rest = stage if isinstance(stage, dict) else {}
            data["stages"][id_] = {**rest, "phase": pick.one_of(phases)}


def _put(data: Any, route: tuple[str | int, ...], value: str) -> None:
    for step in route[:-1]:
        data = data[step]
    data[route[-1]] = value


__all__ = ["FILES", "IDS", "any_library", "any_map", "any_sound_map", "bound_of"]
