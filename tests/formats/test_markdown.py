"""Markdown as GitHub shows it, within what a comment holds."""

from __future__ import annotations

import re

import html5lib
import pytest

from jmap.faults import Severity
from jmap.findings.finding import Accepted, Remembered, Report
from jmap.formats.markdown import render
from jmap.formats.sinks.markdown import code, html_code, prose
from jmap.formats.style import Style
from tests.formats.page import Page
from tests.formats.reports import example_report, finding, many, spot

GONE = Remembered("0" * 16, "JM103", "old.journey.yaml", "gone", "2026-01-01")


def test_the_example_as_github_shows_it() -> None:
    page = Page(render(example_report(), Style()))
    assert ["".join(each.itertext()) for each in page.all("h3")] == [
        "❌ jmap: 4 errors and 1 info in 1 of 3 files (1 suppressed, 1 baselined)"
    ]
    assert ["".join(each.itertext()) for each in page.all("summary")] == [
        "journeys/trial.journey.yaml: 4 errors and 1 info",
        "1 suppressed, 1 baselined",
    ]
    rows = page.rows()
    assert rows[0] == [
        "9:3",
        "error JM202",
        (
            "channel email is defined twice"
            "rename one of them, or keep one and use it in both places"
            "library/customers.journey.yaml:6:3: first defined here"
        ),
    ]
    assert rows[3][2].startswith("größe|preis is not an id")
    assert rows[5] == [
        "journeys/lifecycle.journey.yaml:2:1",
        "warning JM304",
        (
            "this lifecycle never says how a customer leaves"
            "write leave on the map or on a stage, such as leave: {inactive: 180d}"
            "suppressed until 2027-01-31: leaving is drawn in the CRM | see #\u200b12"
        ),
    ]
    assert {len(row) for row in rows} == {3}


def test_the_only_links_are_those_of_rules() -> None:
    links = [each.get("href") for each in Page(render(example_report(), Style())).all("a")]
    page = re.compile(r"https://github\.com/jmap-dev/jmap/blob/main/docs/reference/rules/JM[0-9]{3}\.md")
    assert len(links) == 7
    assert all(page.fullmatch(each) for each in links)


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (Report((), 2), "### ✅ jmap: no findings in 2 files\n"),
        (Report(many(infos=1), 2), "### ℹ️ jmap: 1 info in 1 of 2 files\n"),
        (Report(many(warnings=1, infos=1), 2), "### ⚠️ jmap: 1 warning and 1 info in 1 of 2 files\n"),
        (Report(many(1, 1), 2), "### ❌ jmap: 1 error and 1 warning in 1 of 2 files\n"),
    ],
)
def test_the_verdict_comes_first(report: Report, verdict: str) -> None:
    assert render(report, Style(colour=True)).startswith(verdict)


def test_few_findings_are_open_and_many_are_folded() -> None:
    assert render(Report(many(20), 1), Style()).count("<details open>") == 1
    folded = render(Report(many(21), 1), Style())
    assert (folded.count("<details open>"), folded.count("<details>")) == (0, 1)


def test_entries_that_are_gone_are_counted() -> None:
    last = render(Report((), 1, absent=(GONE,)), Style()).splitlines()[-1]
    assert last == (
        "1 entry of the baseline is not found any more; `jmap baseline prune` takes out what is solved."
    )
    last = render(Report((), 1, absent=(GONE, GONE)), Style()).splitlines()[-1]
    assert last.startswith("2 entries of the baseline are not found")
    assert "baseline" not in render(Report((), 1, absent=()), Style())


@pytest.mark.parametrize("letter", ["x", "ü", "試", "🙂", "|", "@"])
def test_a_comment_has_room_for_it_and_the_gravest_stay(letter: str) -> None:
    several = tuple(
        finding(
            number,
            Severity.ERROR if number % 50 == 0 else Severity.WARNING,
            message=f"`{letter * 500}` {letter * 90}",
            at=spot(f"{number // 7}.journey.yaml", number + 1),
        )
        for number in range(2000)
    )
    text = render(Report(several, 400), Style())
    assert len(text.encode()) <= 65_536
    page = Page(text)
    rules = [row[1] for row in page.rows()]
    assert 10 < len(rules) < 2000
    shown = rules.count("error JM103")
    assert shown == 40 or shown == len(rules)
    assert f"{2000 - len(rules)} more, the least grave, have no room here." in text


def test_room_is_used_and_little_room_leaves_the_verdict() -> None:
    report = Report(many(9000), 1, many(3))
    text = render(report, Style(room=1_000_000))
    assert 900_000 < len(text.encode()) <= 1_000_000
    assert render(report, Style(room=500)) == (
        "### ❌ jmap: 9000 errors in 1 of 1 file\n\n9003 more, the least grave, have no room here.\n"
    )


def test_accepted_findings_go_first_when_there_is_no_room() -> None:
    accepted = tuple(
        finding(number, accepted=Accepted("baselined"), message="y" * 300) for number in range(3000)
    )
    page = Page(render(Report(many(warnings=10), 1, accepted), Style()))
    assert [row[1] for row in page.rows()][:10] == ["warning JM103"] * 10


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("no stage `a`", "no stage <code>a</code>"),
        ("`a``b`", "<code>a``b</code>"),
        ("a ` b", "a ` b"),
        ("`a` ` b", "<code>a</code> ` b"),
        ("`` x", "`` x"),
        ("` `", "<code> </code>"),
        ("`\\|`", "<code>\\|</code>"),
        ("a|b\\|c", "a|b\\|c"),
        ("<b>x</b> &amp; &#35;", "&lt;b&gt;x&lt;/b&gt; &amp;\u200bamp; &amp;\u200b#\u200b35;"),
        ("*a* _b_ ~~c~~ [d](e) ![f](g)", "*a* _b_ ~\u200b~\u200bc~\u200b~ [d](e) !\u200b[f](g)"),
        ("$x$", "$\u200bx$\u200b"),
        ("@team #12 GH-3 !4", "@\u200bteam #\u200b12 GH\u200b-3 !\u200b4"),
        ("https://a.example www.b.example", "https:\u200b//a.example www\u200b.b.example"),
        ("`@team` `#12` `www.a.example`", "<code>@team</code> <code>#12</code> <code>www.a.example</code>"),
        ("`|www.a.example`", "<code>|www.a.example</code>"),
        ("\\`x\\`", "\\<code>x\\</code>"),
    ],
)
def test_text_in_a_cell_means_itself(text: str, html: str) -> None:
    page = Page(f"| a | b |\n| --- | --- |\n| {prose(text)} | end |\n")
    (cell, end) = page.all("td")
    written = html5lib.serialize(cell, tree="etree", omit_optional_tags=False)
    assert written.removeprefix("<td>").removesuffix("</td>") == html
    assert end.text == "end"


def test_code_stands_also_where_markdown_is_not_read() -> None:
    text = "a`b</code></summary><script>|\\ *x*"
    for markdown in (f"<details>\n<summary>{html_code(text)}</summary>\n\nx\n\n</details>", code(text)):
        (element,) = Page(markdown).all("code")
        assert "".join(element.itertext()) == text
