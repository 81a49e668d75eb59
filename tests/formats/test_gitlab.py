"""Code Quality reports as GitLab documents them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from jmap.faults import Severity
from jmap.findings.finding import Report
from jmap.formats.gitlab import render
from jmap.formats.style import Style
from tests.formats.goldens import golden
from tests.formats.reports import finding, spot

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text())


def entries(report: Report) -> list[dict[str, Any]]:
    data = json.loads(render(report, Style()))
    Draft202012Validator(SCHEMA).validate(data)
    return list(data)


def test_the_golden_keeps_to_the_documentation_and_has_no_byte_order_mark() -> None:
    data = golden("gitlab").read_bytes()
    assert data.startswith(b"[")
    Draft202012Validator(SCHEMA).validate(json.loads(data))


def test_an_entry() -> None:
    assert entries(Report((finding(7, at=spot(end=(4, 2))),), 1)) == [
        {
            "description": "`x` is wrong (mend it)",
            "check_name": "JM103",
            "fingerprint": "0000000000000007",
            "severity": "major",
            "location": {
                "path": "a.journey.yaml",
                "lines": {"begin": 3, "end": 4},
                "positions": {"begin": {"line": 3, "column": 6}, "end": {"line": 4, "column": 2}},
            },
        }
    ]


def test_each_severity_has_its_word() -> None:
    report = Report(tuple(finding(number, severity) for number, severity in enumerate(Severity)), 1)
    assert [each["severity"] for each in entries(report)] == ["major", "minor", "info"]


def test_findings_that_share_a_fingerprint_are_told_apart_and_the_first_keeps_it() -> None:
    same = tuple(replace(finding(number), fingerprint="f" * 16) for number in range(50))
    found = [each["fingerprint"] for each in entries(Report(same, 1))]
    assert found[0] == "f" * 16
    assert len(set(found)) == 50
    assert all(len(each) == 16 for each in found)
    assert found == [each["fingerprint"] for each in entries(Report(same, 1))]


def test_a_fingerprint_made_up_never_takes_one_that_is_there() -> None:
    twice = [replace(finding(number), fingerprint="f" * 16) for number in range(2)]
    made_up = entries(Report(tuple(twice), 1))[1]["fingerprint"]
    later = replace(finding(9), fingerprint=made_up)
    found = [each["fingerprint"] for each in entries(Report((*twice, later), 1))]
    assert len(set(found)) == 3


def test_nothing_found_is_an_empty_list() -> None:
    assert render(Report((), 3), Style()) == "[]\n"
