"""The index in Chromium: how it looks, is searched and filtered, reached by keyboard, printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from jmap.render.html import index_page
from jmap.render.index import index_view
from jmap.render.index.row import ScoreKept
from tests.browser.test_pages import shown
from tests.render.drawing import AS_OF
from tests.render.index.test_page import large
from tests.render.index.workspaces import MAPS, rows_of

NAMES = ("small", "large", "arabic")
SCORES = {
    "detail": ScoreKept("20", "E", "", "action"),
    "to-be": ScoreKept("131/3", "E", "", "customer"),
    "whole": ScoreKept("100", "A", "", ""),
}
BOXES = ".pf tbody th, .pf td, .heat td, .heat th, .todo li > *, .kpis > *"
CUT = """boxes => [...document.querySelectorAll(boxes)]
  .filter(each => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
  .map(each => each.textContent.trim().slice(0, 40))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages of a small workspace, of a large one, and of one from right to left."""
    found = tmp_path_factory.mktemp("index")
    rows, left_out = rows_of(tmp_path_factory.mktemp("small"), MAPS)
    rows = [replace(each, score=SCORES.get(each.id)) for each in rows]
    small = index_page(index_view("", rows, left_out, AS_OF))
    (found / "small.html").write_text(small, encoding="utf-8")
    (found / "large.html").write_text(large(), encoding="utf-8")
    turned = small.replace('<html lang="en">', '<html lang="ar" dir="rtl">')
    (found / "arabic.html").write_text(turned, encoding="utf-8")
    return found


@pytest.fixture
def small(browser: Browser, folder: Path) -> Iterator[Page]:
    with shown(browser, folder / "small.html") as (page, noise):
        yield page
        assert noise == []


def titles(page: Page) -> list[str]:
    # What was not laid out yet has no inner text before the next frame.
    found = page.locator(".pf tbody tr:not(.shelf):visible th > a").all_text_contents()
    return [each.strip() for each in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1000, 390])
@pytest.mark.parametrize("name", NAMES)
def test_an_index_is_quiet_accessible_and_as_wide_as_the_window(
    browser: Browser, folder: Path, name: str, width: int, theme: str
) -> None:
    with shown(browser, folder / f"{name}.html", width=width, theme=theme, checked=True) as (page, noise):
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert noise == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT, BOXES) == []


def test_words_find_maps_by_title_persona_and_owner(small: Page) -> None:
    for text, expected in (
        ("WAY", ["The way it should be", "The whole way"]),
        ("way whole", ["The whole way"]),
        ("bob", ["First weeks", "The whole way"]),
        ("sales", ["First weeks"]),
        ("nothing like it", []),
    ):
        small.locator("#q").fill(text)
        assert titles(small) == expected
        assert small.locator("#nothing").is_visible() is (expected == [])
    assert small.locator("#n").inner_text() == "0 of 5 maps"


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"#k": "To-be"}, ["The way it should be"]),
        ({"#o": "Sales"}, ["First weeks"]),
        ({"#p": "Bob"}, ["First weeks", "The whole way"]),
        ({"#g": "Large firms"}, ["The way it should be", "The whole way", "A draft", "An old map"]),
        ({"#k": "As-is", "#p": "Ann"}, ["The whole way"]),
        ({"#o": "Sales", "#p": "Ann"}, []),
    ],
)
def test_maps_are_filtered_by_kind_owner_persona_and_segment(
    small: Page, choices: dict[str, str], expected: list[str]
) -> None:
    for name, label in choices.items():
        small.locator(name).select_option(label=label)
    assert titles(small) == expected
    assert small.locator("#n").inner_text() == f"{len(expected)} of 5 maps"
    assert small.locator(".shelf:visible").count() == sum(
        each in expected for each in ("A draft", "An old map")
    )
    small.locator("#clear").click()
    expect(small.locator("#n")).to_have_text("5 maps")
    assert len(titles(small)) == 5
    assert small.locator("#clear").is_visible() is False


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("name", ["First weeks", "The way it should be", "The whole way"]),
        ("days", ["The way it should be", "First weeks", "The whole way"]),
        ("errors", ["First weeks", "The way it should be", "The whole way"]),
        ("score", ["First weeks", "The way it should be", "The whole way"]),
    ],
)
def test_maps_are_sorted_and_drafts_and_archived_ones_stay_apart(
    small: Page, by: str, expected: list[str]
) -> None:
    small.locator("#s").select_option("name" if by == "score" else "score")
    small.locator("#s").select_option(by)
    assert titles(small) == [*expected, "A draft", "An old map"]


def test_everything_is_reached_by_keyboard(small: Page) -> None:
    seen = []
    for _ in range(120):
        small.keyboard.press("Tab")
        seen.append(small.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    for each in ("q", "k", "o", "g", "p", "s", "The whole way", "1 map First weeks", "theme"):
        assert each in seen, each
    count = small.locator("a:visible, button:visible, input:visible, select:visible, summary:visible").count()
    assert len(set(seen)) > count / 3


def test_maps_of_a_cell_open_by_keyboard(browser: Browser, folder: Path) -> None:
    with shown(browser, folder / "large.html") as (page, _):
        cell = page.locator(".heat td details").first
        cell.locator("summary").focus()
        page.keyboard.press("Enter")
        assert cell.locator("a").first.is_visible()


def test_without_script_all_maps_are_there_and_nothing_is_offered_that_does_not_work(
    browser: Browser, folder: Path
) -> None:
    with shown(browser, folder / "small.html", script=False) as (page, _):
        assert len(titles(page)) == 5
        assert page.locator("#tools").is_visible() is False
        assert page.locator(".heat td").first.is_visible()


def sheets(page: Page) -> list[tuple[int, int]]:
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


@pytest.mark.parametrize("name", ["saas", "burger", "first-deploy", "post-sales"])
def test_the_index_of_an_example_prints_on_one_a4(browser: Browser, pages: Path, name: str) -> None:
    with shown(browser, pages / name / "index.html") as (page, _):
        assert sheets(page) == [(842, 595)]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of 300 maps."""
    rows, _ = rows_of(tmp_path_factory.mktemp("maps"), MAPS)
    [whole] = [each for each in rows if each.id == "whole"]
    many = [replace(whole, path=f"m{n}", href=f"m{n}.html", title=f"Map {n:03}") for n in range(300)]
    path = tmp_path_factory.mktemp("crowd") / "index.html"
    path.write_text(index_page(index_view("", many, (), AS_OF)), encoding="utf-8")
    return path


def test_many_maps_print_on_many_pages_each_with_the_heads(browser: Browser, crowd: Path) -> None:
    with shown(browser, crowd) as (page, _):
        assert len(sheets(page)) > 10
        page.emulate_media(media="print")
        head = page.locator(".pf thead")
        assert head.evaluate("each => getComputedStyle(each).display") == "table-header-group"
        assert page.locator(".pf tbody tr").last.evaluate(
            "each => getComputedStyle(each).contentVisibility"
        ) == ("visible")


def test_rows_that_are_far_away_are_not_laid_out_and_are_found_all_the_same(
    browser: Browser, crowd: Path
) -> None:
    with shown(browser, crowd) as (page, _):
        last = page.locator(".pf tbody tr").last
        assert last.evaluate("each => getComputedStyle(each).contentVisibility") == "auto"
        page.locator("#q").fill("map 217")
        assert titles(page) == ["Map 217"]
