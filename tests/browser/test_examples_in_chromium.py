"""The SaaS example as people see it: wide and narrow, light and dark, printed, without script."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = ("lifecycle.html", "onboarding.html", "renewal-to-be.html", "index.html")
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1440, "light"),
    (1440, "dark"),
    (390, "light"),
    (390, "dark"),
)


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def look(request: pytest.FixtureRequest) -> tuple[int, Literal["light", "dark"]]:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    yield opened
    opened.close()


def watched(
    browser: Browser, width: int, scheme: Literal["light", "dark"], **more: bool
) -> tuple[Page, list[str]]:
    """Open a page that notes whatever the console says and whatever is asked of a network."""
    opened = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=more.get("bypass_csp", False),
    )
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("request", lambda asked: heard.append(asked.url) if not asked.is_navigation_request() else None)
    return opened, heard


@pytest.mark.parametrize("name", PAGES)
def test_no_message_no_request_and_no_sideways_scroll(
    browser: Browser, site: Path, look: tuple[int, Literal["light", "dark"]], name: str
) -> None:
    opened, heard = watched(browser, *look)
    opened.goto((site / name).as_uri())
    assert heard == []
    assert opened.evaluate("document.documentElement.scrollWidth") == look[0]
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_an_accessibility_checker_finds_nothing(
    browser: Browser, site: Path, look: tuple[int, Literal["light", "dark"]], name: str
) -> None:
    # The checker is a script of its own, which the page's policy would refuse.
    opened, _ = watched(browser, *look, bypass_csp=True)
    opened.goto((site / name).as_uri())
    found = Axe().run(opened).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    opened.close()


CURVES = """() => [...document.querySelectorAll('td.emo')].map(cell =>
  [...cell.querySelectorAll('.line path')].find(path => path.getClientRects().length))"""


def test_the_curve_runs_on_through_all_columns(page: Page, site: Path) -> None:
    page.goto((site / "lifecycle.html").as_uri())
    ends = page.evaluate(
        f"""() => ({CURVES})().map(path => {{
             const length = path.getTotalLength(), near = {{}};
             for (let step = 0; step <= 4000; step++) {{
               const at = path.getPointAtLength(length * step / 4000);
               for (const x of [0, 100]) {{
                 const away = Math.abs(at.x - x);
                 if (!near[x] || away < near[x][0]) near[x] = [away, at.y];
               }}
             }}
             return [near[0][1], near[100][1]];
           }})"""
    )
    assert len(ends) == 6
    for left, right in itertools.pairwise(ends):
        assert left[1] == pytest.approx(right[0], abs=1)


def test_nothing_in_the_emotion_lane_is_cut_or_lies_on_another_label(page: Page, site: Path) -> None:
    page.goto((site / "lifecycle.html").as_uri())
    boxes = page.evaluate(
        """[...document.querySelectorAll('td.emo')].flatMap(cell => {
             const frame = cell.getBoundingClientRect();
             return [...cell.querySelectorAll('.pt text')]
               .filter(text => text.getClientRects().length).map(text => {
               const box = text.getBoundingClientRect();
               return [box.left, box.top, box.right, box.bottom, frame.top, frame.bottom];
             });
           })"""
    )
    assert len(boxes) >= 20
    for left, top, right, bottom, low, high in boxes:
        assert low <= top
        assert bottom <= high
        assert right - left > 5
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


def test_another_persona_shows_another_curve(page: Page, site: Path) -> None:
    def curves() -> list[str]:
        found: list[str] = page.evaluate(f"() => ({CURVES})().map(path => path.getAttribute('d'))")
        return found

    page.goto((site / "lifecycle.html").as_uri())
    before = curves()
    page.locator("input[name=persona]").nth(1).check(force=True)
    after = curves()
    assert len(before) == len(after) == 6
    assert before != after


def test_a_touchpoint_opens_by_keyboard_and_gives_the_focus_back(page: Page, site: Path) -> None:
    page.goto((site / "lifecycle.html").as_uri())
    summary = page.locator(".tp summary").first
    summary.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert dialog.count() == 1
    assert dialog.locator("dt").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_filters_hide_touchpoints_and_count_them(page: Page, site: Path) -> None:
    page.goto((site / "lifecycle.html").as_uri())
    every = page.locator(".tp:visible").count()
    assert every == 25
    page.locator("#filters input[type=checkbox]").first.check(force=True)
    left = page.locator(".tp:visible").count()
    assert 0 < left < every
    assert re.search(rf"\b{left} of {every}\b", page.locator("#filters output").inner_text())


def test_without_script_everything_can_be_read_and_opened(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.goto((site / "lifecycle.html").as_uri())
    assert opened.locator("#filters").is_visible() is False
    touchpoint = opened.locator(".tp").first
    touchpoint.locator("summary").click()
    assert touchpoint.locator("dl").is_visible()
    assert opened.locator("h1").inner_text() == "From the wall planner to a reference"
    context.close()


def test_the_map_prints_on_a3_and_the_index_on_one_a4(page: Page, site: Path) -> None:
    def sheets(name: str) -> list[tuple[int, int]]:
        page.goto((site / name).as_uri())
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
        return [(round(float(wide)), round(float(high))) for wide, high in boxes]

    assert set(sheets("onboarding.html")) == {(1191, 842)}
    assert len(sheets("index.html")) == 1


def test_a_page_stays_small(site: Path) -> None:
    assert (site / "onboarding.html").stat().st_size < 150_000
    assert (site / "index.html").stat().st_size < 50_000
