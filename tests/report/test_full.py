"""The review on a terminal: what is told, what is left out, and where the rest is."""

from __future__ import annotations

import dataclasses
import re
from fractions import Fraction

import pytest

from jmap.formats.style import Style
from jmap.formats.width import cells, cut
from jmap.report.full import render
from jmap.report.terminal.paper import Cell, Row, item, labelled, table
from tests.formats.reports import finding, many
from tests.report.rich import rich, rich_map

WIDE = Style(width=120)


def titles(text: str) -> list[str]:
    """Return the titles of the maps that are told in full."""
    lines = text.split("\n")
    return [
        lines[at - 2] for at, line in enumerate(lines) if line.startswith("  How far can we trust the map?")
    ]


def test_the_order_of_the_parts() -> None:
    text = render(rich(rich_map(), rich_map("other")), WIDE)
    parts = [
        *(
            "Weakest is",
            "Gate  ",
            "What changed since 2026-08-20",
            "Trend  ",
            "The trial  trial.journey.yaml",
        ),
        *(
            "How far can we trust the map?",
            "How is the journey doing?",
            "metrics  ",
            "moments  ",
            "emotion  ",
        ),
        *("service levels  ", "moves  ", "Fix first  ", "Opportunities", "Unanswered  "),
        *("All maps, the lowest score first", "Coverage by persona", "Owners and their load"),
        *("Metrics across maps", "What we no longer know", "note: ", "as of 2026-11-20"),
    ]
    found = [text.index(part) for part in parts]
    assert found == sorted(found)


def test_of_many_maps_the_table_and_the_lowest_three_are_told() -> None:
    maps = [rich_map(f"m{number:02d}", f"Map {number:02d}") for number in range(50)]
    worst = dataclasses.replace(maps[41].score, overall=Fraction(10))
    maps[41] = dataclasses.replace(maps[41], score=worst)
    text = render(rich(*maps, since=False), WIDE)
    assert titles(text) == [f"Map {each}  m{each}.journey.yaml" for each in ("41", "00", "01")]
    assert "The 3 lowest; see any other with `jmap audit FILE`" in text
    assert "  and 20 more; all with `-v`" in text
    assert text.index("All maps, the lowest score first") < text.index("Map 41  m41.journey.yaml")
    assert len(text.split("\n")) < 300
    assert len(titles(render(rich(*maps, since=False), Style(detail=True)))) == 50


def test_up_to_eight_maps_are_told_in_full_by_path() -> None:
    maps = [rich_map(f"m{number}", f"Map {number}") for number in range(8)]
    text = render(rich(*maps), WIDE)
    assert titles(text) == [f"Map {each}  m{each}.journey.yaml" for each in range(8)]
    assert len(text.split("\n")) / 8 < 90


def test_a_draft_has_no_grade_and_three_things_to_do() -> None:
    text = render(rich(rich_map(status="draft"), since=False), WIDE)
    assert "How far can we trust the map?  56.3  a draft, not graded" in text
    assert "grade D" not in text
    assert len(re.findall(r"^ +(?:\+|<)[0-9.]+  F-", text, re.MULTILINE)) == 3
    assert "Opportunities" not in text
    assert "Gate" not in text


def test_no_map_is_a_sentence_and_no_empty_part() -> None:
    review = rich(since=False, notes=())
    audit = dataclasses.replace(review.audit, maps=())
    text = render(dataclasses.replace(review, audit=audit, verdict="No map.", gate=()), WIDE)
    assert text == "No map.\n\nas of 2026-11-20, ruler 0123456789ab\n"


def test_errors_that_kept_maps_out_are_counted() -> None:
    text = render(rich(errors=many(errors=2)), WIDE)
    assert "2 errors in 1 file: maps with errors are not audited; see `jmap validate`\n" in text


def test_findings_of_no_map_alone_have_a_block_of_their_own() -> None:
    review = rich(since=False)
    of_workspace = (finding(70, rule="JM508", message="nothing is made for segment `a`", hint="name it"),)
    gains = {**review.audit.score.gains, "JM508": Fraction(4)}
    score = dataclasses.replace(review.audit.score, gains=gains)
    audit = dataclasses.replace(review.audit, of_workspace=of_workspace, score=score)
    text = render(dataclasses.replace(review, audit=audit), WIDE)
    assert (
        "Asked of all maps together  1 finding\n"
        "    +4.0  JM508 nothing is made for segment `a`  a.journey.yaml:71\n"
        "          name it\n"
    ) in text


def test_every_count_from_which_the_score_is_made_is_told_in_detail() -> None:
    text = render(rich(since=False), Style(width=120, detail=True))
    found = re.findall(r"^    (JM[0-9]{3})  \S+ +([0-9]+) +([0-9]+) +([0-9]+)", text, re.MULTILINE)
    weights: dict[str, list[tuple[Fraction, int]]] = {}
    for code, passed, applicable, weight in found:
        weights.setdefault(code[:3], []).append((Fraction(int(passed), int(applicable)), int(weight)))
    means = [
        sum((share * weight for share, weight in each), Fraction(0)) / sum(weight for _, weight in each)
        for each in weights.values()
    ]
    assert sum(means, Fraction(0)) / len(means) * 100 == rich().audit.score.overall


@pytest.mark.parametrize("width", [60, 80, 101, 120, 300])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    text = render(rich(rich_map(), rich_map("other", "A name " * 30)), Style(width=width))
    wide = [line for line in text.split("\n") if cells(line) > min(max(width, 40), 120)]
    assert [
        line for line in wide if "journey.yaml" not in line and not line.startswith("    experience")
    ] == []


def test_places_stand_behind_rows_or_below_them_and_are_never_cut() -> None:
    rows = [
        Row((Cell("A touchpoint with a long name", gives=True), Cell("9", right=True)), "a.journey.yaml:12"),
        Row((Cell("B", gives=True), Cell("10", right=True)), "a.journey.yaml:120"),
    ]
    assert list(table(rows, Style(width=60), 2)) == [
        "  A touchpoint with a long name   9  a.journey.yaml:12",
        "  B                              10  a.journey.yaml:120",
    ]
    assert list(table(rows, Style(width=60), 25)) == [
        f"{' ' * 25}A touchpoint with a long name   9",
        f"{' ' * 27}a.journey.yaml:12",
        f"{' ' * 25}B                              10",
        f"{' ' * 27}a.journey.yaml:120",
    ]


def test_names_are_cut_between_characters_as_they_are_drawn() -> None:
    assert cut("旅行の計画", 6) == "旅行…"
    assert cut("e\u0301" * 5, 3) == "e\u0301e\u0301…"
    assert cut("abc", 3) == "abc"
    assert cut("abc", 0) == ""


def test_a_place_that_does_not_fit_behind_has_a_line_of_its_own() -> None:
    assert list(item("what there is to say here", "a.yaml:1", Style(width=60), 22, 2)) == [
        f"{' ' * 22}what there is to say here  a.yaml:1"
    ]
    assert list(item("what there is to say here, and more", "a.yaml:1", Style(width=60), 22, 2)) == [
        f"{' ' * 22}what there is to say here, and more",
        f"{' ' * 24}a.yaml:1",
    ]


def test_lines_below_a_label_stand_under_its_text() -> None:
    assert list(labelled("score", "one two three four five six seven", Style(width=60), 22, 14)) == [
        f"{' ' * 22}score         one two three four five",
        f"{' ' * 36}six seven",
    ]
