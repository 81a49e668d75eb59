"""The texts of a review to the byte, and what holds for all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from jmap.formats.width import cells
from tests.formats.page import Page
from tests.report.goldens import FOLDER, made


@cache
def texts() -> dict[str, str]:
    return dict(made())


def test_there_is_a_golden_of_each_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(texts())


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir()))
def test_the_text_to_the_byte(name: str) -> None:
    assert texts()[name] == (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("one-80.txt", 80),
        ("several-80.txt", 80),
        ("one-120.txt", 120),
        ("several-120.txt", 120),
        ("one-0.txt", 100),
        ("several-0.txt", 100),
        ("one-detail.txt", 100),
        ("saas.txt", 80),
        ("saas-since.txt", 100),
        ("burger.txt", 80),
        ("first-deploy.txt", 80),
        ("post-sales.txt", 80),
    ],
)
def test_no_line_is_wider_than_the_terminal_and_none_ends_in_blanks(name: str, width: int) -> None:
    lines = texts()[name].split("\n")
    assert [line for line in lines if cells(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []
    assert [index for index in range(1, len(lines)) if not lines[index] and not lines[index - 1]] == []


def test_colour_changes_nothing_but_colour() -> None:
    import re

    plain = re.sub(r"\x1b\[[0-9;]*m", "", texts()["one-coloured.txt"])
    assert plain == texts()["one-80.txt"]


@pytest.mark.parametrize("name", ["one.md", "several.md", "burger.md"])
def test_github_sees_tables_and_nothing_broken(name: str) -> None:
    page = Page(texts()[name])
    assert page.tags() <= {
        *("html", "head", "body", "h3", "h4", "p", "ul", "li", "details", "summary", "code", "a", "br"),
        *("table", "thead", "tbody", "tr", "th", "td", "strong", "em"),
    }
    for table in page.all("table"):
        rows = [len(list(row)) for row in table.iter() if str(row.tag).endswith("}tr")]
        assert len(set(rows)) == 1
        assert rows[0] > 1
    assert [text for text in page.plain_texts() if "| ---" in text or "**" in text] == []


def test_nothing_names_this_machine() -> None:
    top = str(Path(__file__).parents[2])
    assert [name for name, text in texts().items() if top in text] == []
