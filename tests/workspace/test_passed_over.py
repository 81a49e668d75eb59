"""Why no map was found, from the outside and from within."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import here as jmap

GOOD = "jmap: 1\ntitle: T\nstages: {a: {}}\n"


def workspace(root: Path, config: str = "", ignore: str = "", **files: str) -> Path:
    (root / ".git").mkdir()
    (root / ".gitignore").write_text(ignore, encoding="utf-8")
    (root / "jmap.toml").write_text(config, encoding="utf-8")
    for name, text in files.items():
        path = root / f"{name.replace('__', '/').replace('dot_', '.')}.journey.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("ignore", "config", "named", "said"),
    [
        ("old/\n", "", ("old",), "git ignores the 2 maps there; the files can be named one by one"),
        ("*\n", "", (), "git ignores the 2 maps there; the files can be named one by one"),
        (
            "a.journey.yaml\n",
            "",
            (),
            "git ignores the map there; the file can be named one by one",
        ),
        (
            "",
            'exclude = ["old/"]\n',
            ("old",),
            "`exclude` in the config leaves out the 2 maps there; the files can be named one by one",
        ),
        (
            "",
            'include = ["new/"]\n',
            (),
            "`include` in the config does not name the 2 maps there; the files can be named one by one",
        ),
    ],
)
def test_what_keeps_the_maps_from_being_read_is_said(
    tmp_path: Path, ignore: str, config: str, named: tuple[str, ...], said: str
) -> None:
    files = {"old__a": GOOD} if "a.journey" in ignore else {"old__a": GOOD, "old__b": GOOD}
    ran = jmap("validate", *named, folder=workspace(tmp_path, config, ignore, **files))
    where = "below `old`" if named else "in this workspace"
    assert (ran.code, ran.out, ran.err) == (2, "", f"error: no map {where}\n  {said}\n")


def test_a_folder_that_is_hidden_is_said_to_be(tmp_path: Path) -> None:
    ran = jmap("validate", folder=workspace(tmp_path, dot_drafts__a=GOOD))
    said = "a folder whose name begins with a dot holds the map there; the file can be named one by one"
    assert ran.err == f"error: no map in this workspace\n  {said}\n"


def test_where_there_is_none_at_all_init_is_named(tmp_path: Path) -> None:
    ran = jmap("validate", folder=workspace(tmp_path))
    said = "a map is a file that ends in `.journey.yaml`; `jmap init` writes one"
    assert ran.err == f"error: no map in this workspace\n  {said}\n"


@pytest.mark.parametrize(("ignore", "config"), [("old/\n", ""), ("", 'exclude = ["old/"]\n')])
def test_a_file_that_is_named_is_read_whatever_leaves_it_out(
    tmp_path: Path, ignore: str, config: str
) -> None:
    root = workspace(tmp_path, config, ignore, old__a=GOOD)
    assert jmap("validate", "old/a.journey.yaml", folder=root).out == "no findings in 1 file\n"


def test_a_file_that_git_brings_back_is_read(tmp_path: Path) -> None:
    root = workspace(tmp_path, "", "*\n!*/\n!a.journey.yaml\n", maps__a=GOOD, maps__b=GOOD)
    assert jmap("validate", folder=root).out == "no findings in 1 file\n"
    assert jmap("validate", "maps", folder=root).out == "no findings in 1 file\n"
