"""What changed since a snapshot: states, the split of the score, metrics, maps; and the trend."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jmap.audit.audit import Audit, audit
from jmap.audit.change import STATES, Change
from jmap.audit.compare import change_since
from jmap.audit.gate import conditions
from jmap.audit.keep import snapshot_of
from jmap.audit.score import shown
from jmap.audit.snapshot import Snapshot
from jmap.audit.snapshot_reading import read_snapshot
from jmap.audit.snapshot_text import snapshot_text
from jmap.audit.trend import point_of, trend
from jmap.findings.finding import Finding
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.config_sections import Gate
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Asked, Workspace, asked_for

SELECT = 'select = ["JM0", "JM504", "JM511", "JM603", "JM605", "JM807"]\n'
TRIAL = """\
jmap: 1
title: Trial
stages:
  trial: {goal: Try it}
  use: {goal: Use it, needs: [Time]}
touchpoints:
  sign-up: {stage: trial, channels: [], actions: Signs up, importance: 9, performance: 3}
  import: {stage: use, channels: [], actions: Imports}
metrics:
  done: {kind: rate, target: 60, history: {2025-Q2: 40}}
"""
NEEDS = ("{goal: Try it}", "{goal: Try it, needs: [Time]}")
ACCEPTED = ("  import: {", "  # jmap: ignore[JM603] soon to go\n  import: {")


class Place:
    """A workspace on the disk, audited on one day after another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config(SELECT)
        self.write("trial", TRIAL)

    def config(self, text: str) -> None:
        (self.root / "jmap.toml").write_text(text, encoding="utf-8")

    def write(self, name: str, text: str, *changes: tuple[str, str]) -> None:
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        (self.root / f"{name}.journey.yaml").write_text(text, encoding="utf-8")

    def audit(
        self, day: str = "2026-10-15", only: Iterable[str] = (), ignore: tuple[str, ...] = ()
    ) -> tuple[Audit, Settings, Asked]:
        home = Home(self.root, self.root / "jmap.toml")
        loaded = load_config(home.config)
        assert loaded.faults == ()
        asked = asked_for([self.root / f"{name}.journey.yaml" for name in only], home, loaded.config)
        settings = Settings(loaded.config, date.fromisoformat(day), ignore=ignore)
        return audit(Workspace(home, loaded.config, asked), settings), settings, asked

    def snapshot(self, day: str = "2026-07-01", before: Snapshot | None = None) -> Snapshot:
        made = snapshot_of(*self.audit(day), before)
        # As it comes from the disk.
        return read_snapshot(snapshot_text(made).encode())

    def since(self, then: Snapshot, only: Iterable[str] = (), ignore: tuple[str, ...] = ()) -> Change:
        return change_since(*self.audit(only=only, ignore=ignore), then)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def by_rule(change: Change, found: Iterable[Finding]) -> dict[str, str]:
    return {each.rule: change.states[each.fingerprint] for each in found}


def counts(change: Change) -> dict[str, int]:
    return {state: change.count(state) for state in STATES if change.count(state)}


def test_nothing_changed(place: Place) -> None:
    change = place.since(place.snapshot())
    assert counts(change) == {"unchanged": 4}
    assert (change.kind, change.since, change.why) == ("snapshot", "2026-07-01", "")
    assert [change.score.by, change.content, change.ruler, change.shared] == [0, 0, 0, None]
    assert (change.fixed, change.not_looked_at, change.metrics, change.ruler_changes) == ((), 0, (), ())
    assert (change.maps_added, change.maps_gone) == ((), ())


def test_what_is_mended_is_fixed(place: Place) -> None:
    then = place.snapshot()
    place.write("trial", TRIAL, NEEDS)
    change = place.since(then)
    assert counts(change) == {"unchanged": 3, "fixed": 1}
    assert [(each.rule, each.message) for each in change.fixed] == [("JM511", "stage `trial` has no `needs`")]
    # JM511 1/2 then and 2/2 now is all of customer; JM603 1/2 is all of touchpoints: 50 and 75.
    assert [change.score.before, change.score.after] == [50, 75]
    assert [change.content, change.ruler] == [25, 0]
    assert shown(change.categories["customer"].before) == "50.0"
    assert change.categories["customer"].by == 50
    assert change.maps["trial"].by == 25


def test_what_comes_is_new(place: Place) -> None:
    place.write("trial", TRIAL, NEEDS)
    then = place.snapshot()
    place.write("trial", TRIAL)
    made = place.audit()
    change = change_since(*made, then)
    assert counts(change) == {"new": 1, "unchanged": 3}
    assert by_rule(change, made[0].report.findings)["JM511"] == "new"


