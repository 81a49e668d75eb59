"""`jmap analyze --record` from the outside: what it shows, when it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jmap.cli import recording
from tests.cli.program import Ran, here

MAP = """\
jmap: 1
title: Trial
uses: company.journey.yaml
stages:
  trial: {enter: {event: trial_started}, metrics: [trials, days, kept]}
metrics:
  trials:
    measure: {count: trial_started}  # of all
    history: {2026-Q1: 10, 2026-Q2: 12}  # counted
  kept: {history: {2026-Q2: 1}}
"""
AS_IT_IS = "note: `m.json` is as of 2026-10-02 and not of 2026-Q3 alone; its values are taken as they are\n"
LIBRARY = "jmap: 1\r\nmetrics:\r\n  days:\r\n    measure: {duration: {from: a, to: b, stat: median}}\r\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "trial.journey.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "company.journey.yaml").write_bytes(LIBRARY.encode())
    measured(tmp_path)
    return tmp_path


def measured(folder: Path, **values: Any) -> None:
    metrics = {
        "trials": {"value": 15, "n": 15},
        "days": {"value": 3.25, "n": 9},
        "kept": {"value": 9},
    } | values
    content = {"version": 1, "as_of": "2026-10-02", "maps": {"trial": {"metrics": metrics}}}
    (folder / "m.json").write_text(json.dumps(content), encoding="utf-8")


def record(folder: Path, *arguments: str, period: str = "2026-Q3") -> Ran:
    return here("analyze", "--record", period, "--measures", "m.json", *arguments, folder=folder)


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}


def test_the_diff_is_shown_and_nothing_is_written(folder: Path) -> None:
    before = texts(folder)
    ran = record(folder)
    assert (ran.code, ran.err) == (0, f"{AS_IT_IS}note: nothing is written without `--yes`\n")
    assert ran.out == (
        "--- a/company.journey.yaml\n+++ b/company.journey.yaml\n@@ -2,4 +2,5 @@\n metrics:\n   days:\n"
        "     measure: {duration: {from: a, to: b, stat: median}}\n"
        "+    history: {2026-Q3: {value: 3.25, n: 9}}\n \n"
        "--- a/trial.journey.yaml\n+++ b/trial.journey.yaml\n@@ -6,6 +6,6 @@\n metrics:\n   trials:\n"
        "     measure: {count: trial_started}  # of all\n"
        "-    history: {2026-Q1: 10, 2026-Q2: 12}  # counted\n"
        "+    history: {2026-Q1: 10, 2026-Q2: 12, 2026-Q3: 15}  # counted\n"
        "   kept: {history: {2026-Q2: 1}}\n \n"
    )
    assert texts(folder) == before


@pytest.mark.parametrize("yes", ["--yes", "-y"])
def test_it_is_written_where_that_is_said_and_once(folder: Path, yes: str) -> None:
    ran = record(folder, yes)
    assert (ran.code, ran.err, ran.out.splitlines()[-1]) == (0, AS_IT_IS, "2026-Q3 recorded in 2 files")
    assert (folder / "trial.journey.yaml").read_text(encoding="utf-8") == MAP.replace(
        "12}", "12, 2026-Q3: 15}"
    )
    library = (folder / "company.journey.yaml").read_bytes().decode()
    assert library == f"{LIBRARY}    history: {{2026-Q3: {{value: 3.25, n: 9}}}}\r\n"
    written = texts(folder)
    again = record(folder, "--yes")
    assert (again.code, again.out) == (0, "")
    assert again.err.splitlines() == [
        AS_IT_IS.rstrip(),
        "note: `days` has a value of 2026-Q3 already, 3.25, which stays",
        "note: `trials` has a value of 2026-Q3 already, 15, which stays",
        "note: nothing to record: no metric with `measure` has a measured value that its history lacks",
    ]
    assert texts(folder) == written


def test_a_period_that_overlaps_another_is_not_recorded(folder: Path) -> None:
    ran = record(folder, period="2026-H1")
    assert "note: `trials` has a value of 2026-Q2, which overlaps 2026-H1, and is not recorded" in ran.err
    assert "trial.journey.yaml" not in ran.out


@pytest.mark.parametrize(("period", "state"), [("2026-Q4", "is not over"), ("2027", "had not begun")])
def test_a_period_that_is_not_over_is_refused(folder: Path, period: str, state: str) -> None:
    ran = record(folder, "--yes", period=period)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"error: `{period}` {state} on 2026-10-02, the day that was measured\n"
        "  name a file that was measured when it was\n"
    )


def test_a_period_without_cases_has_no_number_of_them(folder: Path) -> None:
    measured(folder, days={"value": 0, "n": 0})
    assert record(folder, "--yes").code == 0
    assert b"    history: {2026-Q3: 0}\r\n" in (folder / "company.journey.yaml").read_bytes()


def test_where_one_file_cannot_be_changed_none_is(folder: Path) -> None:
    path = folder / "trial.journey.yaml"
    shared = MAP.replace("history: {2026-Q1", "history: &h {2026-Q1").replace(
        "kept: {history: {2026-Q2: 1}}", "kept: {history: *h}"
    )
    path.write_text(shared, encoding="utf-8")
    before = texts(folder)
    ran = record(folder, "--yes")
    assert ran.code == 2
    assert (
        "metric `trials` in `trial.journey.yaml` cannot be changed: `&h` is used in other places too"
        in ran.err
    )
    assert texts(folder) == before


def test_no_link_is_written_through(folder: Path) -> None:
    inner = folder / "inner.yaml"
    inner.write_bytes(LIBRARY.encode())
    (folder / "company.journey.yaml").unlink()
    (folder / "company.journey.yaml").symlink_to(inner)
    ran = record(folder, "--yes")
    assert ran.code == 2
    assert "`company.journey.yaml` is a link, and links are not written through" in ran.err
    assert inner.read_bytes() == LIBRARY.encode()
    assert (folder / "trial.journey.yaml").read_text(encoding="utf-8") == MAP


def test_a_mark_at_the_head_stays(folder: Path) -> None:
    path = folder / "trial.journey.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MAP.encode())
    assert record(folder, "--yes").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + MAP.replace("12}", "12, 2026-Q3: 15}").encode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--record", "2026Q3"), "`2026Q3` is no period"),
        (("--yes",), "`--yes` goes with `--record PERIOD`"),
        (("--record", "2026-Q3", "--explain", "a"), "`--record` is for the analysis as a whole"),
        (("--record", "2026-Q3", "--list", "dormant"), "`--record` is for the analysis as a whole"),
        (("--measures", "m.json"), "`--measures` goes with `--record PERIOD`"),
        (("--record", "2026-Q3", "--measures", "nope.json"), "no file `nope.json`"),
    ],
)
def test_what_cannot_be_asked(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = here("analyze", *arguments, folder=folder)
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"error: {message}")


LOG = """\
customer,event,time
a,trial_started,2026-06-30T21:59:59Z
b,trial_started,2026-06-30T22:00:00Z
b,a,2026-08-01T00:00:00Z
b,b,2026-08-03T00:00:00Z
c,a,2026-09-29T00:00:00Z
d,trial_started,2026-09-30T21:59:59Z
e,trial_started,2026-09-30T22:00:00Z
c,b,2026-10-02T00:00:00Z
d,a,2026-09-30T00:00:00Z
"""


def from_log(folder: Path, *arguments: str, period: str = "2026-Q3") -> Ran:
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    asked = ("analyze", "--source", "log.csv", "--timezone", "Europe/Berlin", "--record", period)
    return here(*asked, *arguments, folder=folder)


def test_of_a_log_the_period_alone_is_recorded_and_said_above_the_diff(folder: Path) -> None:
    ran = from_log(folder)
    assert ran.code == 0
    assert ran.out.startswith(
        "2026-Q3 measured from 2026-07-01T00:00:00+02:00 to 2026-10-01T00:00:00+02:00 (not included),"
        " as of 2026-10-02T02:00:00+02:00\n\n--- a/company.journey.yaml\n"
    )
    assert "+    history: {2026-Q1: 10, 2026-Q2: 12, 2026-Q3: 2}  # counted\n" in ran.out
    # Two and three days, the latter over the end; d goes on.
    assert "+    history: {2026-Q3: {value: 216000, n: 2}}\n" in ran.out
    assert ran.err.splitlines() == [
        "note: `days` leaves out 1 begun in 2026-Q3 that may still come on",
        "note: nothing is written without `--yes`",
    ]


def test_a_file_that_is_written_meanwhile_is_of_the_log_as_ever(folder: Path) -> None:
    assert from_log(folder, "-o", "recorded.json", period="2026-07").code == 0
    here("analyze", "--source", "log.csv", "--timezone", "Europe/Berlin", "-o", "plain.json", folder=folder)
    assert (folder / "recorded.json").read_bytes() == (folder / "plain.json").read_bytes()
    written = json.loads((folder / "plain.json").read_text(encoding="utf-8"))
    trials = written["maps"]["trial"]["metrics"]["trials"]
    # The history is of quarters, and the newest whole one of the log counts.
    assert (trials["value"], trials["over"]) == (2, "2026-Q3")


@pytest.mark.parametrize(("over", "of"), [("log", "the whole log"), ("2026-Q2", "2026-Q2")])
def test_a_value_of_another_time_is_not_recorded_from_a_file(folder: Path, over: str, of: str) -> None:
    measured(folder, trials={"value": 15, "n": 15, "over": over})
    before = texts(folder)["trial.journey.yaml"]
    ran = record(folder, "--yes")
    assert ran.code == 0
    noted = f"note: `trials` is measured over {of} and not over 2026-Q3, and is not recorded"
    assert noted in ran.err.splitlines()
    assert texts(folder)["trial.journey.yaml"] == before


def test_a_value_of_the_period_is_recorded_from_a_file(folder: Path) -> None:
    measured(folder, trials={"value": 15, "n": 15, "over": "2026-Q3"})
    assert record(folder, "--yes").code == 0
    assert b"2026-Q2: 12, 2026-Q3: 15}" in texts(folder)["trial.journey.yaml"]


def test_of_a_period_before_the_log_nothing_is_recorded(folder: Path) -> None:
    before = texts(folder)
    ran = from_log(folder, "--yes", period="2025-Q1")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "note: nothing to record of 2025-Q1: the log begins on 2026-06-30, after it\n"
    assert texts(folder) == before


def test_a_period_in_which_the_log_begins_is_noted(folder: Path) -> None:
    ran = from_log(folder, period="2026-06")
    noted = "note: the log begins on 2026-06-30, within 2026-06: what came before is in no value"
    assert noted in ran.err.splitlines()
    assert "note: `days` has no value of 2026-06: it has no cases" in ran.err.splitlines()


def test_a_period_of_a_log_that_is_not_over_is_refused_unless_the_day_is_said(folder: Path) -> None:
    before = texts(folder)
    ran = from_log(folder, "--yes", "-o", "m2.json", period="2026-W40")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: `2026-W40` is not over on 2026-10-02, the day that was measured\n"
        "  record it when it is; if the log has all of it, say so with `--as-of 2026-10-04`\n"
    )
    assert texts(folder) == before
    assert not (folder / "m2.json").exists()
    assert from_log(folder, "--as-of", "2026-10-04", period="2026-W40").code == 0


@pytest.mark.parametrize(("answer", "code", "recorded"), [(True, 0, True), (False, 1, False)])
def test_on_a_terminal_it_asks(
    folder: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, code: int, recorded: bool
) -> None:
    asked: list[str] = []

    def confirm(text: str, **_: object) -> bool:
        asked.append(text)
        return answer

    monkeypatch.setattr(recording, "_on_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", confirm)
    assert record(folder).code == code
    assert asked == ["write 2 files?"]
    assert (b"2026-Q3" in (folder / "trial.journey.yaml").read_bytes()) is recorded


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "trial.journey.yaml"

    def confirm(*_: object, **__: object) -> bool:
        path.write_bytes(b"jmap: 1\n")
        return True

    monkeypatch.setattr(recording, "_on_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", confirm)
    ran = record(folder)
    assert ran.code == 2
    assert "`trial.journey.yaml` was changed by another program just now" in ran.err
    assert path.read_bytes() == b"jmap: 1\n"
    assert (folder / "company.journey.yaml").read_bytes() == LIBRARY.encode()
