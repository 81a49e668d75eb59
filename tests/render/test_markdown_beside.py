from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from jmap.render.markdown_beside import beside_section, futures_line
from tests.render.drawing import view
from tests.render.pairs import TODAY, TOMORROW

PAYLOADS = (
    "<script>alert(1)</script>",
    "![x](http://a.invalid/x.png)",
    "| a | b |",
    "`x` *y* [z](javascript:1)",
)


def section(folder: Path, today: str = TODAY, tomorrow: str = TOMORROW) -> list[str]:
    return list(beside_section(view(folder, tomorrow, today=today)))


def test_the_section_begins_with_the_other_map_and_the_figures(tmp_path: Path) -> None:
    lines = section(tmp_path)
    assert lines[:15] == [
        "## What changes",
        "",
        "**As it is**: [Renting today](today.md), reviewed 28\u00a0September\u00a02026",
        "",
        "**11** changes<br>",
        "&#43; 2 new · − 3 removed · ⇄ 2 moved · ≠ 4 changed<br>",
        "4 of 11 answer an opportunity",
        "",
        "**Ann**",
        "",
        "|  | Find | Pay a deposit | Ride | Back | Tell a friend |",
        "| --- | --- | --- | --- | --- | --- |",
        "| As it is | +0.5 | −0.8 | 0.0 | no data | not there |",
        "| As it should be | +0.5 | not there | +0.5 | no data | +1.5 |",
        "",
    ]


def test_each_stage_has_a_table_of_its_changes(tmp_path: Path) -> None:
    lines = section(tmp_path)
    first = lines.index("### Find")
    assert lines[first + 2 : first + 9] == [
        "| What | As it is | As it should be | Answers |",
        "| --- | --- | --- | --- |",
        "| **The stage itself** ≠ changed |  |  | ▲ answers no opportunity |",
        "| Needs | A map<br>− A price | A map<br>&#43; A light |  |",
        "| **The list** ⇄ moved |  |  | ▲ answers no opportunity |",
        "| Order | 2 of 2 | 1 of 2 |  |",
        "| **The map** ≠ changed |  |  | ▲ answers no opportunity |",
    ]
    assert "| **The desk** − removed | Desk<br>Queues | not there | As-is No queue |" in lines
    assert "| Pains | It jams <sub>severity 4 · hits\u00a012.5\u00a0%</sub> | not said |  |" in lines
    assert lines[-4:-1] == [
        "| --- | --- | --- | --- |",
        "| **Rides** ≠ changed |  |  | O-1 Ride at once |",
        "| Target | 1\u202f200\u00a0per\u00a0day | 1\u202f500\u00a0per\u00a0day |  |",
    ]


def test_maps_that_are_not_compared_or_alike_say_so(tmp_path: Path) -> None:
    lines = section(tmp_path, "jmap: 1\ntitle: Old\nstages: {x: X}\n")
    assert lines[4:] == ["▲ The two maps share no id of a stage or touchpoint: nothing is compared.", ""]
    alike = "jmap: 1\ntitle: Old\nstages: {x: X}\n"
    lines = section(tmp_path, alike, f"{alike}state: future\nas_is: today.journey.yaml\n")
    assert lines[4:] == ["Nothing differs: stages, touchpoints and metrics are the same.", ""]


def test_the_earlier_map_leads_to_the_later_one(tmp_path: Path) -> None:
    seen = view(tmp_path, TODAY, later=TOMORROW.replace("today.journey", "map.journey"))
    assert list(futures_line(seen)) == ["**As it should be**: [Renting tomorrow](later.md)", ""]
    assert list(beside_section(seen)) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_of_both_maps_stays_text_in_its_cell(tmp_path: Path, payload: str) -> None:
    old = TODAY.replace("goal: Ride}", f"goal: '{payload} old'}}")
    old = old.replace("name: The desk", f"name: '{payload}'")
    new = TOMORROW.replace("goal: Ride at once", f"goal: '{payload} new'")
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    html = reader.render("\n".join(section(tmp_path, old, new)))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    # No bar of theirs made a column more.
    assert {row.count("<td") for row in html.split("<tr>") if "<td" in row} == {4, 6}