def test_what_was_gone_and_is_back_is_reopened_however_long_ago(place: Place) -> None:
    first = place.snapshot("2026-01-01")
    place.write("trial", TRIAL, NEEDS)
    second = place.snapshot("2026-04-01", first)
    third = place.snapshot("2026-07-01", second)
    assert [(each.rule, each.last_seen) for each in third.closed] == [("JM511", "2026-01-01")]
    assert second.closed == third.closed
    place.write("trial", TRIAL)
    made = place.audit()
    change = change_since(*made, third)
    assert counts(change) == {"reopened": 1, "unchanged": 3}
    assert by_rule(change, made[0].report.findings)["JM511"] == "reopened"
    assert snapshot_of(*made, third).closed == ()


def test_what_was_accepted_and_is_open_is_expired(place: Place) -> None:
    place.write("trial", TRIAL, ACCEPTED)
    then = place.snapshot()
    assert [(each.rule, each.how) for each in then.accepted] == [("JM603", "suppressed")]
    change = place.since(then)
    assert counts(change) == {"unchanged": 3, "accepted": 1}
    place.write("trial", TRIAL)
    made = place.audit()
    change = change_since(*made, then)
    assert counts(change) == {"expired": 1, "unchanged": 3}
    assert by_rule(change, made[0].report.findings)["JM603"] == "expired"


def test_what_is_accepted_now_is_not_fixed(place: Place) -> None:
    then = place.snapshot()
    place.write("trial", TRIAL, ACCEPTED)
    change = place.since(then)
    assert counts(change) == {"unchanged": 3, "accepted": 1}
    assert change.fixed == ()


@pytest.mark.parametrize("how", ["config", "command line", "override"])
def test_what_is_not_asked_is_not_fixed(place: Place, how: str) -> None:
    then = place.snapshot()
    ignore: tuple[str, ...] = ()
    if how == "config":
        place.config(SELECT.replace('"JM511", ', ""))
    elif how == "override":
        place.config(SELECT + '[[override]]\npaths = ["trial.*"]\nignore = ["JM511"]\n')
    else:
        ignore = ("JM511",)
    change = place.since(then, ignore=ignore)
    assert (counts(change), change.not_looked_at) == ({"unchanged": 3}, 1)


@pytest.mark.parametrize("how", ["gone", "archived", "broken", "draft"])
def test_what_a_map_had_that_is_not_judged_is_not_fixed(place: Place, how: str) -> None:
    place.write("other", TRIAL)
    then = place.snapshot()
    if how == "gone":
        (place.root / "other.journey.yaml").unlink()
    elif how == "broken":
        place.write("other", TRIAL, ("goal: Try it", "goal: [Try, it]"))
    else:
        place.write("other", TRIAL, ("title: Trial", f"title: Trial\nstatus: {how}"))
    change = place.since(then)
    assert (counts(change), change.not_looked_at) == ({"unchanged": 4}, 4)
    assert change.maps_gone == (("other",) if how == "gone" else ())


def test_what_was_not_looked_at_for_a_while_is_no_news(place: Place) -> None:
    place.write("other", TRIAL)
    first = place.snapshot("2026-01-01")
    place.write("other", TRIAL, ("goal: Try it", "goal: [Try, it]"))
    second = place.snapshot("2026-04-01", first)
    third = place.snapshot("2026-07-01", second)
    assert {(each.file, each.last_seen) for each in third.unseen} == {("other.journey.yaml", "2026-01-01")}
    assert (len(third.unseen), third.closed) == (4, ())
    place.write("other", TRIAL, NEEDS)
    assert counts(place.since(third)) == {"unchanged": 7, "fixed": 1}


def test_what_drafts_have_counts_for_nothing(place: Place) -> None:
    place.write("other", TRIAL, ("title: Trial", "title: Trial\nstatus: draft"))
    then = place.snapshot()
    change = place.since(then)
    assert (counts(change), change.not_looked_at) == ({"unchanged": 4}, 0)
    assert sorted(change.of_drafts.values()) == ["unchanged"] * 4
    # A draft that becomes a map brings nothing that nobody knew.
    place.write("other", TRIAL)
    assert counts(place.since(then)) == {"unchanged": 8}


