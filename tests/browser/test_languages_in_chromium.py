"""Pages in other languages as people see them: nothing cut, nothing overlapping, from either side."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import CUT, JUT, WIDTHS, shown
from tests.cli.program import here as jmap

ROOT = Path(__file__).parents[2]
MAPS = ROOT / "tests" / "render" / "maps"
ARABIC, JAPANESE = "maps/arabic.html", "maps/japanese.html"
NAMES = ("de/onboarding.html", "maps/index.html", ARABIC, JAPANESE)
LONG = ("de/lifecycle.html", "fr/lifecycle.html", "es/lifecycle.html", "fr/index.html", "es/index.html")

OUTSIDE = """() => {
  const inside = 'td, th, .btn, .chip, .tag, .sev, label, summary, .kpis > div, .card, footer span, option';
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement, box = parent.closest(inside);
    if (!text.data.trim() || !box || parent.closest('svg, .vh, .src, script, style, [hidden]')) continue;
    // On phones the names of lanes stand above their cells, and the heads of the index are only read aloud.
    const name = parent.closest('.lb, .pf thead');
    if (name && getComputedStyle(name).position === 'absolute') continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const room = box.getBoundingClientRect();
    for (const line of range.getClientRects())
      if (line.width > 1 && (line.left < room.left - 1 || line.right > room.right + 1))
        found.push(text.data.trim());
  }
  return found;
}"""
"""Texts that stick out of the cell, card or button that they are in."""

ON_EACH_OTHER = """() => {
const parts = '.persona, .met, .tp summary, .fi > summary';
return [...document.querySelectorAll(parts)].flatMap(each => {
  const lines = [], walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || text.parentElement.closest('svg, .vh')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects())
      if (line.width > 1 && getComputedStyle(text.parentElement).visibility === 'visible')
        lines.push([text.data.trim(), line]);
  }
  const across = (a, b) => a.left + 2 < b.right && b.left + 2 < a.right;
  const meet = (a, b) => across(a, b) && a.top + 4 < b.bottom && b.top + 4 < a.bottom;
  return lines.flatMap(([one, a], index) =>
    lines.slice(index + 1).filter(([, b]) => meet(a, b)).map(([other]) => one + ' / ' + other));
})}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    for tag in ("de", "fr", "es"):
        drawn("examples/saas", folder / tag, "--lang", tag)
    drawn(str(MAPS), folder / "maps")
    return folder


def drawn(workspace: str, folder: Path, *arguments: str) -> None:
    ran = jmap("render", workspace, "-o", str(folder), "--as-of", "2026-11-22", *arguments, folder=ROOT)
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_accessible_and_as_wide_as_the_window(
    browser: Browser, pages: Path, name: str, width: int
) -> None:
    with shown(browser, pages / name, width=width, checked=True) as (page, noise):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert noise == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*NAMES, *LONG])
def test_no_text_is_cut_or_lies_on_another(browser: Browser, pages: Path, name: str, width: int) -> None:
    with shown(browser, pages / name, width=width) as (page, _):
        for place in range(max(page.locator("input[name=persona]").count(), 1)):
            if page.locator(f"#p-{place}").count():
                page.locator(f"#p-{place}").check(force=True)
            assert page.evaluate(CUT) == []
            assert page.evaluate(ON_EACH_OTHER) == []
        assert page.evaluate(JUT) == []
        assert page.evaluate(OUTSIDE) == []


@pytest.fixture
def arabic(browser: Browser, pages: Path) -> Iterator[Page]:
    with shown(browser, pages / ARABIC) as (page, _):
        yield page


def test_the_stages_of_an_arabic_map_run_from_right_to_left(arabic: Page) -> None:
    heads = arabic.locator(".map thead th").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().right)"
    )
    assert heads == sorted(heads, reverse=True)
    boxes = arabic.locator(".life .stage rect").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().right)"
    )
    assert boxes == sorted(boxes, reverse=True)


ENDS = """() => [...document.querySelectorAll('td.emo')].map(cell => {
  const path = [...cell.querySelectorAll('.line path')].find(each => each.getClientRects().length);
  const matrix = path.getScreenCTM(), length = path.getTotalLength(), near = {};
  for (let step = 0; step <= 4000; step++) {
    const at = path.getPointAtLength(length * step / 4000).matrixTransform(matrix);
    const room = cell.getBoundingClientRect();
    for (const [side, x] of [['first', room.right], ['last', room.left]]) {
      const away = Math.abs(at.x - x);
      if (!near[side] || away < near[side][0]) near[side] = [away, at.y];
    }
  }
  return [near.first[1], near.last[1]];
})"""


def test_the_curve_of_an_arabic_map_runs_on_from_column_to_column(arabic: Page) -> None:
    ends = arabic.evaluate(ENDS)
    assert len(ends) == 4
    for before, after in itertools.pairwise(ends):
        assert before[1] == pytest.approx(after[0], abs=1)


def test_the_points_of_an_arabic_map_stand_in_their_order(arabic: Page) -> None:
    cell = arabic.locator("td.emo").first
    labels = cell.locator(".pt text").evaluate_all(
        "all => all.filter(each => each.getClientRects().length)"
        ".map(each => [each.textContent, each.getBoundingClientRect().left])"
    )
    [(first, right), (second, left)] = labels
    assert (first, second) == ("−1.0", "+1.4")
    assert right > left


def test_numbers_with_signs_keep_their_sign_before_them(arabic: Page) -> None:
    where = """each => {
      const text = [...each.childNodes].find(node => node.nodeType === 3), range = document.createRange();
      const at = (start) => { range.setStart(text, start); range.setEnd(text, start + 1);
        return range.getBoundingClientRect().left; };
      return at(0) < at(1);
    }"""
    for selector in (".fi em bdi", ".axis span:first-child bdi", ".more summary"):
        assert arabic.locator(selector).first.evaluate(where), selector


def test_scripts_speak_the_language_of_the_page(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / "de/lifecycle.html") as (page, noise):
        page.locator("#theme").click()
        assert page.locator("#theme-v").inner_text() == "hell"
        assert page.locator("html").get_attribute("data-theme") == "light"
        page.locator("input[name=ch]").first.check(force=True)
        assert page.locator("#fstat").inner_text() == "2 von 25 Touchpoints"
        assert page.locator(".touchpointsrow .hid:visible").first.inner_text() == "3 Touchpoints ausgeblendet"
        page.locator("#filters button").click()
        expect(page.locator("#fstat")).to_have_text("25 Touchpoints")
        assert noise == []
    with shown(browser, pages / "de/index.html") as (page, _):
        page.locator("#k").select_option(label="Soll")
        assert page.locator("#n").inner_text() == "1 von 4 Maps"
        assert page.locator(".pf tbody tr:visible").count() == 1


def test_a_page_prints_from_right_to_left_on_few_sheets(arabic: Page) -> None:
    pdf = arabic.pdf(prefer_css_page_size=True, print_background=True)
    count = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ") or pdf.count(b"/Type/Page/")
    assert 1 <= count <= 4
