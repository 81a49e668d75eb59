"""Hostile text in every field, through every format, read back by parsers of others."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from jmap.characters import in_place
from jmap.findings.finding import Accepted, Finding, Remembered, Report
from jmap.formats import registry
from jmap.formats.schema import findings_schema
from jmap.formats.sinks.markdown import code, prose
from jmap.formats.sinks.workflow import command, line
from jmap.formats.sinks.xml import start
from jmap.formats.sinks.xml import text as xml_text
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.formats.words import shortened
from tests.formats.page import Page
from tests.formats.reports import finding, spot
from tests.formats.runner import Command, commands
from tests.formats.test_gitlab import SCHEMA as GITLAB
from tests.formats.test_junit import SCHEMA as JUNIT
from tests.formats.test_sarif import VALID as SARIF

PAYLOADS = (
    "".join(map(chr, range(32))),
    "".join(map(chr, range(127, 160))),
    "\u202eright to left\u2066\u2069 \u200b\u200d\ufeff\u061c",
    "line\nbreak\r\nand\u2028more\u2029",
    "\n::error::taken over\n::add-mask::x",
    "::stop-commands::x",
    "##[error]old ##[group]x",
    "100% %0A%0D%3A%2C%25",
    "a,title=other,file=/etc/passwd::b",
    "]]></failure><failure message='x'/><!-- --><![CDATA[",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "</summary></details></table><h1>out</h1>",
    "| a | b |\\|\\\\| c",
    "`code` `` ` ```",
    "`|</code><script>`",
    "[go](javascript:alert(3)) ![x](http://a.invalid/x.png) <http://a.invalid>",
    "@everyone #1 GH-2 owner/repo#3 http://a.invalid www.a.invalid a@b.invalid",
    "*a* _b_ ~~c~~ $x^2$ # d &lt; &#64; \\",
    "{0} {{1}} [x](0)",
    "=1+1",
    '"quoted" \\u0000 \\n',
    "\ufffe\uffff\U0001ffff",
    "日本語 مرحبا 🙂 e\u0301 \U000e0041",
    "w" * 10_000,
    "`" * 501,
    "",
)
TAGS = {
    *("html", "head", "body", "h3", "details", "summary", "p", "code", "a", "br"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
CALLS = re.compile(r"(?i)@[a-z]|#[0-9]|\bGH-[0-9]|https?://|www\.")
MESSAGE, HINT, LABEL, REASON = "m:", "h:", "l:", "r:"


def hostile(text: str) -> Report:
    """Return a report with a text in every field that a map, a file's name or a comment can fill."""
    file = f"maps/{text.replace('/', '_')[:400]}.journey.yaml"
    related = (spot(file, 2, label=LABEL + text), spot(line=4, label=""))

    def one(number: int, accepted: Accepted | None = None) -> Finding:
        return finding(
            number,
            at=spot(file, number + 1),
            message=MESSAGE + text,
            hint=HINT + text,
            route=("touchpoints", text, 0),
            related=related,
            map_=file,
            accepted=accepted,
        )

    return Report(
        tuple(one(number) for number in range(12)),
        2,
        (one(20, Accepted("suppressed", REASON + text)), one(21, Accepted("baselined", since="2026-01-01"))),
        absent=(Remembered("0" * 16, "JM103", file, text, "2026-01-01"),),
        read=tuple(sorted({file, text})),
    )


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_json_and_jsonl_say_the_text_itself_and_nothing_invisible(text: str) -> None:
    report = hostile(text)
    data = json.loads(_ascii_controls(registry.load("json")(report, Style())))
    Draft202012Validator(findings_schema()).validate(data)
    assert data["findings"][0]["message"] == MESSAGE + text
    assert data["findings"][0]["path"] == ["touchpoints", text, 0]
    lines = _ascii_controls(registry.load("jsonl")(report, Style())).removesuffix("\n").split("\n")
    assert [json.loads(each) for each in lines] == data["findings"]


