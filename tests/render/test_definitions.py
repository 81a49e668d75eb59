from __future__ import annotations

from pathlib import Path

import pytest

from jmap.model.described import shape_of
from jmap.model.journey_file import JourneyFile
from jmap.model.kinds import Section
from jmap.model.stages import Stage
from jmap.render.cells import Row
from jmap.render.definition_rows import ELSEWHERE, OF_A_STAGE
from jmap.render.labels import KEYS, SECTIONS
from tests.render.drawing import view

MAP = """
jmap: 1
title: T
uses: lib.journey.yaml
owner: us
channels: {web: {name: Website, kind: digital}}
stages: {one: {name: One, summary: Ours, metrics: use, thoughts: Why?}}
touchpoints: {t: {stage: one, channels: web, metrics: use}}
metrics:
  use:
    formula: Active *seats*
    kind: rate
    target: 60
    covers: [retention, revenue]
    history: {2026-Q1: {value: 44.5, n: 900}, 2025: 40}
    evidence: study
    measure: {rate: {from: one, to: paid, within: 90d}}
opportunities:
  o: {touchpoints: t, expected: {metric: use, to: 65, by: 2026-Q4},
      result: {period: 2026-Q3, value: 61, n: 9},
      solutions: [More, {name: Less, state: idea, links: tickets/17.md}]}
health:
  h:
    stages: one
    indicators: {logins: {weight: 2, good: 20, poor: 0, count: signed_in}}
    bands: {good: 70, bad: 0}
"""
LIBRARY = """
jmap: 1
teams: {us: {name: Us, contact: us@example.com}, them: {contact: x}}
evidence: {study: {kind: survey, n: 214, date: 2026-06-30}, other: {kind: diary}}
events: {paid: {source: billing, fields: {plan: Which plan}}, "signed_in": It began, never: Not named}
"""


@pytest.fixture
def said(tmp_path: Path) -> dict[str, dict[str, list[Row]]]:
    made = view(tmp_path, MAP, lib=LIBRARY)
    return {
        chapter.section: {each.name: list(each.rows) for each in chapter.entries} for chapter in made.chapters
    }


def plain(rows: list[Row]) -> list[tuple[str, list[str]]]:
    return [(row.label, [item.text.replace("\u00a0", " ") for item in row.items]) for row in rows]


def test_what_a_map_uses_of_its_libraries_is_spelled_out_and_nothing_else(
    said: dict[str, dict[str, list[Row]]],
) -> None:
    assert {section: list(entries) for section, entries in said.items()} == {
        "teams": ["Us"],
        "channels": ["Website"],
        "stages": ["One"],
        "metrics": ["Use"],
        "evidence": ["Study"],
        "opportunities": ["O"],
        "health": ["H"],
        "events": ["paid", "signed_in"],
    }


def test_each_kind_of_value_has_its_words(said: dict[str, dict[str, list[Row]]]) -> None:
    assert plain(said["metrics"]["Use"]) == [
        ("Evidence", ["Study"]),
        ("Formula", ["Active *seats*"]),
        ("Kind", ["rate"]),
        ("Covers", ["retention", "revenue"]),
        ("Target", ["60 %"]),
        ("History", ["2026 Q1: 44.5 % (n = 900)", "2025: 40 %"]),
        ("Measured in events", ["share that goes from One to paid within 90 days"]),
    ]
    assert plain(said["opportunities"]["O"]) == [
        ("Touchpoints", ["T"]),
        ("Solutions", ["More", "Less (idea, tickets/17.md)"]),
        ("Expected", ["Use at 65 % by 2026 Q4"]),
        ("Result", ["61 % (2026 Q3, 9 cases)"]),
    ]
    assert plain(said["health"]["H"]) == [
        ("Stages", ["One"]),
        ("Method", ["weighted mean of the indicators"]),
        (
            "Indicators",
            ["Logins: number of signed_in; weight 2; good at 20, poor at 0; left out where unknown"],
        ),
        ("Bands", ["good from 70", "bad from 0"]),
        ("Unknown below", ["60 %"]),
    ]
    assert plain(said["events"]["paid"]) == [("Source", ["billing"]), ("Fields", ["plan: Which plan"])]
    assert plain(said["stages"]["One"]) == [("About", ["Ours"])]
    assert plain(said["evidence"]["Study"]) == [
        ("Kind", ["survey"]),
        ("Date", ["30 June 2026"]),
        ("Cases", ["214"]),
    ]


def test_definitions_lead_to_the_metrics_and_evidence_that_they_name(
    said: dict[str, dict[str, list[Row]]],
) -> None:
    ways = {
        item.href
        for entries in said.values()
        for rows in entries.values()
        for row in rows
        for item in row.items
        if item.href
    }
    assert ways == {"#d-evidence-study", "#tp-t"}


def test_every_key_of_a_definition_has_a_label() -> None:
    for section, field in shape_of(JourneyFile).fields.items():
        if section in SECTIONS and isinstance(field.kind, Section):
            keys = set(shape_of(field.kind.cls).fields) - ELSEWHERE
            assert (OF_A_STAGE if field.kind.cls is Stage else keys) <= set(KEYS), section
