"""`jmap audit --measures` from the outside: which file counts, what is wrong with it, what is noted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Ran, here
from tests.measures.saas import EXAMPLE, FILE

MAP = """\
jmap: 1
title: Trial
stages:
  trial: {enter: {event: trial_started}, duration: 1w}
"""
NEVER = "trial.journey.yaml:4:26: warning[JM819] event `trial_started` never came in the log"
HINT = "mend the name, have it sent, or take it out"
ONE = "1 warning in 1 of 1 file\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "trial.journey.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path


def write(file: Path, never_seen: list[str], map_: str = "trial", **others: Any) -> None:
    maps = {map_: {"conformance": {"never_seen": never_seen}}}
    content = {"version": 1, "as_of": "2026-10-01", "maps": maps, **others}
    file.write_text(json.dumps(content), encoding="utf-8")


def audit(folder: Path, *arguments: str, select: str = "JM819") -> Ran:
    asked = ("audit", "--as-of", "2026-10-15", "--select", select, "--format", "concise")
    return here(*asked, *arguments, folder=folder)


def test_a_file_is_named(folder: Path) -> None:
    write(folder / "m.json", ["trial_started"])
    assert audit(folder, "--measures", "m.json") == Ran(0, f"{NEVER} ({HINT})\n{ONE}", "")
    assert audit(folder, "--measures", "m.json", "--fail-on", "warning").code == 1
    assert audit(folder) == Ran(0, "no findings in 1 file\n", "")


def test_the_config_names_one_and_the_flag_goes_before_it(folder: Path) -> None:
    (folder / "data").mkdir()
    write(folder / "data" / "measures.json", ["trial_started"])
    (folder / "jmap.toml").write_text('[events]\nmeasures = "data/measures.json"\n', encoding="utf-8")
    assert audit(folder) == Ran(0, f"{NEVER} ({HINT})\n{ONE}", "")
    (folder / "maps").mkdir()
    assert audit(folder / "maps", "../trial.journey.yaml") == Ran(0, f"{NEVER} ({HINT})\n{ONE}", "")
    write(folder / "other.json", [])
    assert audit(folder, "--measures", "other.json") == Ran(0, "no findings in 1 file\n", "")


def test_a_wrong_file_ends_the_run_before_anything_is_printed(folder: Path) -> None:
    write(folder / "m.json", [], settings={"min_n": "30"})
    wrong = "`settings.min_n` in `m.json` is the text `30`, but a whole number from 0 on is expected"
    hint = "`jmap schema --of-measures` prints what a file of measures has"
    assert audit(folder, "--measures", "m.json") == Ran(2, "", f"error: {wrong}\n  {hint}\n")
    checked = "check the name of the file of measures"
    assert audit(folder, "--measures", "n.json") == Ran(2, "", f"error: no file `n.json`\n  {checked}\n")


def test_the_config_is_named_where_its_file_is_wrong(folder: Path) -> None:
    (folder / "jmap.toml").write_text('[events]\nmeasures = "m.json"\n', encoding="utf-8")
    ran = audit(folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: no file `m.json`, which `measures` under `[events]` names\n"
        "  check the name of the file of measures\n"
    )


def test_a_link_does_not_lead_the_config_out_of_the_workspace(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "trial.journey.yaml").write_text(MAP, encoding="utf-8")
    (inner / "jmap.toml").write_text('[events]\nmeasures = "m.json"\n', encoding="utf-8")
    write(folder / "m.json", ["trial_started"])
    (inner / "m.json").symlink_to(folder / "m.json")
    ran = audit(inner)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: `m.json`, which `measures` under `[events]` names, lies outside the workspace\n"
        "  move it inside\n"
    )
    # One that a person names may be a link.
    assert audit(inner, "--measures", "m.json").out == f"{NEVER} ({HINT})\n{ONE}"


def test_a_file_that_speaks_of_none_of_the_maps_is_noted(folder: Path) -> None:
    write(folder / "m.json", ["trial_started"], map_="maps/trial")
    noted = "note: `m.json` speaks of none of the maps; it has `maps/trial`\n"
    assert audit(folder, "--measures", "m.json") == Ran(0, "no findings in 1 file\n", noted)
    assert audit(folder, "--measures", "m.json", "-q").err == ""
    write(folder / "m.json", [], maps={})
    assert audit(folder, "--measures", "m.json").err == ("note: `m.json` speaks of none of the maps\n")


@pytest.mark.parametrize("command", [("audit",), ("render", "-o", "out")])
def test_a_file_of_a_later_day_is_noted_and_read(folder: Path, command: tuple[str, ...]) -> None:
    write(folder / "m.json", ["trial_started"])

    def said(as_of: str, *more: str) -> str:
        return here(*command, "--measures", "m.json", "--as-of", as_of, *more, folder=folder).err

    noted = "note: `m.json` is as of 2026-10-01, and so tells of days after 2026-09-30\n"
    assert noted in said("2026-09-30")
    assert "m.json" not in said("2026-10-01")
    assert "m.json" not in said("2026-09-30", "-q")
    asked = (
        "audit",
        "--measures",
        "m.json",
        "--as-of",
        "2026-09-30",
        "--select",
        "JM819",
        "--format",
        "concise",
    )
    assert here(*asked, folder=folder).out == f"{NEVER} ({HINT})\n{ONE}"


def test_what_a_file_holds_cannot_speak_to_the_terminal(folder: Path) -> None:
    write(folder / "m.json", [], map_="\x1b[31m\u202e")
    assert audit(folder, "--measures", "m.json").err.isprintable() is False
    assert "\x1b" not in audit(folder, "--measures", "m.json").err
    write(folder / "m.json", [], map_="trial", settings={"min_n": "\x1b[2J"})
    ran = audit(folder, "--measures", "m.json")
    assert ran.code == 2
    assert "\x1b" not in ran.err


def test_pages_are_drawn_with_measures(folder: Path) -> None:
    write(folder / "m.json", ["trial_started"])
    before = here("render", "--as-of", "2026-10-15", "-o", "-", folder=folder)
    assert "JM819" not in before.out
    (folder / "jmap.toml").write_text('[events]\nmeasures = "m.json"\n', encoding="utf-8")
    ran = here("render", "--as-of", "2026-10-15", "-o", "-", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    assert "JM819" in ran.out
    assert "measured up to" in ran.out


def test_the_schema_is_printed(folder: Path) -> None:
    ran = here("schema", "--of-measures", folder=folder)
    assert (ran.code, json.loads(ran.out)["title"]) == (0, "Measures of jmap")
    wrong = here("schema", "--of-measures", "--of-render", folder=folder)
    assert (wrong.code, wrong.err.splitlines()[0]) == (
        2,
        "error: `--of-render` and `--of-measures` ask for two schemas",
    )


def test_the_lifecycle_of_the_example_is_held_against_its_customers() -> None:
    ran = here("audit", "--as-of", "2026-11-01", "--measures", str(FILE), "--format", "json", folder=EXAMPLE)
    needed = {"JM712", "JM816", "JM817", "JM818", "JM819"}
    data = json.loads(ran.out)
    found = [(each["rule"], each["path"]) for each in data["findings"] if each["rule"] in needed]
    assert found == [
        ("JM818", []),
        ("JM817", ["stages", "adoption", "next", "renewal", "target"]),
        ("JM816", ["stages", "adoption", "duration"]),
        ("JM817", ["stages", "renewal", "next", "adoption", "target"]),
        ("JM819", ["stages", "advocacy", "milestone", "any", 2, "event"]),
        ("JM712", ["touchpoints", "field-trial", "emotion", "to"]),
        ("JM819", ["touchpoints", "price-letter", "events", 1]),
    ]
    rules = data["maps"]["lifecycle"]["score"]["rules"]
    assert {code: (rule["passed"], rule["applicable"]) for code, rule in rules.items() if code in needed} == {
        "JM712": (15, 16),
        "JM818": (0, 1),
        "JM819": (31, 33),
    }
    unmeasured = data["maps"]["renewal"]["score"]["rules"]
    assert all(unmeasured[code]["applicable"] == 0 for code in needed & set(unmeasured))
