"""Every rule against its case file, and its page against what a page needs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from jmap.formats.full import render
from jmap.formats.style import Style
from jmap.rules import registry
from jmap.rules.cases import CaseFile, Example
from tests.rules.harness import FOLDER, case_files, run, write_files

CASES = [case for _, case in case_files()]
EXAMPLES = [
    pytest.param(case, example, id=f"{case.code} {example.title}")
    for case in CASES
    for example in case.examples
]


@pytest.mark.parametrize(("case", "example"), EXAMPLES)
def test_an_example_gives_what_it_shows(case: CaseFile, example: Example, tmp_path: Path) -> None:
    write_files(example, tmp_path)
    report = run(case.code, example, tmp_path)
    if example.bad:
        assert render(report, Style()) == example.output
    else:
        # What a comment silences is counted behind it.
        assert render(replace(report, accepted=()), Style()) == render_none(report.files)
    found = {finding.rule for finding in report.findings}
    if case.code.startswith("JM09"):
        # What a suppression no longer silences is told beside what is wrong with it.
        assert (case.code in found) == example.bad
        found = {code for code in found if code.startswith("JM09")}
    assert found == ({case.code} if example.bad else set())


def render_none(files: int) -> str:
    return f"no findings in {files} file{'' if files == 1 else 's'}\n"


@pytest.mark.parametrize("code", registry.names())
def test_a_rule_has_a_bad_and_a_good_example(code: str) -> None:
    case = next((case for case in CASES if case.code == code), None)
    assert case is not None, f"write tests/cases/{code}.md"
    assert case.name == registry.get(code).rule.name
    assert case.bad
    assert case.good


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_case_file_belongs_to_a_rule(path: Path) -> None:
    assert path.stem in registry.names()


@pytest.mark.parametrize("code", registry.names())
def test_a_page_says_what_why_how_to_fix_and_where_from(code: str) -> None:
    first, *paragraphs = registry.get(code).page.split("\n\n")
    assert re.fullmatch(r"[A-Z][^\n]*\.", first)
    assert [paragraph.split(":")[0] for paragraph in paragraphs] == ["What", "Why", "Fix", "Source"]


@pytest.mark.parametrize("code", registry.names())
def test_a_rule_is_what_its_file_says(code: str) -> None:
    folder, module = registry.names()[code]
    rule = registry.get(code).rule
    assert module == f"{code.lower()}_{rule.name.replace('-', '_')}"
    assert rule.code == code
    assert folder.startswith(code[:3].lower())
