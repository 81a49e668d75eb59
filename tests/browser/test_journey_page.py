"""What a journey page does when somebody chooses, filters, opens and prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import CUT
from tests.render.drawing import page as drawn

CHOICE = """\
jmap: 1
title: T
channels: {web: Website, mail: Email, call: Phone}
teams: {us: Us, them: Them}
personas: {ann: {name: Ann, kind: primary}, bob: Bob, cy: Cy}
stages: {a: A, b: B}
touchpoints:
  one: {stage: a, channels: web, owner: us, actions: Looks, emotion: {value: 1, by: {bob: -1, cy: 0}},
        thoughts: [Fine, {text: Not mine, persona: bob}], pains: [Slow], backstage: [Checks]}
  two: {stage: a, channels: mail, owner: them, personas: ann, pains: [Dear], thoughts: Hm}
  three: {stage: b, channels: [web, call], personas: [bob, cy], pains: [Loud]}
"""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "page.html"
    path.write_text(drawn(tmp_path, CHOICE), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(path.as_uri())
    yield page
    page.close()


def texts(page: Page, row: str) -> list[str]:
    shown = page.locator(f".{row} li:visible, .{row} p:visible").all_inner_texts()
    return [" ".join(each.split()) for each in shown]


def ghosts(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('.map .ghost')].filter(each => each.getClientRects().length)
             .map(each => each.dataset.g)"""
    )
    return found


def test_a_persona_brings_thoughts_and_pains(opened: Page) -> None:
    assert texts(opened, "thoughtsrow")[:2] == ["“Fine”", "“Hm”"]
    assert any(each.startswith("Dear") for each in texts(opened, "painsrow"))
    opened.locator("#p-1").check(force=True)
    assert texts(opened, "thoughtsrow")[:2] == ["“Fine”", "“Not mine” Bob"]
    said = texts(opened, "painsrow")
    assert not any(each.startswith("Dear") for each in said)
    assert any(each.startswith("Loud") for each in said)


def test_the_curve_behind_is_the_one_chosen_and_never_the_own(opened: Page) -> None:
    assert opened.locator("#g-1").is_checked()
    assert ghosts(opened) == ["1"]
    opened.locator("#g-2").check(force=True)
    assert ghosts(opened) == ["2"]
    opened.locator("#p-2").check(force=True)
    assert opened.locator("#g-0").is_checked()
    assert ghosts(opened) == ["0"]
    opened.locator("#g-x").check(force=True)
    assert ghosts(opened) == []


def test_filters_take_what_is_said_at_a_touchpoint_with_it(opened: Page) -> None:
    opened.locator("input[name=ch][value=mail]").check(force=True)
    assert opened.locator(".tp:visible").count() == 1
    assert opened.locator("#fstat").inner_text() == "1 of 3 touchpoints"
    notes = opened.locator(".touchpointsrow .hid:visible").all_inner_texts()
    assert notes == ["1 touchpoint filtered out", "1 touchpoint filtered out"]
    assert texts(opened, "actionsrow") == ["1 filtered out"]
    assert [each for each in texts(opened, "painsrow") if "filtered" in each] == ["1 filtered out"]
    assert texts(opened, "backstagerow") == ["1 filtered out"]
    assert opened.locator(".emorow .pt:visible").count() == 0
    opened.locator("input[name=ch][value=call]").check(force=True)
    assert opened.locator(".tp:visible").count() == 2
    opened.locator("select[name=own]").select_option("Them")
    assert opened.locator(".tp:visible").count() == 1
    opened.locator("#filters button").click()
    expect(opened.locator(".tp[hidden]")).to_have_count(0)
    assert opened.locator(".hid:visible").count() == 0
    assert texts(opened, "actionsrow") == ["Looks"]


