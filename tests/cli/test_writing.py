"""Files are written only inside the folder meant, and nothing is made on the way to another place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jmap.cli.writing import take_away, write


def test_a_link_out_of_the_folder_is_not_followed_and_no_folder_is_made_beyond_it(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    site.mkdir()
    elsewhere.mkdir()
    (site / "maps").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(OSError, match="would be written outside"):
        write(site / "maps" / "smb" / "a.html", "text", inside=site)
    assert list(elsewhere.iterdir()) == []


def test_a_link_to_nothing_outside_and_one_to_itself_make_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "gone").symlink_to(tmp_path / "missing", target_is_directory=True)
    (site / "loop").symlink_to(site / "loop", target_is_directory=True)
    for name in ("gone", "loop"):
        with pytest.raises(OSError, match=r"."):
            write(site / name / "a.html", "text", inside=site)
    assert sorted(os.listdir(tmp_path)) == ["site"]  # noqa: PTH208 - links to nothing too


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "old").symlink_to(tmp_path / "maps", target_is_directory=True)
    assert write(tmp_path / "old" / "smb" / "a.html", "text", inside=tmp_path)
    assert (tmp_path / "maps" / "smb" / "a.html").read_text(encoding="utf-8") == "text"
    assert take_away(tmp_path / "old" / "smb" / "a.html", inside=tmp_path)


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "public", target_is_directory=True)
    assert write(tmp_path / "site" / "a.html", "text", inside=tmp_path / "site")
    assert (tmp_path / "public" / "a.html").exists()
