"""Files that use, expand and follow each other: what is in sight, and what is wrong between them."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.findings.collect import validate
from jmap.findings.finding import Report
from jmap.rules.engine import Settings
from jmap.workspace.config import Config
from jmap.workspace.discovery import discover, find_home
from jmap.workspace.workspace import Workspace, asked_for

MAP = """\
jmap: 1
title: A map
uses: {uses}
stages:
  start: {{}}
touchpoints:
  step: {{stage: start, channels: {channel}}}
"""


def check(root: Path, *named: str, **files: str) -> Report:
    (root / "jmap.toml").write_text("", encoding="utf-8")
    for name, text in files.items():
        path = root / f"{name.replace('__', '/')}.journey.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    home = find_home(root)
    config = Config()
    asked = asked_for([root / name for name in named], home, config)
    return validate(Workspace(home, config, asked), Settings(config, date(2026, 10, 15)))


def found(report: Report) -> list[tuple[str, int, int, str, str]]:
    return [
        (each.spot.file, each.spot.span.line, each.spot.span.column, each.rule, each.hint)
        for each in report.findings
    ]


def test_a_library_is_seen_through_another(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        a=MAP.format(uses="lib/outer.journey.yaml", channel="email"),
        lib__outer="jmap: 1\nuses: inner.journey.yaml\n",
        lib__inner="jmap: 1\nchannels: {email: Email}\n",
    )
    assert found(report) == []
    assert report.files == 3


def test_an_id_in_a_library_that_is_not_used_names_the_line_to_add(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        maps__a=MAP.format(uses="[]", channel="email"),
        lib__channels="jmap: 1\nchannels: {email: Email}\n",
    )
    hint = "`lib/channels.journey.yaml` defines it: add `../lib/channels.journey.yaml` to `uses`"
    assert found(report) == [
        ("lib/channels.journey.yaml", 1, 1, "JM206", "add it to the `uses` of a map, or take the file away"),
        ("maps/a.journey.yaml", 7, 34, "JM201", hint),
    ]


def test_one_id_defined_twice_in_sight_shows_the_later_and_the_earlier(tmp_path: Path) -> None:
    text = MAP.format(uses="lib.journey.yaml", channel="email") + "channels: {email: Mail}\n"
    report = check(tmp_path, a=text, lib="jmap: 1\nchannels: {email: Email}\n")
    (finding,) = report.findings
    assert (finding.rule, finding.spot.file, finding.spot.span.line) == ("JM202", "a.journey.yaml", 8)
    (related,) = finding.related
    assert (related.file, related.span.line, related.span.column) == ("lib.journey.yaml", 2, 12)


def test_a_ring_of_libraries_is_told_whole_and_once(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        a=MAP.format(uses="one.journey.yaml", channel="[]"),
        one="jmap: 1\nuses: two.journey.yaml\n",
        two="jmap: 1\nuses: one.journey.yaml\n",
    )
    rings = [each.message for each in report.findings if each.rule == "JM203"]
    ring = "`one.journey.yaml` -> `two.journey.yaml` -> `one.journey.yaml`"
    assert rings[0] == f"`uses` goes round: {ring}"


def test_a_ring_of_libraries_that_no_map_uses_is_told_too(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        one="jmap: 1\nuses: two.journey.yaml\n",
        two="jmap: 1\nuses: one.journey.yaml\n",
        three="jmap: 1\nuses: one.journey.yaml\n",
    )
    [ring] = [each for each in report.findings if each.rule == "JM203"]
    assert (ring.spot.file, ring.spot.span.line, ring.spot.span.column) == ("two.journey.yaml", 2, 7)


def test_a_library_may_mention_a_stage_that_one_of_its_maps_has(tmp_path: Path) -> None:
    library = "jmap: 1\nplays: {mail: {stages: start}, call: {stages: nowhere}}\n"
    report = check(
        tmp_path,
        a=MAP.format(uses="lib.journey.yaml", channel="[]"),
        b=MAP.format(uses="lib.journey.yaml", channel="[]").replace("start", "begin"),
        lib=library,
    )
    assert [(each[0], each[1], each[2], each[3]) for each in found(report)] == [
        ("lib.journey.yaml", 2, 47, "JM201")
    ]


def test_maps_that_expand_into_each_other_are_one_finding(tmp_path: Path) -> None:
    one = "jmap: 1\ntitle: One\nstages: {s: {expands: two.journey.yaml}}\n"
    two = "jmap: 1\ntitle: Two\nstages: {s: {expands: one.journey.yaml}}\n"
    report = check(tmp_path, one=one, two=two)
    assert [each.rule for each in report.findings] == ["JM205"]


def test_a_path_to_nothing_and_one_to_the_outside_read_the_same(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.journey.yaml").write_text("jmap: 1\n", encoding="utf-8")
    text = "jmap: 1\ntitle: T\nuses: [{a}]\nstages: {{s: {{}}}}\n"
    outside = check(root, x=text.format(a="../secret.journey.yaml")).findings[0]
    missing = check(root, x=text.format(a="../nothing.journey.yaml")).findings[0]
    assert outside.rule == missing.rule == "JM204"
    assert outside.message.replace("secret", "nothing") == missing.message
    assert (outside.hint, outside.related) == (missing.hint, missing.related)


def test_a_named_map_brings_its_libraries_and_no_other_file(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        "a.journey.yaml",
        a=MAP.format(uses="lib.journey.yaml", channel="email"),
        b="jmap: 1\ntitle: Broken\nstages: [\n",
        lib="jmap: 1\nchannels: {email: Email}\n",
    )
    assert (found(report), report.files) == ([], 2)


def test_what_follows_only_from_a_cut_file_is_withheld(tmp_path: Path) -> None:
    text = 'jmap: 1\ntitle: "cut\nstages:\n  a: {}\ntouchpoints:\n  x: {stage: b}\n'
    report = check(tmp_path, a=text)
    assert [each.rule for each in report.findings] == ["JM004"]


def test_maps_that_are_each_others_as_is_are_one_finding(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstate: future\nas_is: {other}.journey.yaml\nstages: {{s: {{}}}}\n"
    report = check(tmp_path, one=text.format(other="two"), two=text.format(other="one"))
    assert [(each.rule, each.spot.file, each.spot.span.line) for each in report.findings] == [
        ("JM205", "two.journey.yaml", 4)
    ]


HEALTH = """\
jmap: 1
health:
  account:
    bands: {bands}
