"""The JSON Schema of the config and what reads the config accept the same files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from jmap.cli.config_file import config_faults
from jmap.cli.config_schema import config_schema
from jmap.model.described import shape_of
from jmap.rules import registry
from jmap.workspace.config import Config, load_config
from jmap.workspace.config_tables import Table, Tables
from tests.cli.program import here as jmap
from tests.rules.harness import case_files
from tests.workspace.configs import EVERYTHING, WRONG

ROOT = Path(__file__).parents[2]
SCHEMA = config_schema()
READERS = (Draft202012Validator(SCHEMA), Draft7Validator(SCHEMA))

DIFFERENT = {
    "`overall` is the number `nan`, but a number from 0 to 100 is expected": "JSON knows no such number",
    "every weight is 0": "a schema does not add",
    "`[z-a]` is no pattern that can match a file of the workspace": "nor does it know the order of letters",
    "`min` is 9, more than `max`, which is 8": "nor compare two values",
    "`min` is 3, more than `max`, which is 2": "nor compare two values",
}
"""Faults that the schema cannot tell, each with the reason."""

MORE = [
    "",
    'select = "JM"',
    'select = ["JM0", "JM20", "JM201"]',
    'select = ["J"]',
    'select = ["jm2"]',
    'select = ["JM2", "JM999"]',
    'select = ["JM2,JM3"]',
    'select = "JM004"',
    'ignore = "JM004"',
    'ignore = ["JM0"]',
    "ignore = []",
    "include = []",
    'include = ["!old/", "**/x*", "[a-z]?.yaml", "/maps/"]',
    'exclude = ["[z-a]"]',
    'exclude = ["[a"]',
    'exclude = ["a//b"]',
    'exclude = [" a"]',
    "[rules.JM605]\nwarn = 0",
    "[rules.JM605]\nwarn = 10.0",
    "[rules.JM605]\nwarn = 10.1",
    "[rules.JM605]\nwrong = 1",
    "[rules.JM605]",
    "[rules.JM101]\nwarn = 1",
    "[rules.JM101]",
    "[rules.JM999]",
    "[rules.jm605]",
    "[rules.JM601]\nmin = 2.5",
    "[rules.JM601]\nmin = 2.0",
    "[rules.JM601]\nmin = 9",
    "[rules.JM601]\nmax = 2",
    "[rules.JM601]\nmin = 3\nmax = 2",
    "[rules.JM601]\nmin = 9\nmax = 9",
    "[rules.JM905]\nseverity = 6",
    '[severity]\nJM605 = "error"\nJM101 = "warning"',
    '[severity]\nJM004 = "info"',
    '[severity]\njm605 = "info"',
    '[severity]\nJM6 = "info"',
    '[[override]]\npaths = []\nignore = "JM5"',
    '[[override]]\npaths = "a"\nselect = "JM0"',
    '[[override]]\npaths = "a"\nselect = []',
    '[[override]]\npaths = "a"\nselect = "JM7x"',
    '[[override]]\npaths = "a"\nseverity = "info"',
    "override = []",
    '[render]\nlanes = ["actions", "nope"]',
    '[render]\nlanes = "emotion"',
    '[render]\nlang = "de-AT"',
    '[render]\nlang = "EN"',
    '[render]\nlang = "de-"',
    '[render]\nlang = "tlh"',
    '[render]\nlang = "deu"',
    '[render]\noutput = "a/../b"',
    '[render]\noutput = "a..b/c"',
    '[render]\noutput = "C:/site"',
    '[render]\noutput = "a\\\\b"',
    "[audit.gate]\nnew = -1",
    "[audit.gate]\noverall = 100",
    "[audit.gate]\noverall = true",
    '[events]\nties = "strict"\ntimezone = "Etc/GMT+5"\nwindow = "3mo"\nmin_n = 0',
    '[events]\nties = "loose"',
    "[events]\nwindow = 90",
    '[events.columns]\nwho = "x"',
    "[limits]\nfile_size = 1_000_000_000",
    "[limits]\nfile_size = 1_000_000_001",
    "[limits]\nfiles = 0",
]


def configs() -> Iterator[Any]:
    yield pytest.param(EVERYTHING, id="everything")
    for text in [each[0] for each in WRONG] + MORE:
        yield pytest.param(text, id=text[:60])
    for path in sorted((ROOT / "examples").rglob("jmap.toml")):
        yield pytest.param(path.read_text(encoding="utf-8"), id=path.relative_to(ROOT).as_posix())
    for _, case in case_files():
        for example in case.examples:
            for file in example.files:
                if file.path == "jmap.toml":
                    yield pytest.param(file.text, id=f"{case.code} {example.title}")


@pytest.mark.parametrize("text", [*configs()])
def test_schema_and_reader_agree(tmp_path: Path, text: str) -> None:
    path = tmp_path / "jmap.toml"
    path.write_text(text, encoding="utf-8")
    loaded = load_config(path)
    messages = {fault.message for fault in (*loaded.faults, *config_faults(loaded))}
    good = not messages - DIFFERENT.keys()
    assert [reader.is_valid(tomllib.loads(text)) for reader in READERS] == [good, good], messages


def test_the_differences_are_all_met(tmp_path: Path) -> None:
    met = set()
    for text in [each[0] for each in WRONG] + MORE:
        (tmp_path / "jmap.toml").write_text(text, encoding="utf-8")
        loaded = load_config(tmp_path / "jmap.toml")
        met |= {fault.message for fault in (*loaded.faults, *config_faults(loaded))}
    assert DIFFERENT.keys() <= met


def test_the_schema_is_one() -> None:
    for reader in READERS:
        reader.check_schema(SCHEMA)


def test_every_key_has_a_description() -> None:
    def walk(cls: type[Any], schema: Any) -> Iterator[str]:
        for key, field in shape_of(cls).fields.items():
            if not schema["properties"][key].get("description"):
                yield key
            if isinstance(field.kind, Table):
                yield from walk(field.kind.cls, schema["properties"][key])
            elif isinstance(field.kind, Tables):
                yield from walk(field.kind.cls, schema["properties"][key]["items"])

    assert list(walk(Config, SCHEMA)) == []


def test_every_rule_is_there_with_its_options_and_bounds() -> None:
    rules = SCHEMA["properties"]["rules"]["properties"]
    assert list(rules) == list(registry.names())
    assert rules["JM605"]["properties"]["warn"] == {
        "type": "number",
        "minimum": 0,
        "maximum": 10,
        "description": "gap between importance and performance that is too wide",
        "default": 3,
    }
    assert rules["JM601"]["properties"]["max"]["type"] == "integer"
    severities = SCHEMA["properties"]["severity"]["properties"]
    assert severities["JM605"]["enum"] == ["error", "warning", "info"]
    fixed = {code for code in registry.names() if registry.get(code).rule.fixed}
    assert set(registry.names()) - set(severities) == fixed


def test_what_init_writes_names_the_schema_that_schema_prints(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    first = (tmp_path / "jmap.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema .jmap/jmap-toml.schema.json"
    written = (tmp_path / first.split()[1]).read_text(encoding="utf-8")
    assert written == jmap("schema", "--of-config", folder=tmp_path).out
    assert json.loads(written) == SCHEMA
