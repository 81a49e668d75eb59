"""Mermaid's diagrams, read back strictly."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render.drawing import Output
from jmap.render.mermaid_journey import score
from jmap.render.mermaid_text import LONGEST, actor, label
from jmap.render.outputs import registry
from jmap.render.site import render_site
from tests.cli.program import here as jmap
from tests.render.drawing import AS_OF, EXAMPLES, drawing, engine, items
from tests.render.outputs.mermaid_reader import decoded, read_flowchart, read_journey
from tests.render.outputs.payloads import hostile, numbers, payload

MARKS = "aE1 0.,?!'()/+-&:;#%{}[]<>\"`*_~|^=@$\\°¶ß日–\u00a0"
WORDS = ("end", "section ", "title ", "journey", "style:", "accTitle:", "direction LR", "1. ", "- ", "-->")
FELT = """\
jmap: 1
title: T
personas:
  p: {name: "Pat, lead", kind: primary}
  q: Quinn
stages: {a: {}, b: {emotion: -2}, c: {}}
touchpoints:
  x: {stage: a, emotion: {value: 1, by: {q: -1}}}
  y: {stage: a, emotion: {from: 0.25, to: -1.6}, personas: q}
  z: {stage: a}
"""


def outputs(tmp_path: Path, text: str, lang: str = "") -> list[Output]:
    return list(registry.load("mermaid")(drawing(tmp_path, text, lang=lang)))


def test_stages_are_sections_and_feelings_scores(tmp_path: Path) -> None:
    found = read_journey(outputs(tmp_path, FELT)[0].text)
    assert found.title == "T"
    assert found.sections == [
        (
            "A",
            [
                ("X", 4, ["Pat", "Quinn"]),
                ("Y, at first", 3.25, ["Quinn"]),
                ("Y, in the end", 1.4, ["Quinn"]),
            ],
        ),
        ("B", [("B", 1, ["Pat", "Quinn"])]),
    ]


def test_what_it_cannot_show_is_counted_and_told(tmp_path: Path) -> None:
    first, second = outputs(tmp_path, FELT)
    lost = "1 touchpoint without a feeling, 1 feeling of another persona"
    assert first.text.startswith(f"%% Mermaid cannot show here: {lost}.\njourney\n")
    assert first.notes == (f"`map.mmd` leaves out {lost}",)
    assert second.notes == ("`map.lifecycle.mmd` leaves out 3 touchpoints",)


def test_names_that_are_cut_to_the_same_are_told_in_full(tmp_path: Path) -> None:
    text = FELT.replace("q: Quinn", 'q: {name: "Pat, user"}')
    found = read_journey(outputs(tmp_path, text)[0].text)
    assert found.sections[0][1][0][2] == ["Pat, lead", "Pat, user"]


def test_without_a_persona_nobody_has_the_feeling(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {a: {}}\ntouchpoints: {x: {stage: a, emotion: 0}}\n"
    assert read_journey(outputs(tmp_path, text)[0].text).sections == [("A", [("X", 3, [])])]


def test_without_a_feeling_there_is_a_note_and_the_lifecycle(tmp_path: Path) -> None:
    none, lifecycle = outputs(tmp_path, "jmap: 1\ntitle: T\nstages: {a: {}}\n")
    assert (none.suffix, none.notes) == ("", ("no `map.mmd`: nothing on the map has an `emotion`",))
    assert read_flowchart(lifecycle.text).nodes == {"s1": (["1 · A"], "start")}
    assert not lifecycle.text.startswith("%%")


def test_the_lifecycle_has_loops_targets_and_exits(tmp_path: Path) -> None:
    text = """\
jmap: 1
title: T
scope: lifecycle
leave: {event: gone, label: Gone}
dormant: {inactive: 30d}
stages:
  a: {phase: before, next: {b: {label: signed, target: 30%}, c: {}}}
  b: {phase: after, leave: [{event: x, label: "X: [y]"}, Moves]}
  c: {phase: after, next: [a, c]}
  d: {phase: after, start: true, next: []}
