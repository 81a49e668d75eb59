"""Every format's bytes for one real run, and the promises that hold for all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jmap.formats import registry
from jmap.formats.schema import findings_schema
from jmap.formats.style import Style
from tests.formats.goldens import FOLDER, SUFFIXES, golden, made
from tests.formats.reports import example_report


@pytest.mark.parametrize("name", SUFFIXES)
def test_the_example_to_the_byte(name: str) -> None:
    assert made(name) == golden(name).read_text(encoding="utf-8")


def test_every_format_has_a_golden_but_full() -> None:
    assert set(registry.names()) - set(SUFFIXES) == {"full"}
    assert {path.name for path in FOLDER.iterdir()} == {golden(name).name for name in SUFFIXES}


@pytest.mark.parametrize("name", registry.names())
def test_a_format_gives_the_same_bytes_twice_and_no_path_of_this_machine(name: str) -> None:
    render = registry.load(name)
    text = render(example_report(), Style())
    assert text == render(example_report(), Style())
    assert str(Path(__file__).parents[2]) not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("name", ["github", "gitlab", "junit", "markdown", "sarif"])
def test_formats_for_services_name_files_from_the_top_of_the_repository(name: str) -> None:
    text = registry.load(name)(example_report(), Style(prefix="maps/2026"))
    assert text.replace("maps/2026/journeys/", "").count("journeys/trial.journey.yaml") == 0
    assert "maps/2026/journeys/trial.journey.yaml" in text
    assert "maps/2026/library/customers.journey.yaml" in text or name in ("github", "gitlab")


@pytest.mark.parametrize("name", ["full", "concise", "json", "jsonl"])
def test_other_formats_name_files_from_the_workspace(name: str) -> None:
    report = example_report()
    assert registry.load(name)(report, Style(prefix="maps")) == registry.load(name)(report, Style())


@pytest.mark.parametrize("name", registry.names())
def test_no_format_shows_as_open_what_is_accepted(name: str) -> None:
    if name in ("sarif", "junit", "markdown"):
        pytest.skip("says beside it that it is accepted")
    text = registry.load(name)(example_report(), Style())
    assert "JM304" not in text
    assert "JM402" not in text


def test_the_schema_of_findings_is_a_schema_and_the_goldens_keep_to_it() -> None:
    schema = findings_schema()
    Draft202012Validator.check_schema(schema)
    data = json.loads(golden("json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    line = Draft202012Validator({"$ref": "#/$defs/finding", "$defs": schema["$defs"]})
    lines = [json.loads(each) for each in golden("jsonl").read_text(encoding="utf-8").splitlines()]
    for each in lines:
        line.validate(each)
    assert lines == data["findings"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("version"),
        lambda data: data.update(version=2),
        lambda data: data["summary"].pop("baselined"),
        lambda data: data["findings"][0].pop("hint"),
        lambda data: data["findings"][0].update(line=0),
        lambda data: data["findings"][0].update(extra=1),
        lambda data: data["findings"][0].update(severity="fatal"),
        lambda data: data["findings"][0].update(fingerprint="xyz"),
        lambda data: data["findings"][0]["related"][0].pop("message"),
        lambda data: data["findings"][0]["path"].append(1.5),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_have(spoil: Any) -> None:
    data = json.loads(golden("json").read_text(encoding="utf-8"))
    spoil(data)
    assert not Draft202012Validator(findings_schema()).is_valid(data)
