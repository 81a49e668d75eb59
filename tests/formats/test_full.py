"""Excerpts: carets stand under what is meant, and nothing invisible reaches a terminal."""

from __future__ import annotations

from jmap.faults import On, Severity, Span
from jmap.findings.finding import Finding, Report, Spot
from jmap.formats import concise, full
from jmap.formats.style import Style
from jmap.formats.width import cells, visible


def finding(line: str, column: int, end: int, *, number: int = 3, **more: object) -> Finding:
    spot = Spot("a.journey.yaml", Span(number, column, number, end), "", (line,))
    values: dict[str, object] = {
        "rule": "JM103",
        "name": "wrong-type",
        "severity": Severity.ERROR,
        "message": "`x` is wrong",
        "hint": "mend it",
        "spot": spot,
        "route": ("x",),
        "on": On.VALUE,
        "fingerprint": "0" * 16,
        "related": (),
        "map": "a",
    }
    return Finding(**(values | more))  # type: ignore[arg-type]


def caret_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "^" in line]


def test_the_caret_stands_under_the_value() -> None:
    text = full.render(Report((finding("  x: wrong", 6, 11),), 1), Style())
    assert text == (
        "error[JM103] wrong-type: `x` is wrong\n"
        " --> a.journey.yaml:3:6\n"
        "  |\n"
        "3 |   x: wrong\n"
        "  |      ^^^^^ mend it\n"
        "\n"
        "1 error in 1 of 1 file\n"
    )


def test_wide_and_combining_characters_are_counted_as_they_are_drawn() -> None:
    text = full.render(Report((finding("名前: e\u0301x", 5, 8),), 1), Style())
    assert caret_lines(text) == ["  |       ^^ mend it"]
    assert cells("名前") == 4
    assert cells("e\u0301") == 1


def test_a_tab_is_four_spaces_above_and_below() -> None:
    text = full.render(Report((finding("\tx: 1", 2, 3),), 1), Style())
    assert text.splitlines()[3:5] == ["3 |     x: 1", "  |     ^ mend it"]


def test_control_and_bidi_characters_are_shown_as_escapes() -> None:
    assert visible("a\x1b[31mb") == "a\\u001b[31mb"
    assert visible("a\u202eb\u200b") == "a\\u202eb\\u200b"
    assert visible("\U000e0041") == "\\U000e0041"
    hostile = finding("x: \x1b]0;title\x07", 4, 5, message="`\x1b[2J`", hint="\u202eevil")
    text = full.render(Report((hostile,), 1), Style()) + concise.render(Report((hostile,), 1), Style())
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_finding_in_a_file_without_lines_has_no_excerpt() -> None:
    bare = finding("", 1, 2, spot=Spot("gone.yaml", Span(1, 1, 1, 2), "", ()))
    text = full.render(Report((bare,), 1), Style())
    assert text.splitlines()[:3] == [
        "error[JM103] wrong-type: `x` is wrong",
        " --> gone.yaml:1:1",
        "  = mend it",
    ]


def test_line_numbers_share_one_gutter() -> None:
    related = Spot("b.journey.yaml", Span(120, 1, 120, 3), "defined here", ("id: x",))
    text = full.render(Report((finding("x: 1", 4, 5, related=(related,)),), 1), Style())
    assert "  3 | x: 1" in text.splitlines()
    assert "120 | id: x" in text.splitlines()
    assert "    | -- defined here" in text.splitlines()


def test_the_summary_counts_by_weight() -> None:
    several = tuple(
        finding("x: 1", 4, 5, severity=severity)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.WARNING, Severity.INFO)
    )
    assert concise.summary(Report(several, 9), Style()) == ("1 error, 2 warnings and 1 info in 1 of 9 files")


def test_colour_is_added_and_nothing_else_changes() -> None:
    report = Report((finding("  x: wrong", 6, 11),), 1)
    import re

    coloured = full.render(report, Style(colour=True))
    assert coloured != full.render(report, Style())
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == full.render(report, Style())
