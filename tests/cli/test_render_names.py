"""What `jmap render` does with the names of files: odd ones, and those of several maps that are one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap

MAP = """\
jmap: 1
title: {title}
stages:
  trial: {{next: renewal, expands: {expands}}}
  renewal: Stay
touchpoints:
  sign-up: {{stage: trial, emotion: 1}}
"""


def run(folder: Path, *arguments: str) -> Ran:
    (folder / "jmap.toml").touch()
    return jmap("render", "--as-of", "2026-10-15", *arguments, folder=folder)


def write(folder: Path, name: str, expands: str = "[]") -> None:
    text = MAP.format(title=f"Map {name.encode('utf-8', 'backslashreplace').decode()!r}", expands=expands)
    (folder / f"{name}.journey.yaml").write_text(text, encoding="utf-8")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are Unicode there")
def test_a_name_that_is_not_utf_8_is_drawn_in_every_format_and_linked_by_its_bytes(tmp_path: Path) -> None:
    odd = os.fsdecode(b"\xff\xfe")
    write(tmp_path, odd, expands="other.journey.yaml")
    write(tmp_path, "other")
    with (tmp_path / "other.journey.yaml").open("a", encoding="utf-8") as file:
        file.write("links: [{text: The odd one, url: '%FF%FE.journey.yaml'}]\n")
    formats = "html,svg,markdown,mermaid,csv,json"
    for jobs in ("1", "2"):
        ran = run(tmp_path, "--format", formats, "--no-cache", "-j", jobs, "-o", f"site-{jobs}")
        assert ran.code == 0
        assert "Traceback" not in ran.err
    names = sorted(os.fsencode(path.name) for path in (tmp_path / "site-1").iterdir())
    assert names[-8:] == [
        b"\xff\xfe" + suffix
        for suffix in (
            b".csv",
            b".html",
            b".json",
            b".lifecycle.mmd",
            b".lifecycle.svg",
            b".md",
            b".mmd",
            b".svg",
        )
    ]
    for name in map(os.fsdecode, names):
        one, two = ((tmp_path / f"site-{jobs}" / name).read_bytes() for jobs in ("1", "2"))
        assert one == two
        one.decode("utf-8")
    index = (tmp_path / "site-1" / "index.html").read_text(encoding="utf-8")
    assert 'href="%FF%FE.html"' in index
    page = (tmp_path / "site-1" / f"{odd}.html").read_text(encoding="utf-8")
    assert "\\udcff\\udcfe.journey.yaml" in page
    assert 'href="other.html"' in page
    other = (tmp_path / "site-1" / "other.html").read_text(encoding="utf-8")
    assert 'href="../%FF%FE.journey.yaml"' in other


@pytest.mark.parametrize(
    ("first", "second", "format_", "file"),
    [
        ("index-map", "index", "html", "index-map.html"),
        ("index-map", "index", "json,csv", "index-map.csv"),
        ("a", "a.lifecycle", "svg", "a.lifecycle.svg"),
        ("a", "a.lifecycle", "html,mermaid", "a.lifecycle.mmd"),
    ],
)
def test_two_maps_that_would_be_one_file_are_told_before_anything_is_drawn(
    tmp_path: Path, first: str, second: str, format_: str, file: str
) -> None:
    write(tmp_path, first)
    write(tmp_path, second)
    ran = run(tmp_path, "--format", format_)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.replace("\\", "/") == (
        f"error: `{first}.journey.yaml` and `{second}.journey.yaml` would both be written to `site/{file}`\n"
        "  rename one of them\n"
    )
    assert not (tmp_path / "site").exists()


def test_a_library_clashes_with_no_map_and_other_formats_have_no_such_file(tmp_path: Path) -> None:
    write(tmp_path, "index")
    (tmp_path / "index-map.journey.yaml").write_text("jmap: 1\nteams: {sales: Sales}\n", encoding="utf-8")
    assert run(tmp_path).code == 0
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["index-map.html", "index.html"]
    write(tmp_path, "a")
    write(tmp_path, "a.lifecycle")
    assert run(tmp_path, "--format", "html,csv,json,markdown").code == 0
