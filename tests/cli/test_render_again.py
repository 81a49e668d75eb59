"""`jmap render` over and over: what is drawn anew, what is left alone, what is taken away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jmap.cli import site_run
from jmap.findings.collect import judge
from tests.cli.program import Ran, here, jmap

MAP = """\
jmap: 1
title: {title}
uses: company.journey.yaml
owner: sales
stages:
  trial: {{next: renewal, expands: {expands}}}
  renewal: Stay
touchpoints:
  sign-up: {{stage: trial, emotion: 1, owner: sales}}
"""
LIBRARY = "jmap: 1\nteams: {sales: The sales team}\n"
ALL = ["one.journey.yaml", "two.journey.yaml"]


class Site:
    """A workspace of two maps and a library, and its pages; `run` notes which maps a run looks at."""

    def __init__(self, folder: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.looked: list[str] = []
        shutil.copytree(compiled, folder / "cache" / "templates")
        monkeypatch.setenv("JMAP_CACHE_DIR", str(folder / "cache"))
        monkeypatch.delenv("JMAP_NO_CACHE", raising=False)

        def noted(*given: Any, files: tuple[str, ...], **said: Any) -> Any:
            self.looked.extend(path for path in files if path != "company.journey.yaml")
            return judge(*given, files=files, **said)

        monkeypatch.setattr(site_run, "judge", noted)
        self.write("jmap.toml", "")
        self.write("company.journey.yaml", LIBRARY)
        self.write("one.journey.yaml", MAP.format(title="Map one", expands="two.journey.yaml"))
        self.write("two.journey.yaml", MAP.format(title="Map two", expands="[]"))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str, as_of: str = "2026-10-15") -> Ran:
        self.looked.clear()
        return here("render", "--as-of", as_of, "-j", "1", *arguments, folder=self.folder)

    def page(self, name: str) -> Path:
        return self.folder / "site" / name


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with our templates in compiled form: compiling them takes longer than all the rest."""
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "one.journey.yaml").write_text("jmap: 1\ntitle: T\nstages: {a: A}\n", encoding="utf-8")
    ran = here("render", "-j", "1", folder=folder, JMAP_NO_CACHE="", JMAP_CACHE_DIR=str(folder / "cache"))
    assert (ran.code, ran.err) == (0, "")
    return folder / "cache" / "templates"


@pytest.fixture
def site(tmp_path: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = Site(tmp_path, compiled, monkeypatch)
    ran = made.run()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace("\\", "/") == "3 files in site\nopen site/index.html\n"
    assert made.looked == ALL
    return made


def test_where_nothing_changed_no_map_is_looked_at_and_the_bytes_are_the_same(site: Site) -> None:
    before = {path.name: path.read_bytes() for path in site.page("").iterdir()}
    ran = site.run()
    assert (ran.code, ran.err, site.looked) == (0, "", [])
    assert ran.out.splitlines()[0].endswith("site, 3 as they were")
    assert {path.name: path.read_bytes() for path in site.page("").iterdir()} == before
    assert site.run("--no-cache").out.splitlines()[0].endswith("site, 3 as they were")
    assert site.looked == ALL


def test_the_pages_lie_alone_in_their_folder(site: Site) -> None:
    assert sorted(path.name for path in site.page("").iterdir()) == ["index.html", "one.html", "two.html"]


def test_a_map_that_changed_is_drawn_anew_and_those_whose_pages_name_it(site: Site) -> None:
    site.write("one.journey.yaml", MAP.format(title="Map eins", expands="two.journey.yaml"))
    site.run()
    # The second is the detail of a stage of the first, and says of which.
    assert site.looked == ALL
    assert "Map eins" in site.page("one.html").read_text(encoding="utf-8")
    assert "Map eins" in site.page("two.html").read_text(encoding="utf-8")
    index = site.page("index.html").read_text(encoding="utf-8")
    assert "Map eins" in index
    assert "Map two" in index


def test_a_library_is_part_of_every_map_that_uses_it(site: Site) -> None:
    site.write("company.journey.yaml", LIBRARY.replace("The sales", "Another"))
    site.run()
    assert site.looked == ALL
    assert "Another team" in site.page("two.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "de"),
        ("--lanes", "actions"),
        ("--theme", "brand.css"),
        ("--format", "html,svg"),
        ("-o", "other"),
    ],
)
def test_another_way_of_drawing_draws_all_maps(site: Site, arguments: tuple[str, ...]) -> None:
    site.write("brand.css", ":root { --accent: #0b5c4b }")
    site.run(*arguments)
    assert site.looked == ALL
    site.run(*arguments)
    assert site.looked == []


