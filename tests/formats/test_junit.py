"""JUnit XML by the schema of Jenkins, read by parsers of others."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from jmap.faults import Severity
from jmap.findings.finding import Accepted, Report
from jmap.formats.junit import render
from jmap.formats.style import Style
from tests.formats.goldens import golden
from tests.formats.reports import example_report, finding, many, spot

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def parsed(report: Report, style: Style | None = None) -> ET.Element:
    text = render(report, style or Style())
    SCHEMA.validate(text.removeprefix('<?xml version="1.0" encoding="UTF-8"?>\n'))
    return ET.fromstring(text.encode())


def outcomes(root: ET.Element) -> list[str]:
    return [next((child.tag for child in case), "passed") for case in root.iter("testcase")]


def test_the_golden_is_valid() -> None:
    SCHEMA.validate(str(golden("junit")))


def test_the_schema_refuses_what_is_not_junit() -> None:
    text = golden("junit").read_text(encoding="utf-8").split("\n", 1)[1]
    assert not SCHEMA.is_valid(text.replace("classname=", "hostname="))


def test_a_suite_for_each_file_and_counts_that_are_true() -> None:
    root = parsed(example_report())
    suites = list(root.iter("testsuite"))
    assert [each.get("name") for each in suites] == [
        "journeys/lifecycle.journey.yaml",
        "journeys/trial.journey.yaml",
        "library/customers.journey.yaml",
    ]
    for each in (*suites, root):
        cases = list(each.iter("testcase"))
        assert each.get("tests") == str(len(cases))
        assert each.get("failures") == str(len(list(each.iter("failure"))))
        assert each.get("errors") == "0"
    assert [each.get("skipped") for each in suites] == ["2", "1", "0"]


def test_a_green_run_is_not_an_empty_suite() -> None:
    root = parsed(Report((), 2, read=("a.journey.yaml", "b/c.d.journey.yml")))
    cases = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert cases == [("a", "no findings"), ("b.c-d", "no findings")]
    assert outcomes(root) == ["passed", "passed"]


def test_a_report_that_knows_no_files_still_has_a_case() -> None:
    assert outcomes(parsed(Report((), 0))) == ["passed"]


@pytest.mark.parametrize(
    ("fail_on", "expected"),
    [
        (None, ["skipped", "skipped", "failure"]),
        (Severity.ERROR, ["skipped", "skipped", "failure"]),
        (Severity.WARNING, ["skipped", "failure", "failure"]),
        (Severity.INFO, ["failure", "failure", "failure"]),
    ],
)
def test_errors_fail_and_so_does_what_fails_the_run(fail_on: Severity | None, expected: list[str]) -> None:
    root = parsed(Report(many(1, 1, 1), 1), Style(fail_on=fail_on))
    assert outcomes(root) == expected


def test_what_is_accepted_is_skipped_with_its_reason() -> None:
    one = finding(accepted=Accepted("suppressed", "later", until="2027-01-31"))
    root = parsed(Report((), 1, (one,)), Style(fail_on=Severity.INFO))
    (skipped,) = root.iter("skipped")
    assert skipped.get("message") == "suppressed until 2027-01-31: later - `x` is wrong"
    assert (skipped.text or "").split("\n") == [
        "a.journey.yaml:1:6: `x` is wrong",
        "mend it",
        "error[JM103] wrong-type",
        "suppressed until 2027-01-31: later",
        "https://github.com/jmap-dev/jmap/blob/main/docs/reference/rules/JM103.md",
    ]


def test_a_failure_tells_place_hint_rule_related_places_and_page() -> None:
    related = spot("lib.journey.yaml", 2, 3, label="defined here")
    (failure,) = parsed(Report((finding(related=(related,)),), 1), Style(prefix="maps")).iter("failure")
    assert failure.attrib == {"type": "error", "message": "`x` is wrong"}
    assert (failure.text or "").split("\n") == [
        "maps/a.journey.yaml:1:6: `x` is wrong",
        "mend it",
        "error[JM103] wrong-type",
        "maps/lib.journey.yaml:2:3: defined here",
        "https://github.com/jmap-dev/jmap/blob/main/docs/reference/rules/JM103.md",
    ]


def test_no_two_cases_of_a_class_share_a_name_and_lines_are_not_in_it() -> None:
    files = ("a.b.journey.yaml", "a-b.journey.yaml", "a-b.journey.yml")
    several = [finding(number, at=spot(files[number % 3], number + 1)) for number in range(30)]
    # A name that looks like one that was told apart.
    several.append(finding(40, name="wrong-type: x (2)", route=(), at=spot(files[0], 50)))
    root = parsed(Report(tuple(sorted(several, key=lambda each: each.order)), 3))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 31
    assert ("a-b", "JM103 wrong-type: x") in names


def test_ten_thousand_findings_of_one_name_are_quick() -> None:
    root = parsed_only(Report(many(errors=10_000), 1))
    assert root.get("tests") == "10000"


def parsed_only(report: Report) -> ET.Element:
    return ET.fromstring(render(report, Style()).encode())


def test_there_is_no_clock_and_no_host() -> None:
    text = render(example_report(), Style())
    assert "timestamp" not in text
    assert "hostname" not in text
    assert {each.get("time") for each in ET.fromstring(text.encode()).iter()} == {"0", None}
