"""How a file of measures is read: every part, what may be missing, and whatever may be wrong with it."""

from __future__ import annotations

import copy
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.measures.measured import (
    ApartMeasured,
    Difference,
    FunnelStep,
    HealthMeasured,
    MapMeasured,
    Measures,
    MetricMeasured,
    MilestoneMeasured,
    MoveMeasured,
    Rate,
    SegmentMeasured,
    SignMeasured,
    StageMeasured,
    TouchpointMeasured,
)
from jmap.measures.reading import measures_of, read_measures
from jmap.measures.source import MeasuresError
from tests.permissions import for_users

SEEN: dict[str, Any] = {
    "version": 1,
    "as_of": "2026-10-31",
    "settings": {"min_n": 12, "window": 7776000},
    "maps": {
        "saas": {
            "digests": {"saas.journey.yaml": "0" * 64},
            "funnel": {
                "window": 7776000,
                "steps": [
                    {"stage": "trial", "reached": 4, "of_previous": None},
                    {
                        "stage": "paid",
                        "reached": 1,
                        "of_first": {"value": 0.25, "low": 0.05, "high": 0.7, "n": 1, "of": 4},
                    },
                ],
            },
            "stages": {
                "trial": {
                    "visits": 100,
                    "customers": 90,
                    "outcomes": {"forward": 40, "back": 6, "left": 50, "open": 4},
                    "time": {
                        "observed": {"median": 90, "p90": 400.5, "n": 100, "censored": 4},
                        "kaplan_meier": {"median": 100, "p90": 500},
                    },
                    "milestone": {
                        "reached": {"value": 0.4, "low": 0.3, "high": 0.5, "n": 40, "of": 100},
                        "waiting": 3,
                        "kaplan_meier": {"median": 80, "p90": None},
                    },
                },
            },
            "conformance": {
                "moves": [{"from": "trial", "to": "paid", "n": 40, "customers": 40, "kind": "declared"}],
                "event_coverage": {"value": 0.9, "low": 0.8, "high": 0.95, "n": 90, "of": 100},
                "undeclared": [{"event": "b", "n": 2}, {"event": "c", "n": 8}, {"event": "a", "n": 2}],
                "never_seen": ["bought"],
            },
            "touchpoints": {
                "demo": {
                    "reach": {"value": 0.5, "low": 0.4, "high": 0.6, "n": 50, "of": 100},
                    "exposed": {"value": 0.3, "low": 0.2, "high": 0.4, "n": 15, "of": 50},
                    "not_exposed": {"value": 0.1, "low": 0.0, "high": 0.2, "n": 5, "of": 50},
                    "difference": {"value": 0.2, "low": 0.0, "high": 0.4},
                    "landmark": {"at": 60, "difference": {"value": 0.1, "low": -0.1, "high": 0.3}},
                },
            },
            "dormant": {"share": {"value": None, "low": None, "high": None, "n": 0, "of": 0}},
            "metrics": {"stay": {"value": 61.5, "n": 210, "low": 55, "high": 68, "over": "2026-Q3"}},
            "health": {"score": {"bands": {"good": 3, "poor": 1}, "unknown": 2}},
            "time_to_value": {"reached": {"value": 0.5, "n": 20, "of": 40}},
            "drivers": {
                "trial": [
                    {
                        "text": "Imports",
                        "reach": {"value": 0.6, "n": 60, "of": 100},
                        "forward": {
                            "exposed": {"value": 0.5, "n": 30, "of": 60},
                            "not_exposed": {"value": 0.25, "n": 10, "of": 40},
                            "difference": {"value": 0.25, "low": 0.05, "high": 0.42},
                        },
                        "landmark": {
                            "at": 5,
                            "forward": {
                                "exposed": {"value": 0.4, "n": 4, "of": 10},
                                "not_exposed": {"value": None, "n": 0, "of": 0},
                                "difference": None,
                            },
                        },
                        "holds": True,
                    },
                    {"text": "Believes", "observed": False, "unseen": ["it has no `when`"]},
                ]
            },
            "risks": {
                "trial": [
                    {
                        "text": "Silent",
                        "leaving": {"difference": {"value": 0.1, "low": 0.0, "high": 0.2}},
                        "landmark": {
                            "leaving": {
                                "exposed": {"value": 0.2, "n": 2, "of": 10},
                                "not_exposed": {"value": 0.1, "n": 1, "of": 10},
                                "difference": {"value": 0.1, "low": -0.2, "high": 0.4},
                            },
                        },
                    }
                ]
            },
            "segments": {
                "small": {
                    "apart": [
                        {
                            "measure": "left",
                            "stage": "trial",
                            "inside": {"value": 0.5, "n": 30, "of": 60},
                            "rest": {"value": 0.25, "n": 10, "of": 40},
                            "difference": {"value": 0.25, "low": 0.05, "high": 0.42},
                            "chance": 0.01,
                        },
                        {
                            "measure": "dormant",
                            "stage": None,
                            "inside": {"value": 0.5, "n": 1, "of": 2},
                            "rest": {"value": None, "n": 0, "of": 0},
                            "chance": None,
                        },
                    ],
                    "corrected": True,
                },
                "large": {"observed": False},
            },
        }
    },
}
STAGE = ("maps", "saas", "stages", "trial")