def test_another_day_a_changed_theme_config_or_baseline_draws_all_maps(site: Site) -> None:
    site.run(as_of="2026-10-16")
    assert site.looked == ALL
    for name, text in (
        ("jmap.toml", 'ignore = ["JM604"]\n'),
        ("jmap.toml", '[render]\ntheme = "brand.css"\n'),
    ):
        site.write("brand.css", ":root { --accent: #0b5c4b }")
        site.write(name, text)
        site.run(as_of="2026-10-16")
        assert site.looked == ALL
    site.write("brand.css", ":root { --accent: #0b5c4c }")
    site.run(as_of="2026-10-16")
    assert site.looked == ALL
    site.write("company.journey.yaml", f"{LIBRARY}channels: {{post: {{name: Post, kind: physical}}}}\n")
    site.run(as_of="2026-10-16")
    assert site.looked == ALL
    assert here("baseline", "write", "--accept-new", "--as-of", "2026-10-16", folder=site.folder).code == 0
    site.run(as_of="2026-10-16")
    assert site.looked == ALL


@pytest.mark.parametrize("spoil", ["deleted", "edited"])
def test_a_page_that_was_spoilt_by_hand_is_written_again(site: Site, spoil: str) -> None:
    page = site.page("two.html")
    before = page.read_bytes()
    if spoil == "deleted":
        page.unlink()
    else:
        page.write_bytes(before.replace(b"Map two", b"Map TWO"))
    site.run()
    assert site.looked == ["two.journey.yaml"]
    assert page.read_bytes() == before


def test_whether_a_map_that_is_mentioned_has_a_page_matters(site: Site) -> None:
    assert 'href="two.html"' in site.page("one.html").read_text(encoding="utf-8")
    site.run("one.journey.yaml")
    assert site.looked == ["one.journey.yaml"]
    assert 'href="two.html"' not in site.page("one.html").read_text(encoding="utf-8")


def test_a_map_shows_which_maps_change_it_though_it_is_as_it_was(site: Site) -> None:
    later = MAP.format(title="Map three", expands="[]") + "state: future\nas_is: two.journey.yaml\n"
    site.write("three.journey.yaml", later)
    site.run()
    assert site.looked == ["three.journey.yaml", "two.journey.yaml"]
    assert "Map three" in site.page("two.html").read_text(encoding="utf-8")
    site.run()
    assert site.looked == []
    site.write("three.journey.yaml", later.replace("two.j", "one.j"))
    site.run()
    assert sorted(site.looked) == ["one.journey.yaml", "three.journey.yaml", "two.journey.yaml"]
    assert "Map three" not in site.page("two.html").read_text(encoding="utf-8")
    (site.folder / "three.journey.yaml").unlink()
    site.run()
    assert site.looked == ["one.journey.yaml"]


def test_a_link_to_a_map_that_is_no_longer_drawn_goes_and_comes_back(site: Site) -> None:
    third = MAP.format(title="Map three", expands="two.journey.yaml")
    site.write("three.journey.yaml", third)
    sound = (site.folder / "two.journey.yaml").read_text(encoding="utf-8")
    site.run()
    site.write("two.journey.yaml", "jmap: 1\ntitle: Two\nstages: {a: {nope: 1}}\n")
    assert site.run().code == 1
    for name in ("one.html", "three.html"):
        assert 'href="two.html"' not in site.page(name).read_text(encoding="utf-8")
    site.write("two.journey.yaml", sound)
    assert site.run().code == 0
    for name in ("one.html", "three.html"):
        assert 'href="two.html"' in site.page(name).read_text(encoding="utf-8")


def test_pages_of_maps_that_are_gone_are_removed_and_nothing_else(site: Site) -> None:
    site.write("site/one.notes.html", "mine")
    (site.folder / "two.journey.yaml").unlink()
    site.write("one.journey.yaml", MAP.format(title="Map one", expands="[]"))
    ran = site.run()
    assert ran.out.splitlines()[0].endswith("2 files in site, 1 of maps that are gone removed")
    assert sorted(path.name for path in site.page("").iterdir()) == [
        "index.html",
        "one.html",
        "one.notes.html",
    ]
    assert "Map two" not in site.page("index.html").read_text(encoding="utf-8")


