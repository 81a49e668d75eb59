"""`jmap validate` from the outside: what it prints, where it points, how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart

SAAS = """\
jmap: 1
title: SaaS
stages:
  consideration: {}
  adoption: {}
touchpoints:
  pricing-page:
    stage: adoptoin
"""
SEVERAL = """\
jmap: 1
title: Several slips
tilte: again
stages:
  start: {}
touchpoints:
  pricing:
    stage: begin
    emotion: great
  pricing:
    stage: start
"""
BROKEN = """\
jmap: 1
title: "Never closed
stages:
  start: {}
"""


def workspace(folder: Path, **files: str) -> Path:
    (folder / "jmap.toml").write_text("", encoding="utf-8")
    for name, text in files.items():
        path = folder / "journeys" / f"{name}.journey.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def test_full_shows_the_value_the_hint_and_the_definition(tmp_path: Path) -> None:
    ran = jmap("validate", folder=workspace(tmp_path, saas=SAAS))
    assert ran.out == (
        "error[JM201] unknown-reference: no stage `adoptoin`\n"
        " --> journeys/saas.journey.yaml:8:12\n"
        "  |\n"
        "5 |   adoption: {}\n"
        "  |   -------- defined here\n"
        "...\n"
        "8 |     stage: adoptoin\n"
        "  |            ^^^^^^^^ did you mean `adoption`?\n"
        "\n"
        "1 error in 1 of 1 file\n"
    )
    assert (ran.code, ran.err) == (1, "")


def test_concise_is_one_line_for_each_and_the_summary(tmp_path: Path) -> None:
    ran = jmap("validate", "--format", "concise", folder=workspace(tmp_path, saas=SAAS))
    assert ran.out == (
        "journeys/saas.journey.yaml:8:12: error[JM201] no stage `adoptoin` (did you mean `adoption`?)\n"
        "1 error in 1 of 1 file\n"
    )


def test_json_has_the_shape_that_is_promised(tmp_path: Path) -> None:
    ran = jmap("validate", "--format", "json", folder=workspace(tmp_path, saas=SAAS))
    data = json.loads(ran.out)
    (finding,) = data["findings"]
    assert len(finding.pop("fingerprint")) == 16
    assert data == {
        "version": 1,
        "summary": {
            "files": 1,
            "errors": 1,
            "warnings": 0,
            "infos": 0,
            "suppressed": 0,
            "baselined": 0,
        },
        "findings": [
            {
                "rule": "JM201",
                "name": "unknown-reference",
                "severity": "error",
                "message": "no stage `adoptoin`",
                "hint": "did you mean `adoption`?",
                "file": "journeys/saas.journey.yaml",
                "line": 8,
                "column": 12,
                "end_line": 8,
                "end_column": 20,
                "path": ["touchpoints", "pricing-page", "stage"],
                "related": [
                    {
                        "file": "journeys/saas.journey.yaml",
                        "line": 5,
                        "column": 3,
                        "end_line": 5,
                        "end_column": 11,
                        "message": "defined here",
                    }
                ],
            }
        ],
    }


def test_a_fingerprint_stays_when_lines_move_and_changes_with_the_value(tmp_path: Path) -> None:
    def fingerprint(text: str) -> str:
        ran = jmap("validate", "--format", "json", folder=workspace(tmp_path, saas=text))
        (finding,) = json.loads(ran.out)["findings"]
        return str(finding["fingerprint"])

    before = fingerprint(SAAS)
    assert fingerprint(SAAS.replace("stages:", "# moved\n\nstages:", 1)) == before
    assert fingerprint(SAAS.replace("adoptoin", "adopt")) != before


def test_all_slips_of_two_files_are_reported_in_one_run(tmp_path: Path) -> None:
    folder = workspace(tmp_path, several=SEVERAL, broken=BROKEN)
    ran = jmap("validate", "--format", "json", folder=folder)
    found = [
        (each["file"].split("/")[1].split(".")[0], each["rule"], each["line"], each["column"])
        for each in json.loads(ran.out)["findings"]
    ]
    assert found == [
        ("broken", "JM004", 2, 8),
        ("several", "JM101", 3, 1),
        ("several", "JM201", 8, 12),
        ("several", "JM103", 9, 14),
        ("several", "JM005", 10, 3),
    ]
    assert ran.code == 1


def test_clean_maps_say_so_and_exit_with_0(tmp_path: Path) -> None:
    ran = jmap("validate", folder=workspace(tmp_path, saas=SAAS.replace("adoptoin", "adoption")))
    assert (ran.code, ran.out, ran.err) == (0, "no findings in 1 file\n", "")


def test_standard_input_stands_for_a_file(tmp_path: Path) -> None:
    folder = workspace(tmp_path, saas=SAAS.replace("adoptoin", "adoption"))
    name = "journeys/saas.journey.yaml"
    ran = jmap("validate", "-", "--stdin-filename", name, folder=folder, given=SAAS.encode())
    assert ran.out.splitlines()[1] == " --> journeys/saas.journey.yaml:8:12"
    assert ran.code == 1


def test_standard_input_without_a_name_is_wrong_usage(tmp_path: Path) -> None:
    ran = jmap("validate", "-", folder=workspace(tmp_path, saas=SAAS), given=b"")
    assert (ran.code, ran.out) == (2, "")
    assert "--stdin-filename" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "jsn"), "error: no format `jsn`\n  did you mean `json`?\n"),
        (("--select", "JM2O1"), "error: no rule `JM2O1`\n  did you mean `JM201`?\n"),
        (
            ("--config", "gone.toml"),
            (
                "error: no config `gone.toml`\n"
                "  check the name, or leave `--config` out for the one of the workspace\n"
            ),
        ),
        (
            ("-o", "report.doc"),
            (
                "error: no format is known for `report.doc`\n"
                "  write `-o FORMAT=report.doc`, one of full, concise, github, gitlab, json, jsonl, "
                "junit, markdown, sarif\n"
            ),
        ),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = jmap("validate", *arguments, folder=workspace(tmp_path, saas=SAAS))
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_an_empty_workspace_exits_with_2_and_says_init(tmp_path: Path) -> None:
    ran = jmap("validate", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "jmap init" in ran.err


def test_a_file_that_is_named_and_missing_is_a_finding(tmp_path: Path) -> None:
    ran = jmap("validate", "gone.journey.yaml", "--format", "concise", folder=workspace(tmp_path, saas=SAAS))
    assert ran.out.startswith("gone.journey.yaml:1:1: error[JM011] ")
    assert ran.code == 1


def test_a_wrong_config_is_shown_like_a_finding(tmp_path: Path) -> None:
    folder = workspace(tmp_path, saas=SAAS)
    (folder / "jmap.toml").write_text('[render]\noutptu = "site"\n', encoding="utf-8")
    ran = jmap("validate", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error[JM101] unknown-key: unknown key `outptu` in `render`\n"
        " --> jmap.toml:2:1\n"
        "  |\n"
        '2 | outptu = "site"\n'
        "  | ^^^^^^ did you mean `output`?\n"
        "\n"
        "1 error in 1 of 1 file\n"
    )


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_says_what_fails_the_run(tmp_path: Path, fail_on: str, code: int) -> None:
    text = SAAS.replace("adoptoin", "adoption") + "    gains:\n"
    ran = jmap("validate", "--fail-on", fail_on, folder=workspace(tmp_path, saas=text))
    assert ran.out.startswith("warning[JM113] empty: ")
    assert ran.code == code


def test_a_report_goes_to_a_file_as_well(tmp_path: Path) -> None:
    folder = workspace(tmp_path, saas=SAAS)
    ran = jmap("validate", "--format", "concise", "-o", "report.json", folder=folder)
    assert ran.out.startswith("journeys/saas.journey.yaml:8:12: error[JM201]")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["findings"][0]["rule"] == "JM201"


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = workspace(tmp_path, several=SEVERAL, broken=BROKEN, saas=SAAS)
    first = jmap_apart("validate", folder=folder, PYTHONHASHSEED="1")
    again = jmap_apart("validate", folder=folder, PYTHONHASHSEED="2", LC_ALL="C")
    assert first == again


def test_an_override_has_its_own_rules_for_some_paths(tmp_path: Path) -> None:
    folder = workspace(tmp_path, saas=SAAS, old=SAAS)
    config = '[[override]]\npaths = ["journeys/old*"]\nignore = ["JM2"]\n'
    (folder / "jmap.toml").write_text(config, encoding="utf-8")
    ran = jmap("validate", "--format", "concise", folder=folder)
    assert ran.out.splitlines()[-1] == "1 error in 1 of 2 files"
    assert ran.out.startswith("journeys/saas.journey.yaml:8:12: ")


def test_a_library_named_alone_is_not_blamed_for_what_its_maps_give_it(tmp_path: Path) -> None:
    folder = workspace(
        tmp_path,
        lib="jmap: 1\nsegments: {s: {channels: web}}\n",
        map="jmap: 1\ntitle: T\nuses: lib.journey.yaml\nchannels: {web: Web}\nstages: {a: {}}\n",
    )
    assert jmap("validate", folder=folder).code == 0
    assert jmap("validate", "journeys/lib.journey.yaml", folder=folder).code == 0


def test_a_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    stages = ", ".join(f"S{number}: x" for number in range(500))
    ran = jmap("validate", folder=workspace(tmp_path, wide=f"jmap: 1\ntitle: T\nstages: {{{stages}}}\n"))
    assert ran.out.splitlines()[-1] == "500 errors in 1 of 1 file"
    assert max(len(line) for line in ran.out.splitlines()) < 300
    for line, marks in zip(ran.out.splitlines(), ran.out.splitlines()[1:], strict=False):
        if line.startswith("3 |"):
            assert line[marks.index("^")] == "S"


def test_a_failed_write_of_the_output_exits_with_2(tmp_path: Path) -> None:
    folder = workspace(tmp_path, saas=SAAS)
    (folder / "taken.json").mkdir()
    ran = jmap("validate", "-o", "taken.json", folder=folder)
    assert ran.code == 2
    assert "`taken.json` cannot be written" in ran.err


@pytest.mark.parametrize("text", ["x = " + "[" * 900, "x = " + "1" * 5000, 'exclude = ["!"]'])
def test_a_hostile_config_is_said_and_exits_with_2(tmp_path: Path, text: str) -> None:
    folder = workspace(tmp_path, saas=SAAS)
    (folder / "jmap.toml").write_text(text, encoding="utf-8")
    ran = jmap("validate", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    assert " --> jmap.toml:" in ran.err


def test_a_number_beyond_all_figures_is_refused(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {a: {}}\nmetrics: {m: {target: 1.7e308, floor: 0x%s}}\n" % ("f" * 280)
    ran = jmap("validate", "--format", "json", folder=workspace(tmp_path, big=text))
    assert [each["rule"] for each in json.loads(ran.out)["findings"]] == ["JM104", "JM103"]


def test_a_finding_stands_at_its_item_after_an_empty_one(tmp_path: Path) -> None:
    text = (
        "jmap: 1\ntitle: T\nuses: lib.journey.yaml\nstages: {a: {}}\ntouchpoints:\n  t:\n    stage: a\n"
        "    pains:\n"
        "      -\n      - {text: small, severity: 1}\n"
        "      - ''\n      - {text: big, severity: 5}\n"
    )
    folder = workspace(tmp_path, saas=text, lib="jmap: 1\nteams: {}\n")
    ran = jmap("audit", "--select", "JM905", "--format", "json", folder=folder)
    [finding] = json.loads(ran.out)["findings"]
    assert (finding["line"], finding["column"]) == (12, 9)
    assert finding["path"] == ["touchpoints", "t", "pains", 3]


def test_links_take_keys_of_their_own_and_warn_of_nothing(tmp_path: Path) -> None:
    text = (
        "jmap: 1\ntitle: T\nstages:\n  a:\n    links:\n      - {url: a.md, x-team: sales}\n"
        "      - {url: , text: a}\n      - {url: b.md, text: }\n      - {url: c.md, team: sales}\n"
    )
    ran = jmap("validate", "--format", "concise", folder=workspace(tmp_path, saas=text))
    assert ran.out == (
        "journeys/saas.journey.yaml:7:10: warning[JM113] `url` has nothing under it"
        " (write an address after it, or take the link out)\n"
        "journeys/saas.journey.yaml:8:21: warning[JM113] `text` has nothing under it"
        " (write a value after it, or take the key out)\n"
        "journeys/saas.journey.yaml:9:21: error[JM101] unknown key `team` in a link"
        " (a link takes `text` and `url`)\n"
        "1 error and 2 warnings in 1 of 1 file\n"
    )


def test_two_folders_without_a_config_are_one_workspace(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.journey.yaml").write_text(SAAS, encoding="utf-8")
    ran = jmap("validate", "--format", "concise", "a", "b/x.journey.yaml", folder=tmp_path)
    assert [line.split(": ")[0] for line in ran.out.splitlines()[:-1]] == [
        "a/x.journey.yaml:8:12",
        "b/x.journey.yaml:8:12",
    ]
    assert ran.out.splitlines()[-1] == "2 errors in 2 of 2 files"


@pytest.mark.parametrize(("command", "other"), [("validate", "audit"), ("audit", "validate")])
def test_rules_of_the_other_command_alone_are_told(tmp_path: Path, command: str, other: str) -> None:
    folder = workspace(tmp_path, saas=SAAS.replace("adoptoin", "adoption"))
    asked = {"validate": "JM6,JM701", "audit": "JM1,JM201"}[command]
    codes = asked.replace(",", ", ")
    note = f"note: `--select` names no rule of `jmap {command}`; {codes} stands for rules of `jmap {other}`\n"
    ran = jmap(command, "--select", asked, folder=folder)
    assert (ran.code, ran.err) == (0, note)
    assert jmap(command, "-q", "--select", asked, folder=folder).err == ""
    both = jmap(command, "--select", f"{asked},JM101,JM501", folder=folder)
    assert "--select" not in both.err


def test_a_mended_id_keeps_its_letters(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {Größe: A, 'Pré Vente': B, 日本: C}\n"
    ran = jmap("validate", "--format", "concise", folder=workspace(tmp_path, saas=text))
    hints = [line.partition(" (")[2] for line in ran.out.splitlines()[:-1]]
    plain = "an id is lower-case letters and digits, in words joined by single hyphens"
    assert hints == [f"{plain}: `grosse`)", f"{plain}: `pre-vente`)", f"{plain})"]


def test_a_number_of_processes_out_of_bounds_is_told(tmp_path: Path) -> None:
    ran = jmap("validate", "-j", "99", folder=workspace(tmp_path, saas=SAAS))
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: `--jobs`: 99 is not from 1 to 64")
