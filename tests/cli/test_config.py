"""The config from the outside: which file is read, where the root stays, what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import here as jmap

GOOD = "jmap: 1\ntitle: T\nstages: {a: {}}\n"
SLIP = "jmap: 1\ntitle: T\nstages: {a: {}}\ntouchpoints: {t: {stage: b}}\n"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_toml", ".toml").replace("_map", ".journey.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def files_of(out: str) -> list[str]:
    return [line.split(":")[0] for line in out.splitlines()[:-1]]


def test_a_wrong_config_is_shown_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD, jmap_toml='select = ["JM2", "jm3"]\n\n[limits]\ndepth = 0\n')
    ran = jmap("validate", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error[JM105] not-one-of: no rule `jm3`\n"
        " --> jmap.toml:1:18\n"
        "  |\n"
        '1 | select = ["JM2", "jm3"]\n'
        "  |                  ^^^^^ did you mean `JM3`?\n"
        "\n"
        "error[JM104] out-of-range: `depth` is 0, but must be from 1 to 200\n"
        " --> jmap.toml:4:9\n"
        "  |\n"
        "4 | depth = 0\n"
        "  |         ^\n"
        "\n"
        "2 errors in 1 of 1 file\n"
    )


def test_a_mark_at_the_beginning_does_not_move_the_caret(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD)
    (tmp_path / "jmap.toml").write_bytes(b"\xef\xbb\xbffail_onn = 1\r\n")
    assert jmap("validate", folder=tmp_path).err.splitlines()[1:5] == [
        " --> jmap.toml:1:1",
        "  |",
        "1 | fail_onn = 1",
        "  | ^^^^^^^^ did you mean `fail_on`?",
    ]


def test_a_key_said_twice_shows_both(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD, jmap_toml='ignore = "JM5"\n\nignore = "JM6"\n')
    assert jmap("validate", folder=tmp_path).err == (
        "error[JM005] duplicate-key: key `ignore` is repeated\n"
        " --> jmap.toml:3:1\n"
        "  |\n"
        '1 | ignore = "JM5"\n'
        "  | ------ first written here\n"
        "2 |\n"
        '3 | ignore = "JM6"\n'
        "  | ^^^^^^ keep one of them, or rename one\n"
        "\n"
        "1 error in 1 of 1 file\n"
    )


@pytest.mark.parametrize("command", ["validate", "audit", "render", "rules"])
def test_a_lane_that_is_none_is_said_by_every_command(tmp_path: Path, command: str) -> None:
    write(tmp_path, a_map=GOOD, jmap_toml='[render]\nlanes = ["actions", "emotoin"]\n')
    ran = jmap(command, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[:2] == [
        "error[JM105] not-one-of: no lane `emotoin`",
        " --> jmap.toml:2:21",
    ]


@pytest.mark.parametrize("command", ["validate", "audit", "render", "rules"])
def test_a_language_without_words_is_said_by_every_command(tmp_path: Path, command: str) -> None:
    write(tmp_path, a_map=GOOD, jmap_toml='[render]\nlang = "tlh"\n')
    ran = jmap(command, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[:4] == [
        "error[JM105] not-one-of: no language `tlh`",
        " --> jmap.toml:2:8",
        "  |",
        '2 | lang = "tlh"',
    ]


def test_a_config_that_is_named_does_not_move_the_root(tmp_path: Path) -> None:
    write(
        tmp_path,
        ci__strict_toml='exclude = ["maps/old/"]\n',
        ws__jmap_toml='exclude = ["maps/new/"]\n',
        ws__maps__old__a_map=SLIP,
        ws__maps__new__b_map=SLIP,
    )
    root = tmp_path / "ws"
    ran = jmap("validate", "--format", "concise", folder=root)
    assert files_of(ran.out) == ["maps/old/a.journey.yaml"]
    for folder in (root, root / "maps", root / "maps" / "new"):
        config = str(tmp_path / "ci" / "strict.toml")
        ran = jmap("validate", str(root), "--format", "concise", "--config", config, folder=folder)
        assert files_of(ran.out) == ["maps/new/b.journey.yaml"]


def test_a_config_that_is_named_serves_where_there_is_none(tmp_path: Path) -> None:
    write(tmp_path, team__jmap_toml='[severity]\nJM201 = "info"\n', maps__a_map=SLIP)
    ran = jmap("validate", "--config", "team/jmap.toml", "--format", "concise", folder=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("maps/a.journey.yaml:4:26: info[JM201] ")


def test_a_severity_is_no_way_to_leave_a_rule_out(tmp_path: Path) -> None:
    write(tmp_path, jmap_toml='[severity]\nJM201 = "off"\n', maps__a_map=SLIP)
    ran = jmap("validate", folder=tmp_path)
    assert ran.code == 2
    assert "`JM201` is `off`, but must be one of `info`, `error`, `warning`\n" in ran.err
    assert "^^^^^ to leave a rule out, name it in `ignore`\n" in ran.err


def test_what_is_wrong_with_a_config_that_is_named_is_said_at_its_name(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD, ci__own_toml="nope = 1\n", jmap_toml="also_wrong = 1\n")
    ran = jmap("validate", "--config", "ci/own.toml", folder=tmp_path)
    assert ran.code == 2
    assert " --> ci/own.toml:1:1\n" in ran.err
    assert "also_wrong" not in ran.err


def test_a_pyproject_that_is_named_needs_the_table(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD, other__pyproject_toml='[project]\nname = "x"\n')
    ran = jmap("validate", "--config", "other/pyproject.toml", folder=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("error[JM102] missing-key: this file has no table `[tool.jmap]`\n")


def test_of_two_configs_the_one_of_its_own_is_read_and_the_other_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_map=SLIP,
        jmap_toml='ignore = "JM2"\n',
        pyproject_toml='[tool.jmap.limits]\ndepth = "wrong, but not read"\n',
    )
    ran = jmap("validate", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "no findings in 1 file\n")
    said = "note: `jmap.toml` is read, and `[tool.jmap]` in the `pyproject.toml` beside it is not\n"
    assert ran.err == said
    assert jmap("validate", "-q", folder=tmp_path).err == ""
    assert jmap("validate", "--config", "jmap.toml", folder=tmp_path).err == ""
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert jmap("validate", folder=tmp_path).err == ""


@pytest.mark.parametrize(
    "text", ["[tool.jmap.limits]\ndepth =\n", '[tool."jmap"]\nx = "\n', "[ tool . jmap ]\n[\n"]
)
def test_a_pyproject_that_is_broken_is_said_where_it_speaks_of_jmap(tmp_path: Path, text: str) -> None:
    write(tmp_path, a_map=GOOD, pyproject_toml=text)
    ran = jmap("validate", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[JM004] yaml-syntax: ")
    assert " --> pyproject.toml:2:" in ran.err


def test_a_pyproject_that_is_broken_and_not_ours_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD, pyproject_toml='[tool.other]\nabout = "jmap\n')
    assert jmap("validate", folder=tmp_path).code == 0


def test_a_folder_of_that_name_does_not_let_one_above_in(tmp_path: Path) -> None:
    write(tmp_path, jmap_toml="", ws__a_map=GOOD)
    (tmp_path / "ws" / "jmap.toml").mkdir()
    ran = jmap("validate", folder=tmp_path / "ws")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error[JM011] unreadable: this is a folder, not a file\n"
        " --> jmap.toml:1:1\n"
        "  = name an ordinary file\n"
        "\n"
        "1 error in 1 of 1 file\n"
    )


def test_a_link_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    write(tmp_path, a_map=GOOD)
    (tmp_path / "jmap.toml").symlink_to(tmp_path / "gone.toml")
    for more in ((), ("--config", "jmap.toml")):
        ran = jmap("validate", *more, folder=tmp_path)
        assert ran.code == 2
        assert ran.err.startswith("error[JM011] unreadable: this is a link to a file that is not there\n")


def test_an_override_selects_in_place_and_ignores_beside(tmp_path: Path) -> None:
    config = 'select = ["JM2", "JM1"]\n[[override]]\npaths = "old/"\nselect = "JM1"\n'
    config += '[[override]]\npaths = "*/x*"\nignore = "JM1"\n'
    text = SLIP + "nope: 1\n"
    write(tmp_path, jmap_toml=config, new__a_map=text, old__b_map=text, new__x_map=text, old__x_map=text)

    def found(*more: str) -> list[tuple[str, str]]:
        out = jmap("validate", "--format", "concise", *more, folder=tmp_path).out
        return [(line.split(":")[0], line.split("[")[1][:5]) for line in out.splitlines() if "[" in line]

    assert found() == [
        ("new/a.journey.yaml", "JM201"),
        ("new/a.journey.yaml", "JM101"),
        ("new/x.journey.yaml", "JM201"),
        ("old/b.journey.yaml", "JM101"),
    ]
    assert found("--select", "JM2") == [
        ("new/a.journey.yaml", "JM201"),
        ("new/x.journey.yaml", "JM201"),
        ("old/b.journey.yaml", "JM201"),
        ("old/x.journey.yaml", "JM201"),
    ]


def test_what_could_not_be_read_is_an_error_whatever_is_selected(tmp_path: Path) -> None:
    write(tmp_path, jmap_toml='select = "JM2"\nignore = ["JM0"]\n', a_map='jmap: 1\ntitle: "open\n')
    ran = jmap("validate", "--format", "concise", folder=tmp_path)
    assert ran.code == 1
    assert ran.out.startswith("a.journey.yaml:2:8: error[JM004] ")
    assert jmap("validate", "--select", "JM3", folder=tmp_path).code == 1


@pytest.mark.parametrize("command", ["validate", "audit", "render"])
def test_a_threshold_of_the_config_holds_for_errors_of_every_command(tmp_path: Path, command: str) -> None:
    write(tmp_path, jmap_toml="", a_map=SLIP, b_map=GOOD)
    assert jmap(command, folder=tmp_path).code == 1
    (tmp_path / "jmap.toml").write_text('fail_on = "never"\n', encoding="utf-8")
    assert jmap(command, folder=tmp_path).code == 0
    assert jmap(command, "--fail-on", "error", folder=tmp_path).code == 1
    (tmp_path / "jmap.toml").write_text("", encoding="utf-8")
    assert jmap(command, "--fail-on", "never", folder=tmp_path).code == 0


def test_what_an_audit_finds_fails_it_only_where_the_command_line_says_so(tmp_path: Path) -> None:
    write(tmp_path, jmap_toml='fail_on = "info"\n', a_map=GOOD)
    assert jmap("audit", folder=tmp_path).code == 0
    assert jmap("audit", "--fail-on", "info", folder=tmp_path).code == 1


def test_the_folder_of_pages_lies_below_the_root_wherever_the_command_runs(tmp_path: Path) -> None:
    write(tmp_path, jmap_toml='[render]\noutput = "out/pages"\n', maps__a_map=GOOD)
    ran = jmap("render", folder=tmp_path / "maps")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "open ../out/pages/index.html"
    assert (tmp_path / "out" / "pages" / "maps" / "a.html").is_file()


def test_codes_of_the_command_line_may_be_in_small_letters(tmp_path: Path) -> None:
    write(tmp_path, a_map=SLIP)
    assert jmap("validate", "--select", "jm1", folder=tmp_path).code == 0
    assert jmap("validate", "--ignore", "jm201", folder=tmp_path).code == 0
    ran = jmap("validate", "--ignore", "jm004", folder=tmp_path)
    assert (ran.code, ran.err) == (
        2,
        (
            "error: `JM004` cannot be left out\n"
            "  it tells that a file cannot be read whole; leave out the file with `exclude`\n"
        ),
    )
