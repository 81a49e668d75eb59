"""The JSON Schema that editors use and the binder accept the same files.

The schema is judged by another implementation over data from another YAML parser. Where the two cannot
agree, `DIFFERENT` says why.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import jmap.model.conditions
import jmap.model.described_objects
import jmap.model.measures
import jmap.model.metrics
import jmap.model.stages
import jmap.model.touchpoints
from jmap.faults import Fault, Severity
from jmap.model.bind import bind
from jmap.model.binder import Binder, is_empty
from jmap.model.described import Field, shape_of
from jmap.model.journey_file import JourneyFile
from jmap.model.schema import json_schema
from jmap.rules import registry
from jmap.yaml.nodes import Mapping
from jmap.yaml.reader import read_bytes
from tests.model.independent_yaml import load
from tests.model.values_of_the_format import VALUES
from tests.rules.harness import case_files

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

DIFFERENT = {
    "the range `3h..2h` ends before it begins": "a pattern cannot compare two lengths of time",
    "`2026-06-31` is not a day of the calendar": "a pattern knows no months of different length",
    "`2026-02-30` is not a day of the calendar": "a pattern knows no months of different length",
    "`2026-02-30` is not a period": "a pattern knows no months of different length",
    "`12%` is a percentage, but the metric has no unit": "what a metric may hold depends on its unit",
    # To a JSON Schema a number is a number, however it is written.
    "`0x1F` is not an id": "written as a number, it is an id where it has digits only",
    "`2.0` is not an id": "written as a number, it is an id where it has digits only",
    "`5.` is not an id": "written as a number, it is an id where it has digits only",
    "`+3` is not an id": "written as a number, it is an id where it has digits only",
}
"""Faults that the schema cannot tell, each with the reason."""


def errors(faults: list[Fault]) -> set[str]:
    rules = {fault.code: registry.get(fault.code).rule for fault in faults}
    weights = [fault.severity or rules[fault.code].severity for fault in faults]
    pairs = zip(faults, weights, strict=True)
    return {fault.message for fault, weight in pairs if weight is Severity.ERROR}


def case_blocks() -> Iterator[Any]:
    for _, case in case_files():
        if case.code.startswith("JM0"):
            continue
        for example in case.examples:
            for file in example.files:
                if file.path.endswith(".yaml"):
                    yield pytest.param(file.text, id=f"{case.code} {example.title}: {file.path}")


def example_files() -> Iterator[Any]:
    for path in sorted((ROOT / "examples").rglob("*.journey.yaml")):
        yield pytest.param(path.read_text(encoding="utf-8"), id=path.relative_to(ROOT).as_posix())


@pytest.mark.parametrize("text", [*case_blocks(), *example_files()])
def test_schema_and_binder_agree_on_a_file(text: str) -> None:
    reading = read_bytes("x.yaml", text.encode())
    assert reading.whole
    said = errors(list(bind(reading.root).faults))
    expected = not said - DIFFERENT.keys()
    assert VALIDATOR.is_valid(load(text)) == expected, said


def fields_of(cls: type[Any], seen: set[type[Any]]) -> Iterator[tuple[str, Field]]:
    if cls in seen:
        return
    seen.add(cls)
    for field in shape_of(cls).fields.values():
        yield f"{cls.__name__}.{field.key}", field
        inner = getattr(field.kind, "cls", None)
        if inner is not None:
            yield from fields_of(inner, seen)


def every_field() -> dict[str, Field]:
    """Return a field for every kind of the format, by the name of the first that has it."""
    seen: set[type[Any]] = set()
    modules: list[types.ModuleType] = [
        jmap.model.conditions,
        jmap.model.described_objects,
        jmap.model.measures,
        jmap.model.metrics,
        jmap.model.stages,
        jmap.model.touchpoints,
    ]
    classes: list[type[Any]] = [JourneyFile]
    for module in modules:
        made = [each for each in vars(module).values() if isinstance(each, type)]
        classes.extend(each for each in made if dataclasses.is_dataclass(each) and shape_of(each).fields)
    kinds: dict[Any, tuple[str, Field]] = {}
    for cls in classes:
        for name, field in fields_of(cls, seen):
            kinds.setdefault(repr(field.kind), (name, field))
    return dict(kinds.values())


FIELDS = every_field()


@pytest.mark.parametrize("name", FIELDS)
def test_schema_and_binder_agree_on_every_value_of_a_field(name: str) -> None:
    kind = FIELDS[name].kind
    validator = Draft202012Validator(kind.schema() | {"$defs": SCHEMA["$defs"]})
    apart = []
    for value in VALUES:
        text = f"key: {value}\n"
        root = read_bytes("x.yaml", text.encode()).root
        assert isinstance(root, Mapping)
        node = root.entries["key"][1]
        assert not is_empty(node)
        binder = Binder()
        binder.route.append("key")
        kind.bind(node, binder)
        said = errors(binder.faults)
        if validator.is_valid(load(text)["key"]) == bool(said - DIFFERENT.keys()):
            apart.append((value, said))
    assert not apart


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_reference_in_the_schema_leads_somewhere() -> None:
    found = set(references(SCHEMA))
    assert found == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)
