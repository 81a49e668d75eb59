"""`jmap doctor` from the outside: what it finds, what it advises, how it exits."""

from __future__ import annotations

import platform
import re
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jmap as package
from jmap.cli.app import app
from jmap.cli.commands import doctor
from jmap.render.templates import NoTemplatesError
from tests.cli.program import here as jmap

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GOOD_END = "\nall that jmap needs is here\n"


def part(text: str, title: str) -> str:
    """Return the lines of one part of the output."""
    return next(each for each in text.split("\n\n") if each.startswith(f"{title}\n")) + "\n"


def requirement_names(requirements: list[str]) -> list[str]:
    return [re.split(r"[^A-Za-z0-9._-]", each)[0].lower() for each in requirements]


def test_it_looks_for_every_package_that_is_always_needed() -> None:
    always = [each for each in PROJECT["dependencies"] if "platform_machine" not in each]
    assert [name.lower() for name in doctor.NEEDED] == requirement_names(always)


def test_it_knows_every_extra() -> None:
    extras = PROJECT["optional-dependencies"]
    assert {name: requirement_names(needs)[0] for name, needs in extras.items()} == doctor.EXTRAS


def test_a_new_workspace_is_in_order(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    ran = jmap("doctor", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    first = f"jmap {package.__version__}, Python {platform.python_version()}, {platform.system()}\n\n"
    assert ran.out.startswith(first)
    assert ran.out.endswith(GOOD_END)
    assert part(ran.out, "workspace") == (
        "workspace\n"
        "  config          jmap.toml\n"
        "  maps            1\n"
        "  libraries       0\n"
        "  schema          .jmap/journey.schema.json\n"
    )


def test_labels_are_aligned(tmp_path: Path) -> None:
    ran = jmap("doctor", folder=tmp_path)
    rows = [line for line in ran.out.splitlines() if line.startswith("  ")]
    assert all(re.fullmatch(r"  (\S[^ ]*( [^ ]+)* {2,}|\s+)\S.*", line) for line in rows)
    starts = {re.match(r"  .{14}  ", line) is not None for line in rows}
    assert starts == {True}


def test_maps_libraries_and_what_cannot_be_read_are_counted(tmp_path: Path) -> None:
    jmap("init", "--blueprint", "blank", folder=tmp_path)
    (tmp_path / "company.journey.yaml").write_bytes(b"jmap: 1\nteams: {sales: Sales}\n")
    (tmp_path / "old.journey.yaml").write_bytes(b"jmap: 1\ntitle: \xff\n")
    (tmp_path / ".jmap" / "journey.schema.json").write_bytes(b"{}\n")
    ran = jmap("doctor", folder=tmp_path)
    assert ran.code == 0
    assert part(ran.out, "workspace") == (
        "workspace\n"
        "  config          jmap.toml\n"
        "  maps            1\n"
        "  libraries       1\n"
        "  not readable    1\n"
        "                  `jmap validate` shows what is wrong\n"
        "  schema          .jmap/journey.schema.json, of another version of jmap\n"
        "                  `jmap schema -o .jmap/journey.schema.json` writes it\n"
    )


def test_an_empty_folder_is_no_problem_and_says_init(tmp_path: Path) -> None:
    ran = jmap("doctor", folder=tmp_path)
    assert (ran.code, ran.out.endswith(GOOD_END)) == (0, True)
    assert part(ran.out, "workspace") == (
        "workspace\n"
        "  config          none, so this folder is the workspace\n"
        "                  `jmap init` writes one\n"
        "  maps            none\n"
        "                  `jmap init` writes one\n"
    )


def test_a_config_with_errors_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_bytes(b'fail_onn = "error"\n[rules.JM999]\nx = 1\n')
    ran = jmap("doctor", folder=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    assert "  config          jmap.toml, with 2 errors\n" in ran.out
    assert "                  `jmap validate` shows what is wrong\n" in ran.out
    assert ran.out.endswith("\n1 problem to mend before jmap can be used\n")


def test_the_config_is_shown_from_the_current_folder(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    (tmp_path / "deeper").mkdir()
    ran = jmap("doctor", folder=tmp_path / "deeper")
    assert "  config          ../jmap.toml\n" in ran.out
    assert str(tmp_path) not in ran.out


def test_a_config_that_is_not_there_exits_with_2(tmp_path: Path) -> None:
    ran = jmap("doctor", "--config", "own.toml", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: no config `own.toml`\n")


def test_a_missing_package_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "nh3" else real(name))
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 1
    assert '  nh3             missing\n                  `pip install "nh3"`\n' in ran.output
    assert ran.output.endswith("\n1 problem to mend before jmap can be used\n")


def test_libyaml_is_missed_and_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 0
    assert ", without libyaml\n" in ran.output


def test_the_engine_that_is_named_is_shown_without_its_folder(tmp_path: Path) -> None:
    (tmp_path / "own-dot").write_bytes(b"#!/bin/sh\n")
    (tmp_path / "own-dot").chmod(0o755)
    ran = jmap("doctor", folder=tmp_path, JMAP_DOT=str(tmp_path / "own-dot"))
    assert ran.code == 0
    assert "  engine          own-dot, found by JMAP_DOT\n" in ran.out
    assert str(tmp_path) not in ran.out


def test_an_engine_that_cannot_be_run_is_a_problem(tmp_path: Path) -> None:
    ran = jmap("doctor", folder=tmp_path, JMAP_DOT="no-such-dot")
    assert ran.code == 1
    assert "`no-such-dot`" in part(ran.out, "drawing")
    assert "                  mend `JMAP_DOT`, or unset it\n" in ran.out


def test_no_engine_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_engine", lambda: None)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 0
    assert "  engine          none, so a lifecycle is shown as a table\n" in ran.output


def test_missing_templates_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Path:
        raise NoTemplatesError("the templates are gone: install it again")

    monkeypatch.setattr(doctor, "template_folder", none)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 1
    shown = "  templates       missing\n                  the templates are gone: install it again\n"
    assert shown in ran.output


def test_extras_that_are_not_installed_say_how_to_add_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = doctor._version
    monkeypatch.setattr(
        doctor,
        "_version",
        lambda name: "1.4.0" if name == "duckdb" else None if name == "pygls" else real(name),
    )
    monkeypatch.chdir(tmp_path)
    ran = CliRunner().invoke(app, ["doctor"])
    assert ran.exit_code == 0
    assert "  analyze         duckdb 1.4.0\n" in ran.output
    assert '  lsp             not installed, `pip install "jmap[lsp]"` adds it\n' in ran.output


def test_quiet_speaks_of_problems_only(tmp_path: Path) -> None:
    assert jmap("doctor", "-q", folder=tmp_path).out == ""
    (tmp_path / "jmap.toml").write_bytes(b"fail_on = 1\n")
    assert jmap("doctor", "-q", folder=tmp_path).out != ""
