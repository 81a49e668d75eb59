from __future__ import annotations

from jmap.render.index.fix_first import MOST_LINES, FixFirst, fix_first
from jmap.render.index.row import Fix, IndexRow
from jmap.render.words import words_for
from tests.render.index.workspaces import row


def fix(rule: str, points: str = "1", severity: str = "warning", count: int = 1, **more: str) -> Fix:
    values = {
        "name": "some-rule",
        "number": "F-01",
        "message": f"Of {rule}",
        "part": "",
        "place": "Try › Ask",
        "owner": "Care",
        **more,
    }
    return Fix(rule=rule, severity=severity, count=count, points=points, **values)


def found(*rows: IndexRow) -> FixFirst:
    return fix_first(rows, words_for("en"))


def test_errors_come_first_then_what_gives_back_most_over_all_maps() -> None:
    rows = [
        row(
            "a",
            fixes=(fix("JM1", "3"), fix("JM2", "2"), fix("JM3", "0", "error"), fix("JM4", "1/2", "error")),
        ),
        row("b", fixes=(fix("JM2", "2"), fix("JM5", "4", "info"), fix("JM6", "4"))),
    ]
    assert [each.rule for each in found(*rows).lines] == ["JM4", "JM3", "JM2", "JM6", "JM5", "JM1"]


def test_one_finding_says_what_and_where_it_is() -> None:
    [line] = found(row("a", fixes=(fix("JM1", "11/5"),))).lines
    assert (line.number, line.text, line.count, line.maps, line.gain) == ("F-01", "Of JM1", 1, 1, "+2.2")
    [place] = line.places
    assert (place.map, place.href, place.where, place.count) == ("A", "a.html#F-01", "Try › Ask", 1)
    assert line.owners == (("Care", "en"),)


def test_findings_of_one_rule_are_one_line_with_the_points_of_a_map() -> None:
    rows = [
        row("a", fixes=(fix("JM1", "1", count=2, number="F-04"),)),
        row("b", fixes=(fix("JM1", "3", owner="Sales"),)),
    ]
    [line] = found(*rows).lines
    assert (line.number, line.text, line.count, line.maps, line.gain) == ("", "Some rule", 3, 2, "+2.0")
    assert [(each.href, each.count, each.where) for each in line.places] == [
        ("b.html#F-01", 1, "Try › Ask"),
        ("a.html#F-04", 2, ""),
    ]
    assert line.owners == (("Care", "en"), ("Sales", "en"))


def test_the_same_words_in_several_maps_are_said_once() -> None:
    rows = [row(name, fixes=(fix("JM1"),)) for name in ("a", "b")]
    assert found(*rows).lines[0].text == "Of JM1"


def test_the_same_rule_with_two_severities_has_two_lines() -> None:
    lines = found(row("a", fixes=(fix("JM1"),)), row("b", fixes=(fix("JM1", severity="error"),))).lines
    assert [(each.severity, each.number) for each in lines] == [("error", "F-01"), ("warning", "F-01")]


def test_what_concerns_a_whole_map_has_no_place() -> None:
    [line] = found(row("a", fixes=(fix("JM1", part="Whole map", place=""),))).lines
    assert line.places[0].where == ""


def test_where_it_is_is_said_in_the_words_of_the_index() -> None:
    german = row("a", lang="de", fixes=(fix("JM1", part="Persona", place="Anna"),))
    [line] = fix_first([german], words_for("ja")).lines
    assert line.places[0].where == "ペルソナ › \u2068Anna\u2069"


def test_many_maps_owners_and_rules_are_cut_with_a_count() -> None:
    rows = [row(f"m{n}", fixes=(fix("JM1", owner=f"Team {n}"),)) for n in range(9)]
    [line] = found(*rows).lines
    assert (len(line.places), line.more, len(line.owners), line.more_owners) == (4, 5, 3, 6)
    every = found(row("a", fixes=tuple(fix(f"JM{n}") for n in range(12))))
    assert (len(every.lines), every.more) == (MOST_LINES, 12 - MOST_LINES)
    assert found(row("a")) == FixFirst((), 0)
