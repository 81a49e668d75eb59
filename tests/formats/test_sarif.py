"""SARIF by its official schema, its prose, and what GitHub takes of it."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from jsonschema import Draft4Validator

from jmap.faults import On, Severity
from jmap.findings.finding import Accepted, Remembered, Report
from jmap.formats import sarif_limits
from jmap.formats.sarif import render
from jmap.formats.sarif_limits import Weighed, within_limits
from jmap.formats.sarif_rules import descriptor
from jmap.formats.sinks import sarif as sink
from jmap.formats.style import Style
from jmap.rules import registry
from tests.formats.goldens import golden
from tests.formats.reports import example_report, finding, many, spot

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALID = Draft4Validator(SCHEMA)
GONE = Remembered("0" * 16, "JM777", "old.journey.yaml", "gone", "2026-01-01")


def run(report: Report, style: Style | None = None) -> dict[str, Any]:
    data = json.loads(render(report, style or Style()))
    VALID.validate(data)
    (only,) = data["runs"]
    return dict(only)


def result(report: Report, style: Style | None = None) -> dict[str, Any]:
    (only,) = run(report, style)["results"]
    return dict(only)


def test_the_golden_is_valid_and_the_schema_can_refuse() -> None:
    data = json.loads(golden("sarif").read_text(encoding="utf-8"))
    VALID.validate(data)
    data["runs"][0]["results"][0]["level"] = "info"
    assert not VALID.is_valid(data)


def test_all_rules_asked_for_are_there_and_results_point_to_theirs() -> None:
    only = run(example_report())
    rules = only["tool"]["driver"]["rules"]
    codes = [each["id"] for each in rules]
    assert codes == sorted(codes)
    assert "JM101" in codes
    assert "JM101" not in {each["ruleId"] for each in only["results"]}
    assert all(codes[each["ruleIndex"]] == each["ruleId"] for each in only["results"])


def test_a_rule_carries_what_github_asks_for() -> None:
    for code in registry.names():
        rule = descriptor(code)
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
        assert rule["help"]["markdown"].startswith(f"# {code} {rule['name']}\n")
        assert rule["helpUri"].endswith(f"/{code}.md")
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        properties = rule["properties"]
        assert 0 < len(properties["tags"]) <= 10
        assert properties["precision"] in ("very-high", "high", "medium")
        assert properties["problem.severity"] in ("error", "warning", "recommendation")


def test_correctness_is_more_precise_than_thresholds_of_our_own() -> None:
    assert descriptor("JM201")["properties"]["precision"] == "very-high"
    ours = [
        code for code in registry.names() if any(o.ours for o in registry.get(code).rule.options.values())
    ]
    assert {descriptor(code)["properties"]["precision"] for code in ours} == {"medium"}
    assert descriptor("JM901")["properties"]["precision"] == "high"


def test_a_result() -> None:
    related = spot("lib/b.journey.yaml", 2, 3, label="defined here")
    one = replace(finding(5, related=(related,), route=("a/b", 0, "c~d")), on=On.KEY)
    assert result(Report((one,), 1)) == {
        "ruleId": "JM103",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "`x` is wrong (mend it)"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.journey.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 6, "startColumn": 6, "endLine": 6, "endColumn": 11},
                },
                "logicalLocations": [
                    {"name": "c~d", "fullyQualifiedName": "/a~1b/0/c~0d", "kind": "property"}
                ],
            }
        ],
        "partialFingerprints": {"jmap/v1": "0000000000000005"},
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "lib/b.journey.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 8},
                },
                "message": {"text": "defined here"},
            }
        ],
        "properties": {"map": "a", "path": ["a/b", 0, "c~d"]},
    }


def test_each_severity_has_its_level() -> None:
    levels = [each["level"] for each in run(Report(many(1, 1, 1), 1))["results"]]
    assert levels == ["note", "warning", "error"]


def test_columns_are_code_points_and_the_run_says_so() -> None:
    only = run(Report((finding(),), 1))
    assert only["columnKind"] == "unicodeCodePoints"
    assert only["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_place_without_length_has_no_end() -> None:
    one = finding(at=spot(end=(3, 6)), route=())
    (location,) = result(Report((one,), 1))["locations"]
    assert location == {
        "physicalLocation": {
            "artifactLocation": {"uri": "a.journey.yaml", "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": 3, "startColumn": 6},
        }
    }


def test_without_a_baseline_and_suppressions_no_result_has_a_state() -> None:
    for each in run(Report(many(2), 1))["results"]:
        assert "baselineState" not in each
        assert "suppressions" not in each


def test_with_them_all_results_have_one() -> None:
    results = run(example_report())["results"]
    states = [(each["ruleId"], each["baselineState"], len(each["suppressions"])) for each in results]
    assert states == [
        ("JM202", "new", 0),
        ("JM201", "new", 0),
        ("JM113", "new", 0),
        ("JM106", "new", 0),
        ("JM104", "new", 0),
        ("JM304", "new", 1),
        ("JM402", "unchanged", 1),
        ("JM103", "absent", 0),
    ]


def test_an_empty_baseline_makes_every_finding_new() -> None:
    assert result(Report((finding(),), 1, absent=()))["baselineState"] == "new"


@pytest.mark.parametrize(
    ("accepted", "suppression"),
    [
        (
            Accepted("suppressed", "waiting for [x](http://a)", until="2027-01-31"),
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": "waiting for [x] (http://a)",
                "properties": {"until": "2027-01-31"},
            },
        ),
        (Accepted("baselined"), {"kind": "external", "status": "accepted"}),
        (
            Accepted("baselined", since="2026-08-01"),
            {"kind": "external", "status": "accepted", "properties": {"since": "2026-08-01"}},
        ),
    ],
)
def test_a_suppression_says_where_it_is_kept_and_why(accepted: Accepted, suppression: dict[str, Any]) -> None:
    assert result(Report((), 1, (finding(accepted=accepted),)))["suppressions"] == [suppression]


def test_a_service_that_shows_all_as_open_gets_what_is_open() -> None:
    only = run(example_report(), Style(open_only=True))
    assert {each["baselineState"] for each in only["results"]} == {"new"}
    assert [each for each in only["results"] if "suppressions" in each] == []
    (notice,) = only["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == (
        "1 suppressed, 1 baselined, 1 gone: left out, as code scanning would show them as open"
    )
    assert run(Report(many(2), 1), Style(open_only=True)) == run(Report(many(2), 1))


def test_a_baseline_may_name_a_rule_that_is_gone() -> None:
    only = run(Report((), 1, absent=(GONE,)))
    (rule,) = only["tool"]["driver"]["rules"]
    assert rule["help"]["text"] == "JM777 is no rule of this version of jmap."
    (one,) = only["results"]
    assert (one["ruleId"], one["level"], one["baselineState"]) == ("JM777", "warning", "absent")
    assert one["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


@pytest.mark.parametrize(
    "path",
    [
        "a b.journey.yaml",
        "100%#1?.journey.yaml",
        "日本/ü.journey.yaml",
        "http:x/y.journey.yaml",
        'a\\b"<>|.yaml',
        "\udcff.yaml",
    ],
)
def test_paths_are_relative_references_that_lead_back(path: str) -> None:
    (location,) = result(Report((finding(at=spot(path)),), 1))["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    parts = urlsplit(uri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
    assert uri.isascii()
    assert unquote_to_bytes(uri) == path.encode("utf-8", "surrogateescape")


def test_the_base_has_no_path_of_this_machine() -> None:
    only = run(Report((finding(),), 1), Style(prefix="maps"))
    assert only["originalUriBaseIds"] == {"%SRCROOT%": {"description": {"text": "the top of the repository"}}}
    (one,) = only["results"]
    uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "maps/a.journey.yaml"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("`{0}` and {12}", "`{ 0}` and { 12}"),
        ("{{1}}", "{{ 1}}"),
        ("write `{metric: x}`", "write `{metric: x}`"),
        ("[go](https://a.example)", "[go] (https://a.example)"),
        ("[1](2)", "[1] (2)"),
        ("a\u202eb\x00", "a\\u202eb\\u0000"),
    ],
)
def test_a_message_has_no_placeholder_and_no_link(text: str, written: str) -> None:
    assert sink.message(text) == written


def test_a_hundred_related_places_are_enough() -> None:
    one = finding(related=tuple(spot(line=number + 1, label="x") for number in range(130)))
    assert len(result(Report((one,), 1))["relatedLocations"]) == 100


def test_past_githubs_limit_the_least_grave_go_and_the_run_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_limits, "MOST_RESULTS", 4)
    only = run(Report(many(errors=2, warnings=2, infos=2), 1, (finding(9, accepted=Accepted("baselined")),)))
    assert [each["level"] for each in only["results"]] == ["warning", "warning", "error", "error"]
    (notice,) = only["invocations"][0]["toolExecutionNotifications"]
    assert notice == {
        "level": "warning",
        "message": {"text": "3 of 7 results are left out, the least grave first: GitHub takes 4 in a run"},
    }


def test_accepted_findings_go_before_open_ones_of_less_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif_limits, "MOST_RESULTS", 2)
    report = Report(many(infos=2), 1, (finding(8, accepted=Accepted("suppressed", "later")),), absent=(GONE,))
    assert [each["level"] for each in run(report)["results"]] == ["note", "note"]


def test_the_limits_are_those_of_github() -> None:
    results = [Weighed((0, number % 3), {"n": number}) for number in range(25_003)]
    kept, notices = within_limits(results, [])
    assert len(kept) == 25_000
    assert [each["n"] % 3 for each in kept].count(2) == 8334 - 3
    assert [each["n"] for each in kept] == sorted(each["n"] for each in kept)
    assert notices == [
        "3 of 25003 results are left out, the least grave first: GitHub takes 25000 in a run",
        "GitHub shows the 5000 gravest of 25000 results",
    ]


def test_a_file_stays_below_ten_megabytes_when_compressed() -> None:
    several = tuple(
        finding(number, Severity.ERROR if number >= 1900 else Severity.INFO, message=_noise(number, 20_000))
        for number in range(2000)
    )
    text = render(Report(several, 1), Style())
    assert len(gzip.compress(text.encode())) < 10_000_000
    (only,) = json.loads(text)["runs"]
    levels = [each["level"] for each in only["results"]]
    assert levels.count("error") == 100
    assert 0 < levels.count("note") < 1900
    (notice,) = only["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == (
        f"{2000 - len(levels)} of 2000 results are left out, the least grave first: "
        "GitHub takes files of 10 MB when compressed"
    )


def _noise(seed: int, length: int) -> str:
    """Return text that has little in common with that of another seed, so that it hardly compresses."""
    return "".join(hashlib.sha512(f"{seed} {start}".encode()).hexdigest() for start in range(0, length, 128))
