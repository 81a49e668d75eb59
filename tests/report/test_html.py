"""The review as a page, read back with a parser of another house."""

from __future__ import annotations

from typing import Any

import html5lib

from jmap.formats.style import Style
from jmap.report import registry
from jmap.report.html import render
from tests.report.quarterlies import rich


def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def test_it_is_a_format() -> None:
    assert "html" in registry.names()
    assert "page" not in registry.names()


def test_the_parts_stand_in_their_order() -> None:
    root = parsed(render(rich(), Style()))
    ids = [each.get("id") for each in root.iter("section") if each.get("id")]
    assert ids == [
        "change",
        "maps",
        "drafts",
        "journey",
        "fix",
        "opportunities",
        "scorecard",
        "portfolio",
        "made",
    ]


def test_the_same_review_has_the_same_bytes() -> None:
    assert render(rich(), Style()) == render(rich(), Style())
