"""A map beside its as-is as people see it: wide and narrow, light and dark, printed, without script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.render.drawing import drawn
from tests.render.pairs import TODAY, TOMORROW

LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1440, "light"),
    (1440, "dark"),
    (390, "light"),
    (390, "dark"),
)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of a map beside its as-is, with every kind of change and long texts."""
    folder = tmp_path_factory.mktemp("pair")
    long = "A text that is rather longer than its column is wide and Donaudampfschifffahrtsgesellschaft"
    tomorrow = TOMORROW.replace("goal: Ride at once", f"goal: {long}").replace(
        "name: The note", f"name: {long}"
    )
    path = folder / "page.html"
    path.write_text(drawn(folder, tomorrow, "html", today=TODAY), encoding="utf-8")
    return path


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_an_accessibility_checker_finds_nothing_and_nothing_widens_the_page(
    browser: Browser, pair: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    opened.goto(pair.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    found = Axe().run(opened).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    opened.close()


def test_marks_lead_to_their_rows_and_back_by_keyboard(browser: Browser, pair: Path) -> None:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(message.text))
    opened.goto(pair.as_uri())
    opened.locator("#tp-key a.difs").focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash") == "#ch-tp-key"
    row = opened.locator("#ch-tp-key")
    row.locator("a").focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate("location.hash") == "#tp-key"
    assert heard == []
    opened.close()


def test_another_persona_has_another_curve_and_other_figures(browser: Browser, pair: Path) -> None:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.goto(pair.as_uri())

    def shown() -> tuple[list[str], int]:
        figures = opened.locator("#changes .kpis b:visible").all_inner_texts()
        return figures, opened.locator("#changes .two:visible").count()

    assert shown() == (["11", "−0.2 → +0.8", "−1.0 → 0.0", "4 of 11"], 1)
    opened.locator("input[name=persona]").nth(1).check(force=True)
    assert shown() == (["11", "−0.5 → +0.8", "−2.0 → 0.0", "4 of 11"], 1)
    opened.close()


def test_without_script_all_of_it_can_be_read(browser: Browser, pair: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    opened = context.new_page()
    opened.goto(pair.as_uri())
    assert opened.locator("#changes .chg .key").count() == 9
    assert all(each.is_visible() for each in opened.locator("#changes .chg .key").all())
    # On a phone each value says which map it is of.
    before = opened.locator("#changes .chg .key td").first
    assert before.evaluate("each => getComputedStyle(each, '::before').content") == '"As it is"'
    context.close()


def test_every_mark_is_large_enough_to_be_hit(browser: Browser, pair: Path) -> None:
    opened = browser.new_page(viewport={"width": 390, "height": 900})
    opened.goto(pair.as_uri())
    sizes = opened.evaluate(
        "[...document.querySelectorAll('a.difs')].map(each => each.getBoundingClientRect())"
        ".map(box => Math.min(box.width, box.height))"
    )
    assert len(sizes) >= 15
    assert min(sizes) >= 24
    opened.close()


def test_the_pair_of_the_example_prints_the_grid_on_one_sheet(browser: Browser, site: Path) -> None:
    opened = browser.new_page()
    opened.goto((site / "renewal-to-be.html").as_uri())
    pdf = opened.pdf(prefer_css_page_size=True, print_background=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {(1191, 842)}
    # The grid, what changes on two, and the rest.
    assert len(boxes) == 4
    opened.close()
