"""What is told of many findings, and of long ones; never out of sight of comments and baselines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from jmap.faults import On, Severity, Span
from jmap.findings.crowd import MOST, thinned
from jmap.findings.finding import Finding, Spot
from jmap.formats.schema import findings_schema
from tests.cli.program import here

HEAD = "jmap: 1\ntitle: T\nstages: {a: A}\n"
CALM = HEAD + "scenario: s\n"
UNTOLD = "they are only counted: of one rule a file shows 1,000 findings"


def unknown(count: int, first: int = 0) -> str:
    return "".join(f"k{number}: 1\n" for number in range(first, first + count))


def write(folder: Path, text: str, name: str = "m") -> None:
    (folder / "jmap.toml").write_text("")
    (folder / f"{name}.journey.yaml").write_text(text)


def report(folder: Path, *arguments: str, code: int = 1) -> dict[str, Any]:
    ran = here("validate", "--format", "json", *arguments, folder=folder)
    assert (ran.code, ran.err) == (code, "")
    data: dict[str, Any] = json.loads(ran.out)
    Draft202012Validator(findings_schema()).validate(data)
    return data


def test_a_thousand_are_told_one_by_one(tmp_path: Path) -> None:
    write(tmp_path, CALM + unknown(1000))
    data = report(tmp_path)
    assert (len(data["findings"]), data["summary"]["errors"]) == (1000, 1000)
    assert "truncated" not in data


def test_the_rest_are_counted_where_the_last_one_told_stands(tmp_path: Path) -> None:
    write(tmp_path, CALM + unknown(2500))
    data = report(tmp_path)
    *_, last, closing = data["findings"]
    assert len(data["findings"]) == 1001
    assert (last["message"], last["line"]) == ("unknown key `k999` in a map", 1004)
    assert closing["message"] == "1,500 more like this in this file"
    assert (closing["line"], closing["column"], closing["end_column"]) == (1004, 1, 5)
    assert (closing["hint"], closing["severity"]) == (UNTOLD, "error")
    assert data["summary"]["errors"] == 2500
    assert data["truncated"] == [
        {"file": "m.journey.yaml", "rule": "JM101", "severity": "error", "more": 1500}
    ]
    text = here("validate", "--format", "concise", folder=tmp_path).out.splitlines()
    assert text[-2] == f"m.journey.yaml:1004:1: error[JM101] 1,500 more like this in this file ({UNTOLD})"
    assert text[-1] == "2500 errors in 1 of 1 file"


def test_each_rule_and_each_file_has_a_limit_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, CALM + unknown(1001) + "".join(f"{key}:\n" for key in ("summary", "goal")))
    write(tmp_path, CALM + unknown(1002), "n")
    data = report(tmp_path)
    assert [(each["file"][0], each["more"]) for each in data["truncated"]] == [("m", 1), ("n", 2)]
    assert (data["summary"]["errors"], data["summary"]["warnings"]) == (2003, 2)


def test_a_comment_silences_also_what_would_not_be_told(tmp_path: Path) -> None:
    inner = "".join(f"  k{number}: 1\n" for number in range(1200))
    silenced = f"market: # jmap: ignore[JM101] from the old tool\n{inner}"
    write(tmp_path, CALM + silenced)
    data = report(tmp_path, code=0)
    assert (data["summary"]["suppressed"], data["summary"]["errors"]) == (1200, 0)
    write(tmp_path, CALM + silenced + unknown(3))
    data = report(tmp_path)
    assert (data["summary"]["suppressed"], data["summary"]["errors"]) == (1200, 3)
    assert [each["path"] for each in data["findings"]] == [["k0"], ["k1"], ["k2"]]
    write(tmp_path, CALM + silenced + unknown(1100))
    data = report(tmp_path)
    assert (data["summary"]["suppressed"], data["summary"]["errors"]) == (1200, 1100)
    assert (len(data["findings"]), data["truncated"][0]["more"]) == (1001, 100)


def test_a_baseline_holds_them_all_and_none_by_count(tmp_path: Path) -> None:
    write(tmp_path, CALM + unknown(1500))
    assert here("baseline", "write", folder=tmp_path).out == "1500 entries written to jmap-baseline.json\n"
    data = report(tmp_path, code=0)
    assert (data["summary"]["baselined"], data["findings"]) == (1500, [])
    write(tmp_path, CALM + unknown(1500, first=1))
    data = report(tmp_path, "-q")
    assert [each["path"] for each in data["findings"]] == [["k1500"]]
    assert report(tmp_path, "--no-baseline")["summary"]["errors"] == 1500


def test_a_cache_and_several_processes_change_nothing(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    write(root, CALM + unknown(1300))
    write(root, CALM + unknown(20), "n")
    plain = report(root)
    assert report(root, "-j", "2") == plain


def finding(line: int, more: int = 0, rule: str = "JM101") -> Finding:
    spot = Spot("f", Span(line, 1, line, 2), "", ())
    name, message = f"{line}-{more}", "m"
    return Finding(
        rule, "n", Severity.ERROR, message, "", spot, (str(line),), On.KEY, name, (), "", more=more
    )


def test_those_that_several_maps_count_in_one_library_are_counted_once() -> None:
    found = [finding(line) for line in range(1, MOST + 3)]
    kept = thinned([*found, finding(MOST, more=7), finding(MOST, more=5), finding(1, rule="JM113")])
    assert len(kept) == MOST + 2
    assert (kept[-1].more, kept[-1].spot.span.line) == (9, MOST)
    assert thinned(kept) == kept


def test_a_long_faulty_text_is_cut_in_the_middle_and_its_fingerprint_is_not(tmp_path: Path) -> None:
    def told(id_: str) -> dict[str, Any]:
        write(tmp_path, CALM + f"touchpoints: {{t: {{stage: {id_}}}}}\n")
        [found] = report(tmp_path)["findings"]
        return dict(found)

    exact, long = told("A" * 80), told("A" * 50 + "B" * 31)
    assert exact["message"] == f"`{'A' * 80}` is not an id"
    assert long["message"] == f"`{'A' * 40}…{'A' * 9}{'B' * 31}` is not an id"
    assert long["hint"] == "an id is lower-case letters and digits, in words joined by single hyphens"
    assert told("A" * 51 + "B" * 31)["fingerprint"] != long["fingerprint"]