"""
    found = read_flowchart(outputs(tmp_path, text)[1].text)
    assert found.direction == "LR"
    assert found.edges == [
        ("s1", "-->", "signed · 30\u00a0%", "s2"),
        ("s1", "-->", "", "s3"),
        ("s2", "-->", "", "s3"),
        ("s3", "-.->", "back", "s1"),
        ("s3", "-.->", "back", "s3"),
        ("s2", "-.->", "⏏ exit", "x2_1"),
        ("s2", "-.->", "⏏ exit", "x2_2"),
        ("any", "-.->", "⏏ exit", "exit1"),
        ("any", "-.->", "◌ dormant", "quiet1"),
    ]
    assert found.nodes["x2_1"] == (["X: [y]"], "exit")
    assert found.nodes["s4"] == (["4 · D"], "start")
    assert found.nodes["quiet1"] == (["nothing seen for 30\u00a0days"], "quiet")


def test_a_map_from_right_to_left_is_drawn_so(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nlang: ar\nstages: {a: {next: {b: {label: طلب, target: 12%}}}, b: {}}\n"
    found = read_flowchart(outputs(tmp_path, text)[1].text)
    assert found.direction == "RL"
    assert found.edges == [("s1", "-->", "\u2068طلب\u2069 · \u206812\u00a0%\u2069", "s2")]


def test_a_diagram_that_mermaid_refuses_for_its_size_is_told(tmp_path: Path) -> None:
    stages = ", ".join(f"s{n}: {{name: {'x' * 90}}}" for n in range(600))
    notes = outputs(tmp_path, f"jmap: 1\ntitle: T\nstages: {{{stages}}}\n")[1].notes
    said = "`map.lifecycle.mmd` may not be drawn:"
    assert notes == (
        f"{said} it is longer than 50000 characters; set Mermaid's `maxTextSize`",
        f"{said} it has more than 500 arrows; set Mermaid's `maxEdges`",
    )


@pytest.mark.parametrize(("value", "shown"), [(-2, "1"), (-1.6, "1.4"), (0, "3"), (0.126, "3.13"), (2, "5")])
def test_scores_keep_their_fraction(value: float, shown: str) -> None:
    assert score(value) == shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Straße – 5 km/h, 'ja' (2.5)!", "Straße – 5 km/h, 'ja' (2.5)!"),
        ('a: b; c#d "q" 5 %', "a#58; b#59; c#35;d #34;q#34; 5 #37;"),
        ("section one", "#115;ection one"),
        ("Title", "#84;itle"),
        ("titles", "titles"),
        ("in direction LR", "in #100;irection LR"),
        ("1. one", "1#46; one"),
        ("- one", "#45; one"),
        ("two\n  lines", "two lines"),
        ("\u202eabc", "#92;u202eabc"),
        ("\ufb02oat", "float"),
        ("", "#32;"),
    ],
)
def test_how_a_text_is_written(text: str, written: str) -> None:
    assert label(text) == written


def test_long_texts_are_cut() -> None:
    assert decoded(label("w" * 10_000)) == "w" * (LONGEST - 1) + "…"


@given(st.lists(st.sampled_from((*MARKS, *WORDS)), max_size=12).map("".join))
def test_every_text_is_drawn_as_it_is(text: str) -> None:
    expected = re.sub(r"[ \t\n\r]+", " ", text).strip().replace("¶ß", "¶ ß") or " "
    assert decoded(label(text)) == expected
    assert decoded(actor(text)) == expected
    assert "," not in actor(text)


def test_examples_are_read_back() -> None:
    for folder in EXAMPLES.iterdir():
        if folder.is_dir():
            pages = render_site(
                items(folder), title="", as_of=AS_OF, engine=engine(), formats=("mermaid",), lang="ja"
            )
            for page in pages:
                if page.path.endswith(".lifecycle.mmd"):
                    assert read_flowchart(page.text).nodes
                elif page.path:
                    assert read_journey(page.text).sections


def test_hostile_texts_are_drawn_as_texts(tmp_path: Path) -> None:
    seen: set[int] = set()
    for path, text in hostile(tmp_path, "mermaid").items():
        if path.endswith(".lifecycle.mmd"):
            flow = read_flowchart(text)
            texts = [each for lines, _ in flow.nodes.values() for each in lines]
            texts += [edge[2] for edge in flow.edges]
        else:
            journey = read_journey(text)
            texts = [name for name, _ in journey.sections]
            texts += [
                part for _, tasks in journey.sections for name, _, who in tasks for part in (name, *who)
            ]
        for each in texts:
            for number in numbers(each):
                assert payload(number) in each.replace("\u00a0", " ") or len(each) == LONGEST
                seen.add(number)
    assert len(seen) > 50


def test_notes_are_printed_once(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "map.journey.yaml").write_text(FELT, encoding="utf-8")
    ran = jmap("render", "--format", "mermaid", "-o", "-", folder=tmp_path)
    assert ran.out.startswith("%% Mermaid cannot show here: 1 touchpoint")
    assert ran.err.count("`map.mmd` leaves out") == 1