def test_findings_with_one_fingerprint_are_counted_each_and_once(place: Place) -> None:
    then = place.snapshot()
    (one,) = [each for each in then.findings if each.rule == "JM511"]
    twice = replace(then, findings=(*then.findings, replace(one, message="another")))
    change = place.since(twice)
    assert counts(change) == {"unchanged": 4, "fixed": 1}
    assert [each.message for each in change.fixed] == ["another"]
    made = place.audit()
    (now,) = [each for each in made[0].report.findings if each.rule == "JM511"]
    report = replace(
        made[0].report, findings=(*made[0].report.findings, replace(now, message="another", map=""))
    )
    maps = (replace(made[0].maps[0], findings=report.findings),)
    more = replace(made[0], report=report, maps=maps)
    change = change_since(more, made[1], made[2], then)
    assert counts(change) == {"new": 1, "unchanged": 4}
    assert change.states[now.fingerprint] == "new"
    assert counts(change_since(more, made[1], made[2], twice)) == {"unchanged": 5}


def test_with_another_ruler_the_content_is_measured_by_what_both_share(place: Place) -> None:
    then = place.snapshot()
    place.write("trial", TRIAL, NEEDS, ("actions: Imports", "actions: Imports, importance: 4"))
    place.config(
        SELECT.replace('"JM603", ', '"JM601", ') + "[audit.weights]\ncustomer = 2\n[rules.JM605]\nwarn = 2\n"
    )
    change = place.since(then)
    assert change.ruler_changes == (
        "JM601 stage-count is new",
        "JM603 incomplete-touchpoint is not asked now",
        "JM605 `warn`: 2, was 3",
        "weight of customer: 2, was 1",
    )
    # Then (50 + 50) / 2; now JM511 is 100 and weighs 2, JM601 0 and 1. Both share JM504 and JM511.
    assert [change.score.before, change.score.after] == [50, Fraction(200, 3)]
    assert change.shared == 2
    assert [change.content, change.ruler] == [50, Fraction(50, 3) - 50]
    assert (change.content or 0) + (change.ruler or 0) == change.score.by


def test_weights_alone_move_the_ruler_and_nothing_of_the_content(place: Place) -> None:
    place.write("trial", TRIAL, NEEDS)
    then = place.snapshot()
    place.config(SELECT + "[audit.weights]\ncustomer = 3\n")
    change = place.since(then)
    assert [change.content, change.ruler, change.shared] == [0, Fraction(25, 2), 3]


def test_a_rule_that_is_asked_of_fewer_files_moves_the_ruler_and_not_the_content(place: Place) -> None:
    select = 'select = ["JM0", "JM511", "JM601"]\n'
    place.config(select)
    then = place.snapshot()
    place.config(select + '[[override]]\npaths = ["trial.journey.yaml"]\nignore = ["JM601"]\n')
    change = place.since(then)
    assert [change.content, change.ruler, change.score.by] == [0, 25, 25]
    assert change.ruler_changes == ("JM601 stage-count is asked of other files",)
    again = place.since(place.snapshot())
    assert [again.content, again.ruler, again.ruler_changes] == [0, 0, ()]


def test_other_severities_are_told_in_words(place: Place) -> None:
    then = place.snapshot()
    place.config(SELECT + '[severity]\nJM511 = "error"\n')
    assert place.since(then).ruler_changes == ("JM511 unsaid-need is an error, was a warning",)
    measures = json.loads(json.dumps(then.measures))
    measures["rules"]["JM511"] = [7, "warning", {}]
    measures["bands"][0] = ["A", 95]
    measures["formula"] = 0
    measures["severities"]["error"] = 9
    place.config(SELECT)
    change = place.since(replace(then, measures=measures))
    assert change.ruler_changes == (
        "the formula of the score is of version 1, was 0",
        "JM511 unsaid-need answers otherwise (revision 1, was 7)",
        "weight of a rule that is an error: 10, was 9",
        "the bands of the grades are others",
    )
    assert change.shared == 2


def test_many_rules_are_told_in_one(place: Place) -> None:
    then = place.snapshot()
    place.config("")
    (told,) = place.since(then).ruler_changes
    found = re.fullmatch(r"(\d+) rules are new: (?:JM\d{3}, ){4}JM\d{3} and (\d+) more", told)
    assert found is not None
    assert int(found[1]) == int(found[2]) + 5


def test_rulers_that_share_nothing_cannot_be_split(place: Place) -> None:
    then = place.snapshot()
    place.config('select = ["JM0", "JM601"]\n')
    change = place.since(then)
    assert [change.content, change.ruler, change.shared] == [None, None, 0]
    assert change.why == "the rulers of then and now share no rule that applied both times"
    assert change.score.by == -50


def test_where_nothing_was_scored_there_is_no_difference(place: Place) -> None:
    place.write("trial", TRIAL, ("title: Trial", "title: Trial\nstatus: draft"))
    then = place.snapshot()
    place.write("trial", TRIAL)
    change = place.since(then)
    assert [change.score.before, change.score.after, change.content] == [None, 50, None]
    assert change.why == "nothing had been scored then"