def read(content: object) -> Measures:
    return measures_of(json.dumps(content).encode(), "m.json")


def changed(route: tuple[str | int, ...], value: object) -> dict[str, Any]:
    content = copy.deepcopy(SEEN)
    here: Any = content
    for step in route[:-1]:
        here = here[step]
    here[route[-1]] = value
    return content


def error_of(content: object) -> tuple[str, str]:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(MeasuresError) as raised:
        measures_of(data, "m.json")
    return raised.value.message, raised.value.hint


def test_every_part_is_read() -> None:
    assert read(SEEN) == Measures(
        "m.json",
        date(2026, 10, 31),
        12,
        {
            "saas": MapMeasured(
                (
                    FunnelStep("trial", 4, None, None),
                    FunnelStep("paid", 1, None, Rate(0.25, 0.05, 0.7, 1, 4)),
                ),
                {
                    "trial": StageMeasured(
                        *(100, 90, 40, 6, 50, 4, 90, 400.5, 100, 4),
                        milestone=MilestoneMeasured(Rate(0.4, 0.3, 0.5, 40, 100), 3, 80, None),
                    )
                },
                (MoveMeasured("trial", "paid", 40, 40, "declared"),),
                {
                    "demo": TouchpointMeasured(
                        Rate(0.5, 0.4, 0.6, 50, 100),
                        Rate(0.3, 0.2, 0.4, 15, 50),
                        Rate(0.1, 0.0, 0.2, 5, 50),
                        0.1,
                        -0.1,
                        0.3,
                    )
                },
                {"stay": MetricMeasured(61.5, 210, 55, 68, "2026-Q3")},
                {"score": HealthMeasured({"good": 3, "poor": 1}, 2)},
                Rate(None, None, None, 0, 0),
                Rate(0.9, 0.8, 0.95, 90, 100),
                ("bought",),
                {"saas.journey.yaml": "0" * 64},
                ("c", "a", "b"),
                MilestoneMeasured(Rate(0.5, None, None, 20, 40), 0, None, None),
                {
                    "trial": (
                        # Its landmark has nobody on one side, so that all are compared.
                        SignMeasured(
                            "Imports",
                            Rate(0.6, None, None, 60, 100),
                            Rate(0.5, None, None, 30, 60),
                            Rate(0.25, None, None, 10, 40),
                            Difference(0.25, 0.05, 0.42),
                            True,
                        ),
                        SignMeasured("Believes", None, None, None, None, None, observed=False),
                    )
                },
                {
                    "trial": (
                        SignMeasured(
                            "Silent",
                            None,
                            Rate(0.2, None, None, 2, 10),
                            Rate(0.1, None, None, 1, 10),
                            Difference(0.1, -0.2, 0.4),
                            None,
                        ),
                    )
                },
                {
                    "small": SegmentMeasured(
                        (
                            ApartMeasured(
                                "left",
                                "trial",
                                Rate(0.5, None, None, 30, 60),
                                Rate(0.25, None, None, 10, 40),
                                Difference(0.25, 0.05, 0.42),
                                0.01,
                            ),
                            ApartMeasured(
                                "dormant",
                                "",
                                Rate(0.5, None, None, 1, 2),
                                Rate(None, None, None, 0, 0),
                                None,
                                None,
                            ),
                        ),
                        True,
                    ),
                    "large": SegmentMeasured(()),
                },
            )
        },
    )


def test_most_may_be_missing_or_null() -> None:
    least = {"version": 1, "as_of": "2026-10-31", "maps": {"saas": {}}}
    assert read(least) == Measures("m.json", date(2026, 10, 31), 30, {"saas": MapMeasured()})
    parts = dict.fromkeys(("digests", "funnel", "stages", "conformance", "touchpoints", "dormant", "health"))
    assert read({**least, "settings": None, "log": None, "maps": {"saas": parts}}) == read(least)
    assert read({**least, "settings": {"min_n": 0}}).min_n == 0