def test_what_is_filtered_out_counts_for_the_persona_shown(opened: Page) -> None:
    opened.locator("#p-1").check(force=True)
    opened.locator("input[name=ch][value=mail]").check(force=True)
    counts = [each for each in texts(opened, "thoughtsrow") if "filtered" in each]
    assert counts == ["2 filtered out"]
    opened.locator("#p-0").check(force=True)
    counts = [each for each in texts(opened, "thoughtsrow") if "filtered" in each]
    assert counts == ["1 filtered out"]


def test_details_gather_what_the_lanes_say_of_a_touchpoint(opened: Page) -> None:
    opened.locator("#tp-one summary").first.click()
    terms = opened.locator("#dlg dt").all_inner_texts()
    assert [each for each in terms if each in ("Actions", "Thoughts", "Pains", "Backstage", "Findings")] == [
        "Actions",
        "Thoughts",
        "Pains",
        "Backstage",
        "Findings",
    ]
    said = opened.locator("#dlg dd").all_inner_texts()
    assert "Looks" in said
    assert "“Fine”" in said
    assert not any("Not mine" in each for each in said)
    assert any(each.startswith("F-") and "one" in each for each in said)


@pytest.mark.parametrize("script", [True, False])
def test_badges_beyond_three_open_and_folded_findings_unfold(
    browser: Browser, pages: Path, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto((pages / "saas" / "lifecycle.html").as_uri())
    card = page.locator("#tp-security-answers")
    assert card.locator(".more summary").inner_text().startswith("+4")
    assert card.locator(".sevs a:visible").count() == 3
    card.locator(".more summary").click()
    assert card.locator(".sevs a:visible").count() == 7
    last = card.locator(".sevs a").last
    target = last.get_attribute("href") or ""
    assert not page.locator(target).is_visible()
    last.click()
    page.locator(target).wait_for(state="visible")
    context.close()


def test_a_line_of_the_file_unfolds_it(opened: Page) -> None:
    link = opened.locator("#findings a[href^='#L']").first
    target = link.get_attribute("href") or ""
    if not link.is_visible():
        link.evaluate("each => each.closest('details').open = true")
    link.click()
    line = opened.locator(target)
    line.wait_for(state="visible")
    assert line.evaluate("each => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_fifteen_feelings_in_a_stage_stay_apart(browser: Browser, tmp_path: Path) -> None:
    steps = "".join(f"  t{n}: {{stage: a, emotion: {(n * 7 % 9 - 4) / 2}}}\n" for n in range(15))
    steps += "  u: {stage: b, emotion: 1}\n"
    path = tmp_path / "page.html"
    text = f"jmap: 1\ntitle: T\nstages: {{a: A, b: B, c: C}}\ntouchpoints:\n{steps}"
    path.write_text(drawn(tmp_path, text), encoding="utf-8")
    for width in (1280, 1440, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(path.as_uri())
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        room = page.locator("td.emo").first.evaluate("each => each.getBoundingClientRect().width")
        assert room >= 240
        page.close()


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("saas/renewal.html", 2),
        ("saas/lifecycle.html", 4),
        ("first-deploy/first-deploy.html", 3),
        ("burger/burger.html", 2),
    ],
)
def test_the_grid_prints_on_as_few_sheets_as_hold_it(
    browser: Browser, pages: Path, name: str, sheets: int
) -> None:
    page = browser.new_page()
    page.goto((pages / name).as_uri())
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/MediaBox") == sheets
    page.close()


def test_paper_shows_findings_that_are_folded(browser: Browser, pages: Path) -> None:
    page = browser.new_page(viewport={"width": 1519, "height": 1054})
    page.goto((pages / "saas" / "lifecycle.html").as_uri())
    page.emulate_media(media="print")
    folded = page.locator("details.fi:not([open])")
    assert folded.count() > 20
    assert page.evaluate(
        """[...document.querySelectorAll('details.fi:not([open]) > :not(summary)')]
             .every(each => each.getBoundingClientRect().height > 5)"""
    )
    page.close()
