"""The audit's page in Chromium: how it looks, is sorted and searched, reached by keyboard, printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from jmap.formats.style import Style
from jmap.report.html import render
from tests.browser.test_pages import shown
from tests.report.quarterlies import map_audit, opportunity, rich

WIDTHS = (1440, 390)
ONE = (map_audit("lifecycle", "From first look to advocate"),)
DRAFT = (map_audit("sketch", "A sketch", status="draft"),)
NAMES = ("several", "one", "draft")
LABELS = """() => {
  const box = each => each.getBoundingClientRect(), found = [];
  const boxes = [...document.querySelectorAll('.quad .lb, .quad .d')].map(box);
  const frame = box(document.querySelector('.quad .fr'));
  boxes.forEach((a, i) => {
    const wide = a.left < frame.left || a.right > frame.right;
    const high = a.top < frame.top || a.bottom > frame.bottom;
    if (a.width > 20 && (wide || high)) found.push('out of the frame');
    boxes.slice(i + 1).forEach(b => {
      const across = a.left < b.right && b.left < a.right;
      if (across && a.top < b.bottom && b.top < a.bottom) found.push('on another');
    });
  });
  return found;
}"""
JUT = """() => [...document.querySelectorAll('.quad .lb')].filter(box => {
  const room = box.getBoundingClientRect();
  let next = box.nextElementSibling;
  while (next && next.classList.contains('dl')) {
    const text = next.getBoundingClientRect();
    if (text.left < room.left || text.right > room.right) return true;
    next = next.nextElementSibling;
  }
  return false;
}).length"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports of several maps, of one, and of a draft."""
    found = tmp_path_factory.mktemp("audit")
    for name, maps in (("several", None), ("one", ONE), ("draft", DRAFT)):
        text = render(rich(maps), Style(sources="../", title="All journeys"))
        (found / f"{name}.html").write_text(text, encoding="utf-8")
    return found


@pytest.fixture
def several(browser: Browser, folder: Path) -> Iterator[Page]:
    with shown(browser, folder / "several.html") as (page, noise):
        yield page
        assert noise == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_quiet_accessible_and_as_wide_as_the_window(
    browser: Browser, folder: Path, name: str, width: int, theme: str
) -> None:
    with shown(browser, folder / f"{name}.html", width=width, theme=theme, checked=True) as (page, noise):
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert noise == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def names(page: Page) -> list[str]:
    return page.locator("#sct tbody tr:visible th > a").all_inner_texts()


def test_touchpoints_are_sorted_by_every_column(several: Page) -> None:
    heads = several.locator("#sct thead th")
    assert (
        heads.evaluate_all("every => every.map(each => each.getAttribute('aria-sort'))").count("ascending")
        == 1
    )
    for place in range(heads.count()):
        button = heads.nth(place).locator("button")
        button.focus()
        several.keyboard.press("Enter")
        first = heads.nth(place).get_attribute("aria-sort")
        button.click()
        assert {first, heads.nth(place).get_attribute("aria-sort")} == {"ascending", "descending"}
        assert several.locator("#sct [aria-sort]").count() == 1


def test_figures_sort_as_figures_and_those_missing_stand_last(several: Page) -> None:
    several.locator("#sct thead button", has_text="Gap").click()
    gaps = several.locator("#sct tbody td:nth-child(6)").all_inner_texts()
    figures = [float(each.replace("▲", "")) for each in gaps if each != "–"]
    assert figures == sorted(figures, reverse=True)
    assert gaps[-4:] == ["–"] * 4
    several.locator("#sct thead button", has_text="Gap").click()
    assert several.locator("#sct tbody td:nth-child(6)").all_inner_texts()[-4:] == ["–"] * 4


def test_touchpoints_are_found_by_word_and_by_stage(several: Page) -> None:
    assert len(names(several)) == 16
    several.locator("#q").fill("sign")
    assert names(several) == ["Sign up"] * 4
    several.locator("#g").select_option(index=2)
    assert names(several) == []
    assert several.locator("#nothing").is_visible()
    several.locator("#clear").click()
    several.wait_for_function("document.querySelector('#n').textContent === '16 touchpoints'")


def test_without_script_every_touchpoint_is_there_and_nothing_is_offered_that_does_not_work(
    browser: Browser, folder: Path
) -> None:
    with shown(browser, folder / "several.html", script=False) as (page, _):
        assert len(names(page)) == 16
        assert page.locator("#tools").is_visible() is False
        assert page.locator("#sct button").count() == 0
        page.locator("#made details summary").first.click()
        assert page.locator("#made details table").first.is_visible()


def test_labels_of_opportunities_stand_beside_each_other(browser: Browser, tmp_path: Path) -> None:
    every = tuple(
        opportunity("lifecycle", n, f"Idea {n}", impact=(0.25, 1.0, 2.0, 3.0)[n % 4], effort=1.0 + n % 3 / 4)
        for n in range(1, 25)
    )
    [one] = ONE
    priorities = replace(one.review.priorities, opportunities=every)
    crowd = replace(one, review=replace(one.review, priorities=priorities))
    path = tmp_path / "audit.html"
    path.write_text(render(rich((crowd,)), Style()), encoding="utf-8")
    with shown(browser, path) as (page, _):
        assert page.evaluate(LABELS) == []
        assert page.evaluate(JUT) == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_summary_prints_on_the_first_a4(browser: Browser, folder: Path, name: str) -> None:
    with shown(browser, folder / f"{name}.html") as (page, _):
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
        assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {(842, 595)}
        page.set_viewport_size({"width": 1047, "height": 718})
        page.emulate_media(media="print")
        assert page.locator(".row").evaluate("each => each.getBoundingClientRect().bottom") < 718
