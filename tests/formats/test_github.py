"""Annotations as the runner of GitHub Actions reads them."""

from __future__ import annotations

from jmap.faults import Severity
from jmap.findings.finding import Report
from jmap.formats.github import render
from jmap.formats.sinks.workflow import command, line
from jmap.formats.style import Style
from tests.formats.reports import finding, many, spot
from tests.formats.runner import Command, commands


def annotated(report: Report, style: Style | None = None) -> list[Command]:
    read = commands(render(report, style or Style()))
    return [each for each in read if isinstance(each, Command) and "group" not in each.name]


def test_a_finding_is_a_command_of_its_level() -> None:
    for severity, name in (
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.INFO, "notice"),
    ):
        (one,) = annotated(Report((finding(2, severity),), 1))
        assert one == Command(
            name,
            {
                "file": "a.journey.yaml",
                "line": "3",
                "endLine": "3",
                "col": "6",
                "endColumn": "11",
                "title": "JM103 wrong-type",
            },
            "a.journey.yaml:3:6: `x` is wrong (mend it)",
        )


def test_a_finding_over_several_lines_has_no_columns() -> None:
    (one,) = annotated(Report((finding(at=spot(end=(5, 2))),), 1))
    assert (one.properties["line"], one.properties["endLine"]) == ("3", "5")
    assert {"col", "endColumn"}.isdisjoint(one.properties)


def test_an_end_before_the_start_is_never_written() -> None:
    (one,) = annotated(Report((finding(at=spot(end=(2, 1))),), 1))
    assert (one.properties["line"], one.properties["endLine"]) == ("3", "3")
    assert (one.properties["col"], one.properties["endColumn"]) == ("6", "6")


def test_paths_begin_at_the_top_of_the_repository() -> None:
    (one,) = annotated(Report((finding(),), 1), Style(prefix="teams/a,b: c"))
    assert one.properties["file"] == "teams/a,b: c/a.journey.yaml"


def test_what_github_would_drop_is_printed_in_a_group() -> None:
    report = Report(many(errors=12, warnings=11, infos=10), 1)
    read = list(commands(render(report, Style())))
    levels = [each.name for each in read if isinstance(each, Command)]
    assert levels == [
        *["notice"] * 10,
        *["warning"] * 10,
        *["error"] * 10,
        "group",
        "endgroup",
    ]
    assert read[30:] == [
        Command("group", {}, "3 more findings: GitHub annotates 10 of each severity in a step"),
        "warning[JM103] a.journey.yaml:21:6: `x` is wrong (mend it)",
        "error[JM103] a.journey.yaml:32:6: `x` is wrong (mend it)",
        "error[JM103] a.journey.yaml:33:6: `x` is wrong (mend it)",
        Command("endgroup", {}, ""),
        "12 errors, 11 warnings and 10 infos in 1 of 1 file",
    ]


def test_one_more_is_said_in_the_singular_and_ten_need_no_group() -> None:
    assert "1 more finding: " in render(Report(many(errors=11), 1), Style())
    assert "::group" not in render(Report(many(errors=10), 1), Style())


def test_nothing_found_is_one_line() -> None:
    assert render(Report((), 3), Style(colour=True)) == "no findings in 3 files\n"


def test_escapes_are_those_of_the_runner() -> None:
    assert command("error", "100%: a,b", title="50%, a:b") == "::error title=50%25%2C a%3Ab::100%25: a,b"
    assert command("endgroup", "") == "::endgroup::"


def test_a_line_of_the_log_is_never_a_command() -> None:
    for text in (
        "::error::x",
        " \t::error::x",
        "\u00ad::error::x",
        ":\u200b:error::x",
        "a ##[error]x",
        "a #\ufe0f#[group]x",
        "a #\u00ad#\u00ad[error]x",
        "a\n::error::x",
    ):
        assert [each for each in commands(line(text)) if isinstance(each, Command)] == [], text


def test_a_line_without_marks_stays_as_it_is() -> None:
    assert line("error[JM201] 日本:8:12: no stage `a::b` ## [x]") == (
        "error[JM201] 日本:8:12: no stage `a::b` \\u0023# [x]"
    )
    assert (
        line("error[JM201] a:8:12: no stage `a::b` #1 [x]") == "error[JM201] a:8:12: no stage `a::b` #1 [x]"
    )
