"""The page of an analysis in Chromium: accessible in both themes, on a phone, folded, printed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from jmap.analysis_page.html import render
from jmap.formats.style import Style
from tests.analyze.rich import HOSTILE, rich
from tests.browser.test_pages import shown


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of two maps, with names that would do harm."""
    folder = tmp_path_factory.mktemp("analysis")
    made = rich(folder, HOSTILE)
    found = folder / "analysis.html"
    [one] = made.maps
    maps = (one, replace(one, plan=replace(one.plan, path="b.journey.yaml")))
    found.write_text(render(replace(made, maps=maps), Style()), encoding="utf-8")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_is_quiet_accessible_and_as_wide_as_the_window(
    browser: Browser, path: Path, width: int, theme: str
) -> None:
    with shown(browser, path, width=width, theme=theme, checked=True) as (page, noise):
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert noise == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_link_into_a_folded_map_opens_it(browser: Browser, path: Path) -> None:
    with shown(browser, path) as (page, _):
        assert page.locator("#m2 table").first.is_visible() is False
        page.locator(".hero .jump a").last.click()
        page.locator("#m2 table").first.wait_for(state="visible")


def test_without_script_every_map_opens(browser: Browser, path: Path) -> None:
    with shown(browser, path, script=False) as (page, _):
        page.locator("#m2 summary").first.click()
        assert page.locator("#m2 table").first.is_visible()


def test_it_prints_on_a4_with_every_map(browser: Browser, path: Path) -> None:
    with shown(browser, path) as (page, _):
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
        assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {(842, 595)}
        page.set_viewport_size({"width": 1047, "height": 718})
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1047