def test_keys_of_a_later_minor_layout_are_passed_over() -> None:
    content = changed((*STAGE, "mood"), [["new"]])
    content["maps"]["saas"]["paths_to_leaving"] = {"a": 10**4000}
    assert read(content) == read(SEEN)


@pytest.mark.parametrize(
    ("open_", "median", "p90"), [(5, 90, 400.5), (6, 100, 500)], ids=["5 % open", "6 % open"]
)
def test_the_headline_is_kaplan_meiers_past_five_percent_open(open_: int, median: float, p90: float) -> None:
    content = changed((*STAGE, "time", "observed", "censored"), open_)
    stage = read(content).maps["saas"].stages["trial"]
    assert (stage.median, stage.p90, stage.censored) == (median, p90, open_)


def test_with_many_open_visits_and_no_estimate_nothing_is_known() -> None:
    content = changed((*STAGE, "time"), {"observed": {"median": 1, "p90": 2, "n": 10, "censored": 9}})
    stage = read(content).maps["saas"].stages["trial"]
    assert (stage.median, stage.p90, stage.n, stage.censored) == (None, None, 10, 9)


def test_a_stage_that_no_log_can_show() -> None:
    none = {"forward": 0, "back": 0, "left": 0, "open": 0}
    content = changed(STAGE, {"observed": False, "visits": 0, "customers": 0, "outcomes": none})
    content["maps"]["saas"]["conformance"] = None
    stage = read(content).maps["saas"].stages["trial"]
    assert stage == StageMeasured(0, 0, 0, 0, 0, 0, None, None, 0, 0, observed=False)


def test_a_file_says_its_name_as_it_was_given(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(SEEN).encode())
    assert read_measures(file) == measures_of(json.dumps(SEEN).encode(), str(file))


RATE = ("maps", "saas", "conformance", "event_coverage")
DIGEST = ("maps", "saas", "digests", "saas.journey.yaml")
REFERENCE = "`jmap schema --of-measures` prints what a file of measures has"


WHOLE = "but a whole number from 0 on is expected"