def test_a_page_of_a_map_that_is_gone_stays_where_a_hand_changed_it_or_we_never_wrote_it(site: Site) -> None:
    site.page("two.html").write_text("changed by hand", encoding="utf-8")
    (site.folder / "two.journey.yaml").unlink()
    site.write("one.journey.yaml", MAP.format(title="Map one", expands="[]"))
    ran = site.run()
    said = ran.err.replace("\\", "/")
    assert (
        said
        == "note: `site/two.html` is of a map that is gone, and stays, since it was changed by another hand\n"
    )
    assert site.page("two.html").read_text(encoding="utf-8") == "changed by hand"
    assert site.run().err == ""


def test_a_run_for_one_map_removes_no_page_of_another(site: Site) -> None:
    (site.folder / "two.journey.yaml").unlink()
    site.write("one.journey.yaml", MAP.format(title="Map one", expands="[]"))
    site.run("one.journey.yaml")
    assert site.page("two.html").exists()


def test_a_folder_that_became_a_link_is_not_followed(site: Site, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    site.page("two.html").rename(tmp_path / "two.html")
    site.page("two.html").symlink_to(tmp_path / "two.html")
    (site.folder / "two.journey.yaml").unlink()
    site.write("one.journey.yaml", MAP.format(title="Map one", expands="[]"))
    site.run()
    assert (tmp_path / "two.html").exists()
    assert not elsewhere.exists()


def test_findings_between_files_are_told_though_no_map_is_looked_at(site: Site) -> None:
    metric = "metrics: {{m: {{formula: '{formula}', unit: d, owner: sales}}}}\n"
    for name, formula in (("one", "a / b"), ("two", "a / c")):
        text = MAP.format(title=f"Map {name}", expands="[]") + metric.format(formula=formula)
        site.write(f"{name}.journey.yaml", text)
    first = site.run()
    again = site.run()
    assert "error[JM208]" in first.err
    assert (again.code, again.err, site.looked) == (first.code, first.err, [])


def test_a_map_with_errors_is_looked_at_each_time(site: Site) -> None:
    site.write("two.journey.yaml", "jmap: 1\ntitle: Two\nstages: {a: {nope: 1}}\n")
    site.write("one.journey.yaml", MAP.format(title="Map one", expands="[]"))
    first = site.run()
    assert first.code == 1
    again = site.run()
    assert (again.code, again.err, site.looked) == (1, first.err, ["two.journey.yaml"])


def test_several_processes_write_the_same_bytes_and_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "company.journey.yaml").write_text(LIBRARY, encoding="utf-8")
    for number in range(7):
        text = MAP.format(title=f"Map {number}", expands="[]")
        (tmp_path / f"map-{number}.journey.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "map-9.journey.yaml").write_text("jmap: 1\ntitle: T\nstages: {a: {x: 1}}\n", encoding="utf-8")
    runs = {}
    for jobs in ("1", "3"):
        ran = jmap(
            "render", "--as-of", "2026-10-15", "--no-cache", "-j", jobs, "-o", f"s{jobs}", folder=tmp_path
        )
        assert ran.code == 1
        runs[jobs] = (ran.err, {path.name: path.read_bytes() for path in (tmp_path / f"s{jobs}").iterdir()})
    assert runs["1"] == runs["3"]
    assert len(runs["1"][1]) == 8


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_page_that_cannot_be_written_ends_the_run_once(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "company.journey.yaml").write_text(LIBRARY, encoding="utf-8")
    for number in range(2):
        text = MAP.format(title=f"Map {number}", expands="[]")
        (tmp_path / f"map-{number}.journey.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "site" / f"map-{number}.html").mkdir(parents=True)
    ran = jmap("render", "-j", jobs, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    [told] = ran.err.replace("\\", "/").splitlines()
    assert told in {
        f"error: `site/map-{number}.html` cannot be written: `map-{number}.html` is not an ordinary file"
        for number in range(int(jobs))
    }


def test_a_memory_that_is_spoilt_is_passed_over(site: Site) -> None:
    for file in (site.folder / "cache" / "sites").rglob("*.json"):
        file.write_bytes(b"{}")
    assert site.run().code == 0
    assert site.looked == ALL


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_progress_is_shown_on_a_terminal_and_taken_away(tmp_path: Path) -> None:
    import pty

    (tmp_path / "jmap.toml").touch()
    (tmp_path / "company.journey.yaml").write_text(LIBRARY, encoding="utf-8")
    for number in range(2):
        text = MAP.format(title=f"Map {number}", expands="[]")
        (tmp_path / f"map-{number}.journey.yaml").write_text(text, encoding="utf-8")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "jmap", "render", "--no-cache"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, env=environment)
    out, _ = process.communicate(timeout=60)
    os.close(theirs)
    said = b""
    try:
        while more := os.read(ours, 65_536):
            said += more
    except OSError:
        pass
    os.close(ours)
    assert out.startswith(b"3 files in site")
    assert b"drawing" in said
    assert b"2/3" in said or b"3/3" in said
    assert said.rstrip(b"\r\n").endswith(b"\x1b[2K") or b"\x1b[?25h" in said


def gone(site: Site) -> None:
    """Take the second map away."""
    (site.folder / "two.journey.yaml").unlink()
    site.write("one.journey.yaml", MAP.format(title="Map one", expands="[]"))


@pytest.mark.parametrize("same", [False, True])
def test_a_file_that_was_there_before_is_told_once_and_never_removed(site: Site, same: bool) -> None:
    document = site.folder / "docs" / "two.md"
    document.parent.mkdir()
    if same:
        site.run("-o", "other", "--format", "markdown")
        document.write_bytes((site.folder / "other" / "two.md").read_bytes())
    else:
        document.write_text("# Written by hand\n", encoding="utf-8")
    said = site.run("-o", "docs", "--format", "markdown").err.replace("\\", "/")
    assert said == ("" if same else "note: `docs/two.md` was there and is written over\n")
    site.write("two.journey.yaml", MAP.format(title="Map zwei", expands="[]"))
    assert site.run("-o", "docs", "--format", "markdown").err == ""
    assert "Map zwei" in document.read_text(encoding="utf-8")
    gone(site)
    ran = site.run("-o", "docs", "--format", "markdown")
    assert ran.err.replace("\\", "/") == (
        "note: `docs/two.md` is of a map that is gone, and stays, since it was there before\n"
    )
    assert document.exists()
    assert site.run("-o", "docs", "--format", "markdown").err == ""
    assert document.exists()


def test_an_index_that_was_there_is_told_once(site: Site) -> None:
    (site.folder / "docs").mkdir()
    site.write("docs/index.md", "# By hand\n")
    for said in ("note: `docs/index.md` was there and is written over\n", ""):
        assert site.run("-o", "docs", "--format", "markdown").err.replace("\\", "/") == said
        site.write("one.journey.yaml", MAP.format(title="Another title", expands="two.journey.yaml"))


def test_without_a_memory_the_first_files_written_over_are_named_and_the_others_counted(site: Site) -> None:
    for number in range(11):
        site.write(f"map-{number:02}.journey.yaml", MAP.format(title="Old", expands="[]"))
    site.run("--no-cache")
    for number in range(11):
        site.write(f"map-{number:02}.journey.yaml", MAP.format(title="New", expands="[]"))
    told = site.run("--no-cache").err.replace("\\", "/").splitlines()
    assert told[:2] == [
        "note: `site/map-00.html` was there and is written over",
        "note: `site/map-01.html` was there and is written over",
    ]
    assert len(told) == 11
    assert told[-1] == "note: 2 more files were there and are written over"


def test_pages_of_a_map_that_has_errors_now_stay_and_are_told(site: Site) -> None:
    page = site.page("two.html").read_bytes()
    site.write("two.journey.yaml", "jmap: 1\ntitle: Two\nstages: {a: {nope: 1}}\n")
    for arguments in ((), ("--no-cache",)):
        ran = site.run(*arguments)
        assert ran.code == 1
        assert "note: `site/two.html` is of an earlier run, since `two.journey.yaml` has errors now\n" in (
            ran.err.replace("\\", "/")
        )
    assert site.page("two.html").read_bytes() == page


@pytest.mark.parametrize("named", ["nope.yaml", "broken.journey.yaml"])
def test_where_nothing_was_drawn_the_index_stays(site: Site, named: str) -> None:
    index = site.page("index.html").read_bytes()
    site.write("broken.journey.yaml", "jmap: 1\ntitle: Broken\nstages: {a: {nope: 1}}\n")
    ran = site.run(named)
    assert (ran.code, ran.out) == (1, "0 files in site\n")
    assert site.page("index.html").read_bytes() == index


def test_a_workspace_of_libraries_has_no_map_and_its_pages_stay(site: Site) -> None:
    before = {path.name: path.read_bytes() for path in site.page("").iterdir()}
    (site.folder / "one.journey.yaml").unlink()
    (site.folder / "two.journey.yaml").unlink()
    hint = "there are only libraries; a map has `stages`, and `jmap init` writes one"
    for arguments, where in (
        ((), "this workspace"),
        (("-o", "-"), "this workspace"),
        (("company.journey.yaml",), "`company.journey.yaml`"),
    ):
        ran = site.run(*arguments)
        assert (ran.code, ran.out, ran.err) == (2, "", f"error: no map in {where}\n  {hint}\n")
    assert {path.name: path.read_bytes() for path in site.page("").iterdir()} == before


def test_a_report_that_comes_or_goes_is_seen_though_no_map_or_library_changed(site: Site) -> None:
    library = LIBRARY + "evidence: {calls: {kind: observation, date: 2026-10-01, file: reports/calls.md}}\n"
    site.write("company.journey.yaml", library)
    site.write("two.journey.yaml", MAP.format(title="Map two", expands="[]") + "  use: {stage: trial}\n")
    cited = MAP.format(title="Map one", expands="two.journey.yaml").replace("Stay", "{evidence: calls}")
    site.write("one.journey.yaml", cited)
    told = "Evidence <code>calls</code> names <code>reports/calls.md</code>, which is not there"
    assert site.run().code == 0
    assert told in site.page("one.html").read_text(encoding="utf-8")
    (site.folder / "reports").mkdir()
    site.write("reports/calls.md", "# Calls\n")
    assert (site.run().code, site.looked) == (0, ALL)
    assert told not in site.page("one.html").read_text(encoding="utf-8")
    assert (site.run().code, site.looked) == (0, [])
    (site.folder / "reports" / "calls.md").rename(site.folder / "reports" / "Calls.md")
    (site.folder / "reports" / "Calls.md").rename(site.folder / "reports" / "calls.txt")
    assert (site.run().code, site.looked) == (0, ALL)
    assert told in site.page("one.html").read_text(encoding="utf-8")


def test_other_measures_draw_maps_anew(site: Site) -> None:
    def measured(day: str) -> None:
        moves = [{"from": "trial", "to": "renewal", "n": 3, "customers": 3, "kind": "declared"}]
        outcomes = {"forward": 3, "back": 0, "left": 1, "open": 0}
        stages = {
            "trial": {"visits": 4, "customers": 4, "outcomes": outcomes},
            "renewal": {"visits": 0, "customers": 0, "outcomes": dict.fromkeys(outcomes, 0)},
        }
        content = {
            "version": 1,
            "as_of": day,
            "maps": {"one": {"stages": stages, "conformance": {"moves": moves}}},
        }
        site.write("m.json", json.dumps(content))

    measured("2026-09-30")
    site.write("jmap.toml", '[events]\nmeasures = "m.json"\n')
    site.run()
    assert site.looked == ALL
    assert "75\u00a0%" in site.page("one.html").read_text(encoding="utf-8").replace("&nbsp;", "\u00a0")
    site.run()
    assert site.looked == []
    measured("2026-10-01")
    ran = site.run()
    assert (ran.code, ran.err, site.looked) == (0, "", ALL)
    assert "1 October 2026" in site.page("one.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    site.run("--measures", str(site.folder / "m.json"))
    assert "1 October 2026" in site.page("one.html").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_measures_that_speak_of_no_map_are_noted(site: Site) -> None:
    site.write("m.json", '{"version": 1, "as_of": "2026-09-30", "maps": {"other": {}}}')
    ran = site.run("--measures", str(site.folder / "m.json"))
    assert ran.code == 0
    assert "speaks of none of the maps; it has `other`" in ran.err
    assert site.run("--measures", "nope.json").code == 2