def _ascii_controls(text: str) -> str:
    hidden = {each for each in set(text) if each != "\n" and visible(each) != each}
    # What picks the look of a sign or joins an emoji stays where it does its work.
    assert [index for index, each in enumerate(text) if each in hidden and not in_place(text, index)] == []
    return text


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_github_reads_ten_annotations_and_nothing_else_as_a_command(text: str) -> None:
    report = hostile(text)
    read = list(commands(_ascii_controls(registry.load("github")(report, Style(prefix="top")))))
    names = [each.name if isinstance(each, Command) else "" for each in read]
    assert names == [*["error"] * 10, "group", "", "", "endgroup", ""]
    first = read[0]
    assert isinstance(first, Command)
    file = visible(f"top/{report.findings[0].spot.file}")
    assert first.data == f"{file}:1:6: {visible(f'{MESSAGE}{text} ({HINT}{text})')}"
    assert first.properties == {
        "file": file,
        "line": "1",
        "endLine": "1",
        "col": "6",
        "endColumn": "11",
        "title": "JM103 wrong-type",
    }


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_gitlab_reads_the_text(text: str) -> None:
    report = hostile(text)
    data = json.loads(_ascii_controls(registry.load("gitlab")(report, Style())))
    Draft202012Validator(GITLAB).validate(data)
    assert data[0]["description"] == visible(f"{MESSAGE}{text} ({HINT}{text})")
    assert data[0]["location"]["path"] == report.findings[0].spot.file


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_sarif_stays_valid_and_says_the_text(text: str) -> None:
    data = json.loads(_ascii_controls(registry.load("sarif")(hostile(text), Style())))
    SARIF.validate(data)
    (run,) = data["runs"]
    assert len(run["results"]) == 15
    said = visible(f"{MESSAGE}{text} ({HINT}{text})")
    message = run["results"][0]["message"]["text"]
    assert message.replace(" ", "") == said.replace(" ", "")
    assert not re.search(r"\{[0-9]+\}|\]\(", message)
    assert run["results"][0]["relatedLocations"][1]["message"] == {"text": "see also"}
    assert run["results"][0]["properties"]["path"] == ["touchpoints", text, 0]


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_junit_stays_valid_and_says_the_text(text: str) -> None:
    report = hostile(text)
    written = registry.load("junit")(report, Style())
    JUNIT.validate(written.split("\n", 1)[1])
    root = ET.fromstring(written.encode())
    failures = list(root.iter("failure"))
    assert len(failures) == 12
    assert failures[0].get("message") == _in_xml(MESSAGE + text)
    lines = (failures[0].text or "").split("\n")
    assert lines[1] == _in_xml(HINT + text)
    assert lines[3].endswith(_in_xml(LABEL + text))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 15


def _in_xml(text: str) -> str:
    return "".join(f"\\u{ord(each):04x}" if each in "\ufffe\uffff" else each for each in visible(text))


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
def test_markdown_shows_the_text_and_nothing_more(text: str) -> None:
    text_ = registry.load("markdown")(hostile(text), Style(room=1_000_000))
    page = Page(_ascii_controls(text_))
    assert page.tags() <= TAGS
    rows = page.rows()
    assert {len(row) for row in rows} == {3}
    assert len(rows) == 14
    shown = rows[0][2].replace("\u200b", "").replace("`", "")
    assert shown.startswith(shortened(visible(MESSAGE + text), 400).replace("`", ""))
    assert {each.get("href") for each in page.all("a")} == {
        "https://github.com/jmap-dev/jmap/blob/main/docs/reference/rules/JM103.md"
    }
    assert [each for each in page.plain_texts() if CALLS.search(each)] == []


@pytest.mark.parametrize("text", PAYLOADS, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize("name", ["full", "concise"])
def test_a_terminal_gets_nothing_invisible(name: str, text: str) -> None:
    _ascii_controls(registry.load(name)(hostile(text), Style()))


@pytest.mark.parametrize("name", registry.names())
def test_a_file_name_that_is_no_utf8_is_shown_and_can_be_written(name: str) -> None:
    report = hostile("\udcff\udc80")
    _ascii_controls(registry.load(name)(report, Style())).encode("utf-8")


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=40) | st.lists(
    st.sampled_from([*"`|\\<>&[](){}*_~$@#:%,\n ", "::", "##[", "]]>", "a", "http://a", "www."]), max_size=12
).map("".join)


@settings(max_examples=25)
@given(ANYTHING)
@example("\U000e0100")
@example("a\ufe0f\u200d")
@example("\U0001f469\u200d\U0001f680")
def test_any_text_keeps_each_document_whole(text: str) -> None:
    test_json_and_jsonl_say_the_text_itself_and_nothing_invisible(text)
    test_github_reads_ten_annotations_and_nothing_else_as_a_command(text)
    test_gitlab_reads_the_text(text)
    test_sarif_stays_valid_and_says_the_text(text)
    test_junit_stays_valid_and_says_the_text(text)
    test_markdown_shows_the_text_and_nothing_more(text)


@settings(max_examples=300)
@given(ANYTHING)
def test_any_text_is_one_cell_of_a_table_and_one_line_of_a_log(text: str) -> None:
    page = Page(f"| a | b |\n| --- | --- |\n| {prose(text)} | {code(text)} |\n")
    ((cell, coded),) = page.rows()
    assert re.sub("[\u200b` ]", "", cell) == re.sub("[` ]", "", visible(text))
    assert page.tags() <= TAGS - {"a"}
    assert [each for each in page.plain_texts() if CALLS.search(each)] == []
    assert coded.replace("\u200b", "") == visible(text)
    assert not any(isinstance(each, Command) for each in commands(line(text)))
    (told,) = commands(command("error", text, title=f"t{text}t"))
    assert told == Command("error", {"title": f"t{visible(text)}t"}, visible(text))
    assert ET.fromstring(f"{start('x', {'y': text})}>{xml_text(text)}</x>").text == (_in_xml(text) or None)