@pytest.mark.parametrize(
    ("route", "value", "message"),
    [
        ((*STAGE, "visits"), "many", f"is the text `many`, {WHOLE}"),
        ((*STAGE, "visits"), 1.5, f"is the number `1.5`, {WHOLE}"),
        ((*STAGE, "visits"), True, f"is `true`, {WHOLE}"),
        ((*STAGE, "visits"), None, f"is `null`, {WHOLE}"),
        ((*STAGE, "visits"), 10**20, f"is `100000000000000000000`, {WHOLE}"),
        ((*STAGE, "visits"), {}, f"is an object, {WHOLE}"),
        ((*STAGE, "customers"), -1, f"is the number `-1`, {WHOLE}"),
        ((*STAGE, "customers"), 101, "is 101, more than the 100 visits"),
        ((*STAGE, "outcomes", "left"), 49, "sum to 99, but the stage has 100 visits"),
        ((*STAGE, "observed"), 1, "is the number `1`, but `true` or `false` is expected"),
        ((*STAGE, "time", "observed", "p90"), [], "is a list, but a number from 0 on is expected"),
        ((*STAGE, "time", "observed", "censored"), 101, "is 101, more than the 100 visits of `n`"),
        ((*RATE, "value"), 90, "is the number `90`, but a number from 0 to 1 is expected"),
        ((*RATE, "value"), 0.8, "is 0.8, but 90 of 100 cases are 0.9"),
        ((*RATE, "n"), 101, "is 101, more than the 100 cases of `of`"),
        ((*RATE, "low"), 0.93, "lies outside its own interval"),
        (("as_of",), "2026-02-30", "is the text `2026-02-30`, but a day such as `2026-10-31` is expected"),
        (("as_of",), 2026, "is the number `2026`, but a day such as `2026-10-31` is expected"),
        (("maps",), [], "is a list, but an object is expected"),
        (("maps", "saas"), 3, "is the number `3`, but an object is expected"),
        (("settings", "min_n"), "30", f"is the text `30`, {WHOLE}"),
        (DIGEST, "AB", "is the text `AB`, but a SHA-256 of 64 digits from 0 to f is expected"),
        (("maps", "saas", "conformance", "never_seen"), ["\ud800"], "holds half of a character"),
        (("version",), 0, "is the number `0`, but 1 is expected"),
        (("version",), True, "is `true`, but 1 is expected"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_path(route: tuple[str, ...], value: object, message: str) -> None:
    said, hint = error_of(changed(route, value))
    assert said.endswith(f"in `m.json` {message}")
    assert said.startswith(f"`{'.'.join(route[:3])}")
    assert hint


def test_the_key_path_of_a_move_and_of_what_is_missing() -> None:
    route = ("maps", "saas", "conformance", "moves", 0, "kind")
    message, hint = error_of(changed(route, "sideways"))
    assert message == (
        "`maps.saas.conformance.moves[0].kind` in `m.json` is the text `sideways`, but"
        " `declared`, `skipped`, `backward` or `undeclared` is expected"
    )
    assert hint == REFERENCE
    content = copy.deepcopy(SEEN)
    del content["maps"]["saas"]["stages"]["trial"]["visits"]
    assert error_of(content) == (
        "`maps.saas.stages.trial.visits` in `m.json` is missing",
        "it is how many visits were seen",
    )


def test_more_visits_cannot_go_on_than_ended() -> None:
    assert error_of(changed(("maps", "saas", "conformance", "moves", 0, "n"), 97))[0] == (
        "`maps.saas.conformance.moves` in `m.json` has 97 moves out of `trial`, of whose visits 96 ended"
    )


ANEW = "write the file anew"
LATER = "use a later jmap, or write the file anew with this one"
FEWER = "measure fewer maps at a time, or leave `paths` and `segments` out"
NULL = "write `null` where nothing is known"
QUOTES = "expecting property name enclosed in double quotes"


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b"", "is not JSON from line 1, column 1 on: expecting value", f"it is empty: {ANEW}"),
        (b"{\n  'version': 1}", f"is not JSON from line 2, column 3 on: {QUOTES}", ANEW),
        (b"\xff\xfe{", "is not UTF-8 in line 1", "save it as UTF-8"),
        (b"[1]", "is no file of measures: it has no `version`", REFERENCE),
        (b'{"maps": {}}', "is no file of measures: it has no `version`", REFERENCE),
        (b'{"version": 2}', "is of version 2, and this jmap reads version 1", LATER),
        (b'{"version": 1, "a": {"x": 1, "y": 2, "x": 1}}', "has `a.x` twice", "keep the one that is meant"),
        (b"\n" + b"[" * 100_000, "nests more than 32 levels deep in line 2", ANEW),
        (b'{"a":' * 100_000, "nests more than 32 levels deep in line 1", ANEW),
        (b"[" + b"0," * 2_000_001 + b"0]", "holds more than 2000000 values", FEWER),
    ],
    ids=["", "quotes", "UTF-16", "list", "none", "later", "twice", "lists", "objects", "many"],
)
def test_what_is_no_file_of_measures(data: bytes, message: str, hint: str) -> None:
    assert error_of(data) == (f"`m.json` {message}", hint)


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (b'{"version": 1, "a": {"x": NaN}}', "`a.x` in `m.json` is `NaN`, which is no JSON", NULL),
        (b'{"a": [0, -Infinity]}', "`a[1]` in `m.json` is `-Infinity`, which is no JSON", NULL),
        (b'{"version": 1e999}', "`version` in `m.json` is `1e999`, but 1 is expected", REFERENCE),
        (
            b'{"version": ' + b"9" * 5000 + b"}",
            f"`version` in `m.json` is `{'9' * 40}…`, but 1 is expected",
            REFERENCE,
        ),
    ],
    ids=["NaN", "infinity", "exponent", "digits"],
)
def test_numbers_that_nobody_can_use(data: bytes, message: str, hint: str) -> None:
    assert error_of(data) == (message, hint)


def test_brackets_in_texts_nest_nothing() -> None:
    content = changed(
        ("maps", "saas", "conformance", "never_seen"), ['"' + "[" * 100 + '\\"' + "{" * 100 + "\\"]
    )
    assert read(content).maps["saas"].never_seen == ('"' + "[" * 100 + '\\"' + "{" * 100 + "\\",)


def test_a_file_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    def told(path: Path) -> str:
        with pytest.raises(MeasuresError) as raised:
            read_measures(path)
        return raised.value.message.replace(str(tmp_path), "")

    assert told(tmp_path / "m.json") == "no file `/m.json`"
    assert told(tmp_path) in ("`` is a folder", "`` is no file")
    assert told(Path("a\0b")).endswith("cannot be read: its name is none of a file")
    assert told(tmp_path / ("m" * 300)).endswith("cannot be read: file name too long")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert told(tmp_path / "pipe") == "`/pipe` is no file"


@for_users
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_bytes(b"{}")
    file.chmod(0)
    with pytest.raises(MeasuresError, match="cannot be read: permission denied"):
        read_measures(file)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    with file.open("wb") as large:
        large.truncate(1 << 40)
    with pytest.raises(MeasuresError, match="has more than 64 MB"):
        read_measures(file)
