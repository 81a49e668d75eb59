"""A snapshot is written and read back whole; whatever else is read ends in one clear error."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from jmap.audit.snapshot import CountThen, FindingThen, MapThen, MetricThen, ScoreThen, Snapshot
from jmap.audit.snapshot_reading import SnapshotError, read_snapshot
from jmap.audit.snapshot_schema import snapshot_schema
from jmap.audit.snapshot_text import snapshot_text

SCORE = ScoreThen(
    Fraction(1231, 18),
    "C",
    "",
    "customer",
    {"customer": Fraction(175, 3), "touchpoints": Fraction(941, 12), "experience": None},
    {"JM501": CountThen(1, 1, 10), "JM502": CountThen(0, 1, 5)},
)
WHOLE = Snapshot(
    date(2026, 10, 15),
    "0123456789ab",
    {
        "formula": 1,
        "rules": {
            "JM501": [1, "error", {}],
            "JM605": [2, "warning", {"warn": 3, "error": 4.5}],
            "JM801": [1, "warning", {}, [{"paths": ["old/"], "select": [], "ignore": ["JM8"]}]],
        },
        "categories": {"customer": 1, "touchpoints": 0.5},
        "severities": {"error": 10},
        "bands": [["A", 90], ["E", 0]],
    },
    True,
    SCORE,
    {
        "a/b": MapThen("Überblick\u202e", "a/b.journey.yaml", "active", SCORE, {}),
        "c": MapThen("C", "c.journey.yaml", "draft", SCORE, {"nps": MetricThen(-12.5, "2026-Q3", "missed")}),
    },
    (FindingThen("0123456789abcdef", "JM502", "warning", "c", "c.journey.yaml", 'say "it"\n'),),
    (FindingThen("1123456789abcdef", "JM502", "info", "c", "c.journey.yaml", "m", "suppressed"),),
    (FindingThen("2123456789abcdef", "JM502", "error", "c", "c.yaml", "m", "", "2026-07-01"),),
    (FindingThen("3123456789abcdef", "JM502", "error", "", "c.yaml", "m", "", "2026-04-01"),),
    True,
)
TEXT = snapshot_text(WHOLE)


def test_it_is_read_back_whole() -> None:
    assert read_snapshot(TEXT.encode()) == WHOLE
    assert snapshot_text(read_snapshot(TEXT.encode())) == TEXT


def test_what_cannot_be_seen_is_escaped() -> None:
    assert '"title": "Überblick\\u202e"' in TEXT


def test_a_finding_has_a_line_of_its_own() -> None:
    (line,) = [line for line in TEXT.splitlines() if "0123456789abcdef" in line]
    assert json.loads(line.strip().rstrip(","))["message"] == 'say "it"\n'


def test_it_is_as_its_schema_says() -> None:
    Draft202012Validator(snapshot_schema()).validate(json.loads(TEXT))


def error_of(data: bytes) -> str:
    with pytest.raises(SnapshotError) as raised:
        read_snapshot(data)
    return raised.value.message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is not JSON from line 1, column 1 on"),
        (b"\xff", "it is not written in UTF-8"),
        (b"{\n<<<<<<< ours\n", "it is not JSON from line 2, column 1 on"),
        (b"[" * 100_000, "it is no JSON that jmap writes"),
        (b'{"version": NaN}', "it is no JSON that jmap writes"),
        (b'{"version": ' + b"9" * 5000 + b"}", "it is no JSON that jmap writes"),
        (b"[]", "it has no `version`"),
        (b"{}", "it has no `version`"),
        (b'{"version": true}', "its `version` is not 1"),
        (b'{"version": "1"}', "its `version` is not 1"),
        (b'{"version": 0}', "its `version` is not 1"),
        (b'{"version": 2}', "it is of version 2, and this jmap reads version 1"),
        (b'{"version": 1}', "`as_of` is missing"),
    ],
)
def test_what_is_none(data: bytes, message: str) -> None:
    assert error_of(data) == message


@pytest.mark.parametrize(
    ("route", "value", "message"),
    [
        ("as_of", "2026-13-01", "`as_of` is no date such as 2026-10-01"),
        ("complete", 1, "`complete` is neither true nor false"),
        ("score", None, "`score` is no object"),
        ("score.exact", 0.5, "`score.exact` is no text"),
        ("score.exact", "1/0", "`score.exact` is no fraction such as 43/50"),
        ("score.exact", "١/٢", "`score.exact` is no fraction such as 43/50"),
        ("score.exact", "101/1", "`score.exact` is above 100"),
        ("score.grade", "F", "`score.grade` is none of A, B, C, D, E, ``"),
        ("score.categories.customer", "60", "`score.categories.customer` is no object"),
        ("score.rules.JM501.passed", 2, "`score.rules.JM501.passed` is more than `applicable`"),
        ("score.rules.JM501.passed", -1, "`score.rules.JM501.passed` is no whole number from 0 on"),
        ("score.rules.JM501.weight", True, "`score.rules.JM501.weight` is no whole number from 0 on"),
        ("maps", [], "`maps` is no object"),
        ("maps.c.metrics.nps.actual", 10**400, "`maps.c.metrics.nps.actual` is no number"),
        ("measures.rules.JM501", [1], "`measures.rules.JM501` is no list of revision, severity and options"),
        ("measures.bands.0", ["A"], "`measures.bands.0` is no list of a grade and a score"),
        ("findings", {}, "`findings` is no list"),
        ("findings.0", 1, "`findings.0` is no object"),
        ("findings.0.fingerprint", "x", "`findings.0.fingerprint` is not 16 digits from 0 to f"),
        ("findings.0.rule", "E501", "`findings.0.rule` is not the code of a rule"),
        ("findings.0.severity", "fatal", "`findings.0.severity` is none of error, warning, info"),
        ("accepted.0.how", "", "`accepted.0.how` is none of suppressed, baselined"),
        ("closed.0.last_seen", "", "`closed.0.last_seen` is no date such as 2026-10-01"),
    ],
)
def test_what_is_wrong_at_a_key(route: str, value: Any, message: str) -> None:
    content = json.loads(TEXT)
    *way, last = [int(step) if step.isdigit() else step for step in route.split(".")]
    inner = content
    for step in way:
        inner = inner[step]
    inner[last] = value
    assert error_of(json.dumps(content).encode()) == message


def test_half_of_a_character_is_told_but_for_bytes_of_a_files_name() -> None:
    with pytest.raises(SnapshotError, match=r"^it holds half of a character$"):
        read_snapshot(TEXT.replace("a/b.journey.yaml", "\\ud800").encode())
    read = read_snapshot(TEXT.replace("a/b.journey.yaml", "\\udcff").encode())
    assert read.maps["a/b"].file == "\udcff"


def test_a_number_without_end_is_none() -> None:
    data = TEXT.replace('"actual": -12.5', '"actual": 1e999').encode()
    assert error_of(data) == "`maps.c.metrics.nps.actual` is no number"


def test_keys_of_a_later_jmap_are_passed_over() -> None:
    content = json.loads(TEXT)
    content["later"] = {"x": 1}
    assert read_snapshot(json.dumps(content).encode()) == WHOLE


def test_a_long_way_is_cut() -> None:
    content = json.loads(TEXT)
    content["maps"]["m" * 500] = 1
    assert error_of(json.dumps(content).encode()) == f"`maps.{'m' * 55}…` is no object"


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)


def routes(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([way] if way else []), *(found for key, each in inner for found in routes(each, (*way, key)))]


CONTENT = json.loads(TEXT)


@given(some.sampled_from(routes(CONTENT)), VALUES)
def test_any_value_anywhere_is_read_or_told(route: tuple[Any, ...], value: Any) -> None:
    content = deepcopy(CONTENT)
    inner = content
    for step in route[:-1]:
        inner = inner[step]
    inner[route[-1]] = value
    try:
        snapshot_text(read_snapshot(json.dumps(content).encode("utf-8", "surrogatepass")))
    except SnapshotError as error:
        assert error.message  # noqa: PT017 - either is right


@given(some.binary(max_size=200))
def test_any_bytes_are_told(data: bytes) -> None:
    assert error_of(data)
