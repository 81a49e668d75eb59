"""Pages of all examples, and of hostile and crowded maps, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.render.drawing import page as drawn

LIFECYCLE, INDEX = "saas/lifecycle.html", "saas/index.html"
NAMES = ("burger/burger.html", "first-deploy/first-deploy.html", "post-sales/post-sales.html")
WIDTHS = (1440, 390)
THEMES = ("light", "dark")

CUT = """() => [...document.querySelectorAll('.emo')].flatMap(cell => {
  const room = cell.getBoundingClientRect(), found = [];
  for (const svg of cell.querySelectorAll('svg.cv')) {
    const shown = kind => [...svg.querySelectorAll(kind)].filter(each => each.getClientRects().length);
    const boxes = kind => shown(kind).map(each => each.getBoundingClientRect());
    const words = shown('.pt text').map(each => each.textContent);
    const labels = boxes('.pt text').map((box, index) => [words[index], box]), faces = boxes('.pt use');
    for (const [text, box] of labels) {
      const wide = box.left < room.left - 1 || box.right > room.right + 1;
      if (wide || box.top < room.top || box.bottom > room.bottom)
        found.push('cut: ' + text);
      for (const [other, rival] of labels)
        if (rival !== box && meet(box, rival, 3)) found.push('label on label: ' + text + ' / ' + other);
      for (const face of faces) if (meet(box, face, 3)) found.push('label on face: ' + text);
    }
  }
  function meet(a, b, slack) {
    const across = a.left + slack < b.right && b.left + slack < a.right;
    return across && a.top + slack < b.bottom && b.top + slack < a.bottom;
  }
  return found;
})"""
JUT = """() => [...document.querySelectorAll('.life g.stage, .life g.exit')].flatMap(group => {
  const box = group.querySelector('rect').getBoundingClientRect();
  return [...group.querySelectorAll('text')].filter(each => {
    const text = each.getBoundingClientRect();
    const wide = text.left < box.left || text.right > box.right;
    return wide || text.top < box.top - 1 || text.bottom > box.bottom + 1;
  }).map(each => each.textContent);
})"""


@contextmanager
def shown(
    browser: Browser,
    path: Path,
    *,
    width: int = 1440,
    theme: Any = "light",
    script: bool = True,
    checked: bool = False,
) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page and what it said or asked for beside itself."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=theme,
        java_script_enabled=script,
        bypass_csp=checked,
    )
    noise: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: noise.append(said.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda asked: noise.append(asked.url) if asked.url != path.as_uri() else None)
    page.goto(path.as_uri())
    yield page, noise
    context.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_accessible_and_as_wide_as_the_window(
    browser: Browser, pages: Path, name: str, width: int, theme: str
) -> None:
    with shown(browser, pages / name, width=width, theme=theme, checked=True) as (page, noise):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert noise == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [LIFECYCLE, "saas/onboarding.html", "saas/renewal-to-be.html", *NAMES])
def test_no_label_is_cut_or_hidden(browser: Browser, pages: Path, name: str, width: int) -> None:
    with shown(browser, pages / name, width=width) as (page, _):
        people = page.locator("input[name=persona]").count()
        for place in range(max(people, 1)):
            if people:
                page.locator(f"#p-{place}").check(force=True)
            assert page.evaluate(CUT) == []
        assert page.evaluate(JUT) == []


def test_labels_at_the_extremes_and_close_together_are_not_cut(browser: Browser, tmp_path: Path) -> None:
    values = (2, -2, 2, 2, -2, -2, 1.9, 0, 0.1)
    steps = "".join(f"  t{n}: {{stage: a, emotion: {value}}}\n" for n, value in enumerate(values))
    steps += "".join(f"  u{n}: {{stage: b, emotion: {{from: 2, to: -2}}}}\n" for n in range(4))
    people = "personas: {a: {kind: primary}, b: Bob}\n"
    stages = "stages: {a: A, b: B, c: C, d: D, e: E, f: F}\n"
    path = tmp_path / "page.html"
    text = drawn(tmp_path, f"jmap: 1\ntitle: T\n{people}{stages}touchpoints:\n{steps}")
    path.write_text(text, encoding="utf-8")
    for width in (1280, *WIDTHS):
        with shown(browser, path, width=width) as (page, _):
            assert page.evaluate(CUT) == []


def test_a_touchpoint_opens_by_keyboard_and_gives_the_focus_back(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / LIFECYCLE) as (page, _):
        summary = page.locator(".tp summary").nth(3)
        summary.focus()
        page.keyboard.press("Enter")
        assert page.locator("#dlg").is_visible()
        assert page.locator("#dlg-t").inner_text() == summary.locator("b").inner_text()
        assert page.locator("#dlg-s").inner_text().lower() == "consideration"
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.keyboard.press("Escape")
        assert not page.locator("#dlg").is_visible()
        assert summary.evaluate("each => each === document.activeElement")


@pytest.mark.parametrize(("width", "script"), [(390, True), (1440, False), (390, False)])
def test_a_touchpoint_opens_in_place_on_phones_and_without_script(
    browser: Browser, pages: Path, width: int, script: bool
) -> None:
    with shown(browser, pages / LIFECYCLE, width=width, script=script) as (page, _):
        card = page.locator(".tp").first
        card.locator("summary").click()
        assert card.locator(".body").is_visible()
        assert not page.locator("#dlg").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_persona_chosen_changes_curve_and_thoughts(browser: Browser, pages: Path, script: bool) -> None:
    with shown(browser, pages / LIFECYCLE, script=script) as (page, _):
        before = [page.locator(row).inner_text() for row in (".emorow", ".thoughtsrow")]
        page.locator("#p-1").check(force=True)
        after = [page.locator(row).inner_text() for row in (".emorow", ".thoughtsrow")]
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_personas_are_chosen_by_arrow_keys(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / LIFECYCLE) as (page, _):
        page.locator("#p-0").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#p-1").is_checked()


def test_badges_lead_to_findings_and_findings_back(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / LIFECYCLE) as (page, _):
        badge = page.locator(".tp .sevs a").first
        target = badge.get_attribute("href") or ""
        badge.click()
        assert page.evaluate("location.hash") == target
        back = page.locator(target).locator("a").first.get_attribute("href") or ""
        assert back.startswith("#tp-")


def test_the_theme_button_goes_round(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / LIFECYCLE) as (page, _):
        seen = []
        for _turn in range(3):
            page.locator("#theme").click()
            seen.append(page.locator("html").get_attribute("data-theme"))
        assert seen == ["light", "dark", None]


def test_the_index_is_searched_and_sorted(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / INDEX) as (page, _):
        page.locator("#q").fill("surprise")
        assert page.locator(".pf tbody tr:visible").count() == 1
        page.locator("#q").fill("")
        page.locator("#s").select_option("name")
        names = page.locator(".pf tbody th > a").all_inner_texts()
        assert names == sorted(names, key=str.casefold)


def test_links_of_the_index_open_maps(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / INDEX) as (page, _):
        page.locator(".pf tbody th a").first.click()
        assert page.locator("table.map").is_visible()


@pytest.mark.parametrize(("name", "most"), [("burger/burger.html", 3), (LIFECYCLE, 5), (INDEX, 1)])
def test_it_prints_on_few_pages(browser: Browser, pages: Path, name: str, most: int) -> None:
    with shown(browser, pages / name) as (page, _):
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    count = pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ") or pdf.count(b"/Type/Page/")
    assert 1 <= count <= most


def test_nothing_hostile_runs(browser: Browser, tmp_path: Path) -> None:
    payload = '<img src=x onerror=\\"document.title=1\\"><script>document.title=1</script>'
    text = (
        f'jmap: 1\ntitle: "T {payload}"\n'
        f'stages: {{a: {{name: "{payload}", goal: "{payload}", leave: "{payload}"}}}}\n'
        f'touchpoints: {{t: {{stage: a, name: "{payload}", emotion: {{value: 1, label: "{payload}"}}}}}}\n'
    )
    path = tmp_path / "page.html"
    page_text = drawn(tmp_path, text)
    for written in (page_text, page_text.replace('http-equiv="Content-Security-Policy"', "")):
        path.write_text(written, encoding="utf-8")
        with shown(browser, path) as (page, noise):
            page.locator(".tp summary").first.click()
            assert page.title().startswith("T <img")
            assert noise == []


def test_a_meter_of_evidence_is_as_full_as_its_words_say(browser: Browser, pages: Path) -> None:
    with shown(browser, pages / LIFECYCLE) as (page, _):
        full = page.evaluate(
            "[...document.querySelectorAll('.legend li > i')].map("
            "each => getComputedStyle(each).getPropertyValue('--n'))"
        )
    assert full == ["100%", "75%", "50%", "25%", ""]


LONG = "w" * 10_000
WORDS_TOO_LONG = f"""jmap: 1
title: {LONG}
channels: {{c: {LONG}, d: D{LONG}}}
personas: {{p: {{name: {LONG}, kind: primary, goals: {LONG}, quotes: {LONG}}}, q: {LONG}}}
stages: {{a: {{name: {LONG}, goal: {LONG}, needs: {LONG}, metrics: m}}, b: B}}
touchpoints:
  t: {{stage: a, name: {LONG}, channels: [c, d], actions: {LONG}, pains: {LONG}, backstage: {LONG}}}
  u: {{stage: b}}
metrics: {{m: {{name: {LONG}, unit: {LONG}, target: 3, history: {{2026: 5, 2025: 4}}}}}}
opportunities: {{o: {{name: {LONG}, touchpoints: t}}}}
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_words_of_any_length_do_not_widen_the_page(browser: Browser, tmp_path: Path, width: int) -> None:
    path = tmp_path / "page.html"
    path.write_text(drawn(tmp_path, WORDS_TOO_LONG), encoding="utf-8")
    with shown(browser, path, width=width) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") == width
