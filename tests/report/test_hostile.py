"""Hostile text in every field of a review, through every text of it."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from jmap.formats.style import Style
from jmap.formats.width import cells, visible
from jmap.report import registry
from jmap.report.data.schema import audit_schema
from tests.formats.page import Page
from tests.formats.runner import Command, commands
from tests.formats.test_hostile import CALLS, PAYLOADS
from tests.report.hostile import hostile

IDS = [ascii(text[:20]) for text in PAYLOADS]
TAGS = {
    *("html", "head", "body", "h3", "h4", "p", "ul", "li", "details", "summary", "code", "a", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "strong", "em"),
}


def unseen(text: str) -> list[str]:
    return [each for each in sorted(set(text)) if each != "\n" and visible(each) != each]


def test_the_text_is_everywhere() -> None:
    text = registry.load("full")(hostile("XYZZY"), Style(detail=True))
    for ours in (
        "Imports done",
        "The trial",
        "Product",
        "Growth",
        "trial.journey.yaml",
        "Five talks",
        "mend it",
    ):
        assert ours not in text
    assert text.count("XYZZY") > 200


@pytest.mark.parametrize("text", PAYLOADS, ids=IDS)
@pytest.mark.parametrize("width", [0, 80])
def test_a_terminal_gets_nothing_invisible_and_no_line_that_is_too_wide(text: str, width: int) -> None:
    told = registry.load("full")(hostile(text), Style(width=width, detail=width == 80))
    assert unseen(told) == []
    if len(text) < 60:
        wide = [line for line in told.split("\n") if cells(line) > (width or 100)]
        assert [line for line in wide if visible(text) not in line] == []


@pytest.mark.parametrize("text", PAYLOADS, ids=IDS)
def test_markdown_shows_the_text_and_nothing_more(text: str) -> None:
    told = registry.load("markdown")(hostile(text), Style(room=2_000_000))
    # Signs of ours, and what keeps a service from making links.
    assert unseen(told.replace("⚠️", "").replace("ℹ️", "").replace("\u200b", "")) == []
    page = Page(told)
    assert page.tags() <= TAGS
    assert [each for each in page.plain_texts() if CALLS.search(each.replace("\u200b", "\u200b "))] == []
    for link in page.all("a"):
        assert link.get("href").startswith(
            "https://github.com/jmap-dev/jmap/blob/main/docs/reference/rules/JM"
        )
    for table in page.all("table"):
        rows = {len(list(row)) for row in table.iter() if str(row.tag).endswith("}tr")}
        assert len(rows) == 1


@pytest.mark.parametrize("text", PAYLOADS, ids=IDS)
@pytest.mark.parametrize("room", [500, 1_000, 3_000, 9_000, 65_536])
def test_markdown_keeps_to_its_room(text: str, room: int) -> None:
    told = registry.load("markdown")(hostile(text), Style(room=room))
    assert len(told.encode()) <= room
    assert Page(told).tags() <= TAGS


@pytest.mark.parametrize("text", PAYLOADS, ids=IDS)
def test_json_says_the_text_itself_and_keeps_to_its_schema(text: str) -> None:
    told = registry.load("json")(hostile(text), Style())
    assert unseen(told) == []
    data = json.loads(told)
    Draft202012Validator(audit_schema()).validate(data)
    assert data["portfolio"]["owners"][0]["title"] == text


@pytest.mark.parametrize("text", PAYLOADS, ids=IDS)
def test_github_takes_no_command_from_a_verdict(text: str) -> None:
    told = registry.load("github")(hostile(text), Style())
    assert unseen(told) == []
    last = list(commands(told))[-1]
    assert not isinstance(last, Command)