plays:
  rescue: {{when: {{health: account, is: red}}}}
"""


def test_a_band_is_not_missed_where_the_bands_have_a_fault(tmp_path: Path) -> None:
    uses = "jmap: 1\ntitle: A map\nuses: lib.journey.yaml\nstages: {start: {}}\n"
    for bands, codes in (
        ("{green: 50}", ["JM201"]),
        ("{green: 50, red: low}", ["JM103"]),
        ("[red]", ["JM103"]),
    ):
        report = check(tmp_path, a=uses, lib=HEALTH.format(bands=bands))
        assert [each.rule for each in report.findings if each.rule != "JM404"] == codes
    alone = check(tmp_path, "lib.journey.yaml", lib=HEALTH.format(bands="{green: 50}"))
    assert found(alone) == [("lib.journey.yaml", 6, 40, "JM201", "it has `green`")]


def test_a_band_of_a_score_in_another_library_is_looked_up_by_the_map(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        a="jmap: 1\ntitle: A map\nuses: [plays.journey.yaml, health.journey.yaml]\nstages: {start: {}}\n",
        plays="jmap: 1\nplays: {rescue: {when: {health: account, is: rde}}}\n",
        health="jmap: 1\nhealth: {account: {bands: {green: 50, red: 0}}}\n",
    )
    assert found(report) == [("plays.journey.yaml", 2, 46, "JM201", "did you mean `red`?")]


def test_an_as_is_map_that_cannot_be_read_whole_is_not_compared(tmp_path: Path) -> None:
    future = "jmap: 1\ntitle: B\nstate: future\nas_is: a.journey.yaml\nstages: {other: {}}\n"
    broken = "jmap: 1\ntitle: A\nstages:\n  start: {]\n"
    assert {each.rule for each in check(tmp_path, a=broken, b=future).findings} == {"JM004"}
    sound = broken.replace("]", "}")
    assert {each.rule for each in check(tmp_path, a=sound, b=future).findings} == {"JM209"}


LIBRARY = "jmap: 1\nuses: [{uses}]\nchannels: {{email: Email}}\n"


def clashes(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (each.spot.file, tuple(spot.file for spot in each.related))
        for each in report.findings
        if each.rule == "JM202"
    ]


def test_two_libraries_that_use_each_other_clash_once(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        a=LIBRARY.format(uses="b.journey.yaml"),
        b=LIBRARY.format(uses="a.journey.yaml"),
        m=MAP.format(uses="a.journey.yaml", channel="email"),
    )
    assert clashes(report) == [("b.journey.yaml", ("a.journey.yaml",))]


def test_two_libraries_clash_once_in_whatever_order_maps_use_them(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        a=LIBRARY.format(uses=""),
        b=LIBRARY.format(uses=""),
        m=MAP.format(uses="[a.journey.yaml, b.journey.yaml]", channel="email"),
        n=MAP.format(uses="[b.journey.yaml, a.journey.yaml]", channel="email"),
    )
    assert clashes(report) == [("b.journey.yaml", ("a.journey.yaml",))]


def test_a_library_that_uses_another_is_the_later_of_the_two(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        a=LIBRARY.format(uses="b.journey.yaml"),
        b=LIBRARY.format(uses="c.journey.yaml"),
        c=LIBRARY.format(uses=""),
        m=MAP.format(uses="a.journey.yaml", channel="email") + "channels: {email: Again}\n",
    )
    first = ("c.journey.yaml",)
    assert clashes(report) == [
        ("a.journey.yaml", first),
        ("b.journey.yaml", first),
        ("m.journey.yaml", first),
    ]


def test_a_folder_that_cannot_be_looked_into_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = os.scandir

    def scandir(path: str) -> Any:
        if str(path).rstrip("/").endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return looked(path)

    (tmp_path / "maps" / "locked").mkdir(parents=True)
    monkeypatch.setattr(os, "scandir", scandir)
    report = check(tmp_path, a="jmap: 1\ntitle: A\nstages: {s: {}}\n")
    [finding] = report.findings
    assert (finding.rule, finding.spot.file) == ("JM011", "maps/locked")
    assert finding.message == "this folder cannot be looked into: permission denied"
    assert finding.hint == "give yourself the right to list it, or leave it out with `exclude`"
    (tmp_path / "a.journey.yaml").unlink()
    report = check(tmp_path, "maps/locked")
    assert [each.rule for each in report.findings] == ["JM011"]


def test_a_folder_that_is_left_out_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    scandir = os.scandir

    def watched(path: str) -> Any:
        looked.append(str(path))
        return scandir(path)

    (tmp_path / "big" / "inner").mkdir(parents=True)
    monkeypatch.setattr(os, "scandir", watched)
    assert list(discover(tmp_path, tmp_path, (), ("big/",))) == []
    assert [Path(path) for path in looked] == [tmp_path]


def test_a_file_outside_is_called_by_its_way_from_the_root(tmp_path: Path) -> None:
    (tmp_path / "other" / "deep").mkdir(parents=True)
    root = tmp_path / "ws"
    root.mkdir()
    report = check(root, "../other/deep/x.journey.yaml", a="jmap: 1\ntitle: A\nstages: {s: {}}\n")
    [finding] = report.findings
    assert finding.spot.file == "../other/deep/x.journey.yaml"
    assert finding.message == "`../other/deep/x.journey.yaml` is outside the workspace"
