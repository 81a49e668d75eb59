"""Any bytes: no traceback in any format, every finding inside its file, the same twice."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from jmap.formats import registry
from tests.cli.program import Ran, here, jmap
from tests.properties.any_map import FILES, any_map
from tests.properties.choices import Choices, choices, examples
from tests.properties.mutations import any_bytes, mutated
from tests.properties.yaml_printer import Printer

ROOT = Path(__file__).parents[2]
NAME = "any.journey.yaml"
BREAK = re.compile("\r\n|\r|\n")


@cache
def real_maps() -> tuple[bytes, ...]:
    """Return every map of the examples and blueprints."""
    folders = (ROOT / "examples", ROOT / "src" / "jmap" / "blueprints")
    return tuple(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.journey.yaml")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with the files that maps mention."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "jmap.toml").write_text("")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def anything(pick: Choices) -> bytes:
    """Return the bytes of a file: a map that something has happened to, or none at all."""
    if pick.rarely(6):
        return any_bytes(pick)
    made = Printer(pick).document(any_map(pick)).text.encode()
    real = pick.one_of(real_maps())
    data, other = pick.one_of(((made, made), (made, real), (real, made)))
    return mutated(data, other, pick)


def check_run(ran: Ran) -> None:
    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.out + ran.err


def check_format(name: str, text: str) -> None:
    """Check that programs can read what is meant for them."""
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name == "jsonl":
        for line in text.splitlines():
            json.loads(line)
    elif name == "junit":
        ET.fromstring(text)


def check_findings(text: str, data: bytes, code: int) -> None:
    """Check that every finding lies in its file, that they are sorted, and that the exit code fits."""
    report: dict[str, Any] = json.loads(text)
    findings = report["findings"]
    order = [(each["file"], each["line"], each["column"], each["rule"]) for each in findings]
    assert order == sorted(order)
    assert code == any(each["severity"] == "error" for each in findings)
    lines = BREAK.split(data.decode("utf-8", "replace").removeprefix("\ufeff"))
    for each in findings:
        for place in (each, *each["related"]):
            if place["file"] != NAME:
                continue
            start, end = (place["line"], place["column"]), (place["end_line"], place["end_column"])
            assert (1, 1) <= start < end
            assert place["end_line"] <= len(lines)
            assert place["column"] <= len(lines[place["line"] - 1]) + 1
            # What has no width is shown one character wide, also at the end of a line.
            assert place["end_column"] <= len(lines[place["end_line"] - 1]) + 2


@examples(60)
@given(choices())
def test_any_bytes(folder: Path, pick: Choices) -> None:
    data = anything(pick)
    (folder / NAME).write_bytes(data)
    ran = here("validate", "--format", "json", NAME, folder=folder)
    check_run(ran)
    check_findings(ran.out, data, ran.code)
    assert here("validate", "--format", "json", NAME, folder=folder) == ran
    name = pick.one_of(registry.names())
    other = here("validate", "--format", name, NAME, folder=folder)
    check_run(other)
    check_format(name, other.out)
    assert other.code == ran.code


@examples(15)
@given(choices())
def test_any_bytes_audited(folder: Path, pick: Choices) -> None:
    (folder / NAME).write_bytes(anything(pick))
    ran = here("audit", "--as-of", "2026-10-01", "--format", "json", NAME, folder=folder)
    check_run(ran)
    json.loads(ran.out)


@examples(2)
@given(choices())
def test_any_bytes_in_a_process_of_its_own(folder: Path, pick: Choices) -> None:
    data = anything(pick)
    ran = jmap("validate", "--format", "json", "-", "--stdin-filename", NAME, folder=folder, given=data)
    check_run(ran)
    check_findings(ran.out, data, ran.code)