def test_what_was_measured_and_is_not_is_not_fixed(place: Place) -> None:
    place.config(SELECT.replace('"JM807"', '"JM807", "JM819"'))
    then = place.snapshot()
    never = replace(then.findings[0], rule="JM819", fingerprint="0" * 16)
    change = place.since(replace(then, findings=(*then.findings, never), measured=True))
    assert (counts(change), change.not_looked_at) == ({"unchanged": 4}, 1)
    assert [change.content, change.ruler] == [0, 0]
    assert change.why == "measures of an event log were in sight then, and are not now"


def test_metrics_that_moved(place: Place) -> None:
    then = place.snapshot()

    def moved(*changes: tuple[str, str]) -> list[tuple[object, ...]]:
        place.write("trial", TRIAL, *changes)
        return [
            (
                each.map,
                each.id,
                each.unit,
                each.before,
                each.after,
                each.state_before,
                each.state_after,
                each.way,
            )
            for each in place.since(then).metrics
        ]

    quarter = ("2025-Q2: 40", "2025-Q2: 40, 2026-Q3: %s")
    up = (quarter[0], quarter[1] % 70)
    assert moved(up) == [("trial", "done", "%", 40, 70, "missed", "on target", "better")]
    down = (quarter[0], quarter[1] % 35)
    assert moved(down) == [("trial", "done", "%", 40, 35, "missed", "missed", "worse")]
    assert moved((quarter[0], quarter[1] % 40)) == []
    other_target = ("target: 60", "target: 30")
    assert moved(other_target) == [("trial", "done", "%", 40, 40, "missed", "on target", "same")]
    fewer = ("kind: rate", "kind: rate, better: lower")
    assert moved(fewer, down)[0][-1] == "better"


def test_of_a_part_only_its_maps_are_compared(place: Place) -> None:
    place.write("other", TRIAL)
    place.write("gone", TRIAL)
    then = place.snapshot()
    place.write("trial", TRIAL, NEEDS)
    place.write("other", TRIAL, NEEDS)
    (place.root / "gone.journey.yaml").unlink()
    change = place.since(then, only=["trial"])
    assert (counts(change), change.not_looked_at) == ({"unchanged": 3, "fixed": 1}, 0)
    assert (list(change.maps), change.maps_gone, change.maps_added) == (["trial"], (), ())
    assert [change.score.before, change.score.after, change.content] == [None, 75, None]
    assert change.why == "only a part of the workspace was looked at"


def test_new_findings_fail_the_gate_and_those_that_are_back_too(place: Place) -> None:
    first = place.snapshot("2026-01-01")
    place.write("trial", TRIAL, NEEDS)
    then = place.snapshot("2026-07-01", first)
    place.write("trial", TRIAL, ("actions: Imports", "importance: 4"))
    made = place.audit()
    change = change_since(*made, then)
    assert counts(change) == {"reopened": 1, "unchanged": 3}
    place.write("trial", TRIAL, ("actions: Signs up, ", ""))
    made = place.audit()
    change = change_since(*made, then)
    assert counts(change) == {"new": 1, "reopened": 1, "unchanged": 3}
    (told,) = [each for each in conditions(made[0], Gate(new=1), change) if each.key == "new"]
    assert (told.value, told.met) == ("2", False)
    assert told.says == "2 new findings since 2026-07-01, 1 of them back again, 1 allowed"
    (told,) = [each for each in conditions(made[0], Gate(new=2), change) if each.key == "new"]
    assert told.met is True


def test_the_trend_breaks_where_the_ruler_changed(place: Place) -> None:
    first = place.snapshot("2026-01-01")
    second = place.snapshot("2026-04-01", first)
    place.config(SELECT + "[audit.weights]\ncustomer = 3\n")
    third = place.snapshot("2026-07-01", second)
    late = replace(third, as_of=date(2026, 10, 15))
    made, _, _ = place.audit()
    points = trend(map(point_of, (first, second, third, late)), made)
    assert [(str(each.as_of), each.breaks, each.now, each.findings) for each in points] == [
        ("2026-01-01", False, False, 4),
        ("2026-04-01", False, False, 4),
        ("2026-07-01", True, False, 4),
        ("2026-10-15", False, True, 4),
    ]
    assert [each.overall for each in points] == [50, 50, 50, 50]
    assert [each.maps for each in points] == [{"trial": 50}] * 4
    assert [each.categories["customer"] for each in points] == [50] * 4


def test_equal_input_gives_equal_bytes(place: Place) -> None:
    first = place.snapshot("2026-01-01")
    place.write("trial", TRIAL, NEEDS)
    assert snapshot_text(place.snapshot(before=first)) == snapshot_text(place.snapshot(before=first))
