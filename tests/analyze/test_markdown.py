"""An analysis as Markdown, read back with a parser of Markdown."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from jmap.analyze.analysis import Analysis
from jmap.analyze.formats import registry
from jmap.analyze.sections.sections import sections
from jmap.formats.style import Style
from tests.analyze.rich import HOSTILE, rich


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return rich(tmp_path_factory.mktemp("rich"))


def parsed(text: str) -> Any:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    return html5lib.parse(html, namespaceHTMLElements=False)


def said(element: Any) -> str:
    return " ".join("".join(element.itertext()).replace("\u200b", "").split())


def test_each_section_is_a_table_under_its_title(made: Analysis) -> None:
    root = parsed(registry.load("markdown")(made, Style()))
    titles = [said(each) for each in root.iter("h3")]
    [found] = made.maps
    assert titles == [each.title for each in sections(found, made.wanted)]
    assert {"Funnel", "Flow between stages", "Milestones", "Touchpoints", "Drivers"} < set(titles)
    assert {"Metrics", "Dormant", "Risks", "Paths to the purchase", "Segment: Few", "Cohorts"} < set(titles)
    assert len(list(root.iter("table"))) == len(titles) + 1


def test_the_cells_are_those_of_the_sections(made: Analysis) -> None:
    root = parsed(registry.load("markdown")(made, Style()))
    tables = [
        [[said(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
        for table in root.iter("table")
    ]
    [found] = made.maps
    asked = [
        [[" ".join(each.split()) for each in row] for row in one.table.rows]
        for one in sections(found, made.wanted)
    ]
    assert tables[1:] == asked


def test_hostile_text_stays_text(made: Analysis) -> None:
    text = registry.load("markdown")(made, Style())
    root = parsed(text)
    assert not {"script", "a", "img"} & {str(each.tag) for each in root.iter()}
    assert said(root).count("<script>alert(1)</script>") >= 5
    assert HOSTILE not in text
    assert "secret-row" not in text
    assert "customer-" not in text


def test_the_figures_are_those_of_the_document(made: Analysis) -> None:
    document = json.loads(registry.load("json")(made, Style()))
    [found] = document["maps"].values()
    text = unescape(registry.load("markdown")(made, Style()))
    step = found["funnel"]["steps"][1]["of_previous"]
    share = f"{step['value'] * 100:.1f} % ({step['low'] * 100:.0f} to {step['high'] * 100:.0f})"
    assert f"| {share} of {step['of']} |" in text
    paid = found["metrics"]["paid-share"]
    assert f"| Paid | {paid['value']:.2f} % | {paid['low']:.2f} to {paid['high']:.2f} | {paid['n']} |" in text


def test_few_cases_are_marked_and_told(tmp_path: Path) -> None:
    text = unescape(registry.load("markdown")(rich(tmp_path, "plain", min_n=500), Style()))
    assert "`*`: of fewer than 500 cases, too few to judge by." in text
    assert re.search(r"\d %\* \(\d+ to \d+\) of 14", text)


def test_equal_input_gives_equal_bytes(made: Analysis, tmp_path: Path) -> None:
    again = rich(tmp_path)
    for name in ("markdown", "csv"):
        assert registry.load(name)(made, Style()) == registry.load(name)(again, Style())
