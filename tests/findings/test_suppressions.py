"""Suppressions in maps, from the text to the report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.findings.collect import validate
from jmap.findings.finding import Report
from jmap.rules.engine import Settings
from jmap.workspace.cache import Cache
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for

HEAD = "jmap: 1\ntitle: T\nstages:\n  a: A\n"


def run(root: Path, *named: str, as_of: str = "2026-10-15", **more: Any) -> Report:
    home = Home(root, None)
    asked = asked_for([root / name for name in named], home, Config())
    workspace = Workspace(home, Config(), asked)
    cache = Cache(root.parent / "cache", root, "key") if more.pop("cache", False) else None
    settings = Settings(Config(), date.fromisoformat(as_of), **more)
    return validate(workspace, settings, cache)


def write(root: Path, text: str, name: str = "m") -> Path:
    root.mkdir(exist_ok=True)
    path = root / f"{name}.journey.yaml"
    path.write_bytes(text.encode())
    return path


def found(report: Report) -> list[tuple[str, int, int]]:
    return [(each.rule, each.spot.span.line, each.spot.span.column) for each in report.findings]


def silent(report: Report) -> list[tuple[str, int]]:
    return [(each.rule, each.spot.span.line) for each in report.accepted]


def test_it_silences_its_object_and_what_is_in_it_and_nothing_else(tmp_path: Path) -> None:
    text = (
        HEAD
        + "touchpoints:\n"
        + "  # jmap: ignore[JM113] later\n"
        + "  one:\n    stage: a\n    gains:\n    pains: [{text: x, severity: }]\n"
        + "  two:\n    stage: a\n    gains:\n"
    )
    write(tmp_path, text)
    report = run(tmp_path)
    assert found(report) == [("JM113", 13, 5)]
    assert silent(report) == [("JM113", 9), ("JM113", 10)]
    assert (report.suppressed, report.baselined, report.absent) == (2, 0, None)
    assert [each.accepted and each.accepted.reason for each in report.accepted] == ["later", "later"]


def test_an_error_is_silenced_like_a_warning_and_a_missing_key_with_its_object(tmp_path: Path) -> None:
    text = HEAD + "touchpoints:\n  one: {name: x} # jmap: ignore[JM102] the stage is not settled\n"
    write(tmp_path, text)
    assert (found(run(tmp_path)), silent(run(tmp_path))) == ([], [("JM102", 6)])


def test_above_the_first_key_it_is_for_that_key_and_for_what_concerns_the_map(tmp_path: Path) -> None:
    text = (
        "# jmap: ignore[JM303, JM113] nobody comes back\n"
        "jmap: 1\ntitle: T\nscope: lifecycle\nleave: {inactive: 30d}\n"
        "stages:\n  a: {phase: before, next: [b], needs: }\n  b: {phase: after, next: []}\n"
    )
    write(tmp_path, text)
    report = run(tmp_path)
    assert silent(report) == [("JM303", 2)]
    assert found(report) == [("JM092", 1, 23), ("JM113", 7, 33)]


def test_what_only_looks_like_a_comment_silences_nothing(tmp_path: Path) -> None:
    text = (
        HEAD
        + "touchpoints:\n"
        + '  one: {stage: a, actions: "# jmap: ignore[JM113] x", gains: }\n'
        + "  two:\n    stage: a\n    actions: |\n      # jmap: ignore[JM113] x\n    gains:\n"
        + "  three:\n    stage: a\n    actions: go#jmap:ignore[JM113] x\n    gains:\n"
    )
    write(tmp_path, text)
    report = run(tmp_path)
    assert [rule for rule, _, _ in found(report)] == ["JM113", "JM113", "JM113"]
    assert silent(report) == []


def test_validate_leaves_suppressions_of_audit_rules_alone(tmp_path: Path) -> None:
    for said in ("", " x until=2020-01-01", " x", " x until=x"):
        write(tmp_path, f"{HEAD}owner: me # jmap: ignore[JM603]{said}\n")
        assert found(run(tmp_path)) == []
    write(tmp_path, f"{HEAD}owner: me # jmap: ignore[JM603, JM113] x until=2020-01-01\n")
    assert found(run(tmp_path)) == [("JM093", 5, 42)]


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ["JM092", "JM092"]),
        ({"select": ("JM1", "JM09")}, ["JM092"]),
        ({"select": ("JM1",)}, []),
        ({"ignore": ("JM113",)}, ["JM092"]),
        ({"ignore": ("JM092",)}, []),
    ],
)
def test_only_rules_that_the_run_asks_for_are_judged(
    tmp_path: Path, more: dict[str, Any], codes: list[str]
) -> None:
    write(tmp_path, HEAD + "owner: me # jmap: ignore[JM113, JM201] x\n")
    assert [code for code, _, _ in found(run(tmp_path, **more))] == codes


def test_nothing_is_unused_in_a_file_that_was_cut(tmp_path: Path) -> None:
    write(tmp_path, HEAD + "owner: me # jmap: ignore[JM113] x\nsummary: [\n")
    assert [code for code, _, _ in found(run(tmp_path))] == ["JM004"]


def test_a_slip_above_a_comment_does_not_undo_it(tmp_path: Path) -> None:
    text = "goal: [a # jmap: ignore[JM101] swallowed\n# jmap: ignore[JM101] the old tool\nfoo: 1\nbar: 1\n"
    write(tmp_path, HEAD + text)
    report = run(tmp_path)
    assert found(report) == [("JM004", 5, 7), ("JM101", 8, 1)]
    assert silent(report) == [("JM101", 7)]


def test_nothing_is_unused_where_an_error_withholds_the_rule(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages:\n  a: {next: [b]%s}\n  b: {} # jmap: ignore[JM301, JM113] x\n"
    write(tmp_path, text % "")
    assert found(run(tmp_path)) == [("JM092", 5, 24), ("JM092", 5, 31)]
    write(tmp_path, text % ", phase: soon")
    assert found(run(tmp_path)) == [("JM105", 4, 25), ("JM092", 5, 31)]
    write(tmp_path, text % "" + "uses: [lib.journey.yaml]\n")
    write(tmp_path, "jmap: 1\nteams: {t: [}\n", "lib")
    assert [each for each in found(run(tmp_path)) if each[0] == "JM092"] == [("JM092", 5, 31)]


LIBRARY = "jmap: 1\nsegments:\n  s: {channels: [web]} # jmap: ignore[JM201, JM113] the maps bring it\n"
USER = HEAD + "uses: lib.journey.yaml\n"


def test_a_library_is_judged_by_a_run_over_everything_only(tmp_path: Path) -> None:
    write(tmp_path, LIBRARY, "lib")
    write(tmp_path, USER)
    assert found(run(tmp_path)) == [("JM092", 3, 46)]
    assert silent(run(tmp_path)) == [("JM201", 3)]
    for named in ("m.journey.yaml", "lib.journey.yaml"):
        assert found(run(tmp_path, named)) == []


def test_one_map_alone_is_judged_but_not_by_rules_that_need_the_others(tmp_path: Path) -> None:
    text = HEAD + "summary: S # jmap: ignore[JM113, JM205, JM208] x\n"
    write(tmp_path, text)
    assert [column for _, _, column in found(run(tmp_path))] == [27, 34, 41]
    assert [column for _, _, column in found(run(tmp_path, "m.journey.yaml"))] == [27]


def test_a_comment_in_a_map_does_not_reach_into_its_library(tmp_path: Path) -> None:
    write(tmp_path, "jmap: 1\nteams:\n  t: {contact: }\n", "lib")
    write(tmp_path, "# jmap: ignore[JM113] x\n" + USER)
    assert found(run(tmp_path)) == [
        ("JM206", 3, 3),
        ("JM113", 3, 7),
        ("JM092", 1, 16),
    ]


def test_the_same_rule_twice_on_one_object_is_said(tmp_path: Path) -> None:
    text = HEAD + "# jmap: ignore[JM113] x\n# jmap: ignore[JM113, JM113] y\nsummary:\n"
    write(tmp_path, text)
    report = run(tmp_path)
    assert [(each.rule, each.message, each.spot.span.line) for each in report.findings] == [
        ("JM092", "`JM113` is silenced here already", 6),
        ("JM092", "`JM113` is silenced here already", 6),
    ]


def test_a_cache_and_several_processes_change_nothing(tmp_path: Path) -> None:
    root = tmp_path / "root"
    text = HEAD + "owner: me # jmap: ignore[JM113, jm1] x\n"
    text += "summary: # jmap: ignore[JM113] y until=2026-10-20\n"
    for name in ("m", "n", "o"):
        write(root, text, name)
    write(root, LIBRARY, "lib")
    write(root, USER, "user")
    for as_of in ("2026-10-15", "2026-10-20", "2026-10-21"):
        plain = run(root, as_of=as_of)
        assert run(root, as_of=as_of, cache=True) == plain
        assert run(root, as_of=as_of, cache=True) == plain
    assert plain.suppressed == 1


def test_ten_thousand_comments_are_read_in_a_moment(tmp_path: Path) -> None:
    lines = [f"  t{n}: # jmap: ignore[JM113] x\n    stage: a\n    gains:\n" for n in range(2000)]
    stacked = "# jmap: ignore[JM113] x\n" * 8000
    write(tmp_path, HEAD + "touchpoints:\n" + "".join(lines) + stacked + "summary:\n")
    report = run(tmp_path)
    assert (report.suppressed, len(report.findings)) == (2001, 7999)
