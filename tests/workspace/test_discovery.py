"""Finding the workspace and its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.workspace.discovery import discover, find_home, map_id


def touch(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def test_the_root_is_that_of_the_nearest_config_above(tmp_path: Path) -> None:
    touch(tmp_path, "jmap.toml", "team/jmap.toml", "team/maps/a.journey.yaml", "other/b.journey.yaml")
    assert find_home(tmp_path / "team" / "maps" / "a.journey.yaml").root == tmp_path / "team"
    assert find_home(tmp_path / "other").root == tmp_path


def test_a_pyproject_counts_only_with_its_table(tmp_path: Path) -> None:
    touch(tmp_path, "sub/a.journey.yaml")
    (tmp_path / "sub" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.jmap]\n", encoding="utf-8")
    home = find_home(tmp_path / "sub")
    assert (home.root, home.config) == (tmp_path, tmp_path / "pyproject.toml")


def test_without_a_config_the_root_is_the_folder_looked_from(tmp_path: Path) -> None:
    touch(tmp_path, "sub/a.journey.yaml")
    home = find_home(tmp_path / "sub" / "a.journey.yaml")
    assert (home.root, home.config) == (tmp_path / "sub", None)


def test_without_a_config_several_paths_share_the_folder_that_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "team/a/a.journey.yaml", "team/b/b.journey.yaml", "own/jmap.toml", "own/c.journey.yaml")
    monkeypatch.chdir(tmp_path)
    one, other, own = Path("team/a/a.journey.yaml"), Path("team/b"), Path("own")
    assert find_home(one, other).root == tmp_path / "team"
    assert find_home(one, one).root == tmp_path / "team" / "a"
    assert find_home(one, tmp_path / "team").root == tmp_path / "team"
    # One of another workspace, or above the current folder, stays outside.
    assert find_home(one, own).root == tmp_path / "team" / "a"
    monkeypatch.chdir(tmp_path / "team" / "a")
    assert find_home(Path(), Path("../b")).root == tmp_path / "team" / "a"


def test_files_are_found_by_suffix_sorted_without_hidden_and_ignored_ones(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "b.journey.yaml",
        "a/z.journey.yml",
        "a/notes.yaml",
        ".hidden/c.journey.yaml",
        "built/d.journey.yaml",
        "a/keep.journey.yaml",
        "a/drop.journey.yaml",
    )
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("built/\n", encoding="utf-8")
    (tmp_path / "a" / ".gitignore").write_text("drop.*\n", encoding="utf-8")
    assert list(discover(tmp_path, tmp_path, (), ())) == [
        "a/keep.journey.yaml",
        "a/z.journey.yml",
        "b.journey.yaml",
    ]


def test_an_ignore_file_above_the_root_counts_up_to_the_work_tree(tmp_path: Path) -> None:
    touch(tmp_path, "repo/ws/a.journey.yaml", "repo/ws/old/b.journey.yaml")
    (tmp_path / ".gitignore").write_text("*.yaml\n", encoding="utf-8")
    (tmp_path / "repo" / ".git").mkdir()
    (tmp_path / "repo" / ".gitignore").write_text("old/\n", encoding="utf-8")
    root = tmp_path / "repo" / "ws"
    assert list(discover(root, root, (), ())) == ["a.journey.yaml"]


def test_include_and_exclude_are_patterns_below_the_root(tmp_path: Path) -> None:
    touch(tmp_path, "smb/a.journey.yaml", "smb/old/b.journey.yaml", "ent/c.journey.yaml")
    found = discover(tmp_path, tmp_path, ("smb/**",), ("old/",))
    assert list(found) == ["smb/a.journey.yaml"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    touch(tmp_path, "ws/a.journey.yaml", "out/b.journey.yaml")
    (tmp_path / "ws" / "link").symlink_to(tmp_path / "out", target_is_directory=True)
    assert list(discover(tmp_path / "ws", tmp_path / "ws", (), ())) == ["a.journey.yaml"]


def test_the_id_of_a_map_is_its_path_without_the_suffix() -> None:
    assert map_id("smb/onboarding.journey.yaml") == "smb/onboarding"
    assert map_id("renewal.journey.yml") == "renewal"
    assert map_id("other.yaml") == "other.yaml"
