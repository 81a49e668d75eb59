"""Posters in Chromium: every text in its box and none on another, in any script, of any number of stages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from jmap.render.drawing import Drawing
from jmap.render.outputs import registry
from jmap.render.poster.sheet import SIZES, Size
from jmap.render.view import build_view
from tests.browser.test_hostile_pages import listening
from tests.render.drawing import AS_OF, EXAMPLES, drawing, engine, items
from tests.render.hostile import hostile_workspace
from tests.render.posters import MAPS, crowded, staged

WRONG = """() => {
  const svg = document.querySelector('svg'), found = [];
  const ends = kind => each => [...each.classList].some(name => name.endsWith('-' + kind));
  const box = each => each.getBoundingClientRect();
  const sheet = box(svg);
  const all = [...svg.querySelectorAll('text')].map(each => ({each, text: each.textContent, box: box(each)}));
  const drawn = all.filter(each => each.box.width > 0).sort((a, b) => a.box.left - b.box.left);
  const inside = (a, b, slack) => a.left >= b.left - slack && a.right <= b.right + slack
    && a.top >= b.top - slack && a.bottom <= b.bottom + slack;
  for (const {text, box} of drawn) if (!inside(box, sheet, 0)) found.push('off the sheet: ' + text);
  for (let one = 0; one < drawn.length; one++) {
    const a = drawn[one].box;
    for (let other = one + 1; other < drawn.length && drawn[other].box.left < a.right - 1; other++) {
      const b = drawn[other].box;
      if (a.top + 2 < b.bottom && b.top + 2 < a.bottom)
        found.push('on each other: ' + drawn[one].text + ' / ' + drawn[other].text);
    }
  }
  const kinds = ['card', 'who', 'chip', 'soft', 'tab', 'errorchip', 'warningchip', 'infochip'];
  const grounds = [...svg.querySelectorAll('rect')].filter(each => kinds.some(kind => ends(kind)(each)));
  for (const ground of grounds) {
    const room = box(ground);
    for (const each of drawn) {
      const x = (each.box.left + each.box.right) / 2, y = (each.box.top + each.box.bottom) / 2;
      const within = x > room.left && x < room.right && y > room.top && y < room.bottom;
      if (within && !inside(each.box, room, 1)) found.push('out of its box: ' + each.text);
    }
  }
  const heads = [...svg.querySelectorAll('g[id*="-s-"]')].map(each => box(each.querySelector('path')));
  const lanes = [...svg.querySelectorAll('g[id*="-l-"]')], felt = each => each.id.endsWith('-l-emotion');
  for (const lane of lanes.filter(each => !felt(each))) {
    [...lane.querySelectorAll(':scope > g')].forEach((cell, place) => {
      for (const text of cell.querySelectorAll('text')) {
        const own = box(text);
        if (own.left < heads[place].left - 5 || own.right > heads[place].right + 5)
          found.push('out of its column: ' + text.textContent);
      }
    });
  }
  for (const lane of lanes.filter(felt)) {
    const faces = [...lane.querySelectorAll('circle')].filter(ends('face')).map(box);
    for (const text of lane.querySelectorAll('text'))
      for (const face of faces) {
        const a = box(text), across = a.left + 1 < face.right && face.left + 1 < a.right;
        if (across && a.top + 1 < face.bottom && face.top + 1 < a.bottom)
          found.push('on a face: ' + text.textContent);
      }
  }
  return [drawn.length, found];
}"""


def wrong(browser: Browser, poster: str) -> tuple[int, list[str]]:
    """Return how many texts a poster has, and what is wrong with their places at its own scale."""
    width, height = re.findall(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', poster)[0]
    svg = re.sub(
        r' width="[0-9a-z.]+" height="[0-9a-z.]+"', f' width="{width}" height="{height}"', poster, count=1
    )
    page = browser.new_page()
    page.set_content(f'<body style="margin:0">{svg[svg.index("<svg") :]}')
    count, found = page.evaluate(WRONG)
    page.close()
    return count, found


def poster(drawn: Drawing) -> str:
    """Return the poster of a map that is ready to be drawn."""
    return next(registry.load("svg")(drawn)).text


def examples(size: Size) -> Iterator[tuple[str, Drawing]]:
    for folder in sorted(each for each in EXAMPLES.iterdir() if each.is_dir()):
        for judged, score in items(folder):
            seen = build_view(judged, score, AS_OF)
            yield judged.journey.id, Drawing(seen, judged, score, AS_OF, engine(), size=size)


@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_the_examples_leaves_its_box_or_lies_on_another(browser: Browser, size: Size) -> None:
    for name, drawn in examples(size):
        count, found = wrong(browser, poster(drawn))
        assert (name, found) == (name, [])
        assert count > 50


SCRIPTS = {
    "latin": "Touchpoint of the map",
    "chinese": "检查所有客户的旅程，然后再决定。",
    "arabic": "رحلة العميل من أول زيارة",
    "hebrew": "מסע הלקוח (beta) מהביקור",
    "emoji": "👩‍💻 works 🎉 on 🇫🇷 and ✌🏽 too",
    "thai": "ประสบการณ์ของลูกค้า",
    "marks": "é" * 30,
    "long": "W" * 400,
    "capitals": "WWWW MMMM @@@@ WWWW",
}


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
def test_any_script_stays_in_its_box(browser: Browser, tmp_path: Path, words: str) -> None:
    count, found = wrong(browser, poster(drawing(tmp_path, staged(3, words))))
    assert found == []
    assert count > 60


@pytest.mark.parametrize("count", [1, 2, 12])
def test_any_number_of_stages_fits(browser: Browser, tmp_path: Path, count: int) -> None:
    assert wrong(browser, poster(drawing(tmp_path, staged(count))))[1] == []


@pytest.mark.parametrize("name", ["arabic", "japanese"])
def test_maps_in_other_languages_fit(browser: Browser, tmp_path: Path, name: str) -> None:
    text = (MAPS / f"{name}.journey.yaml").read_text(encoding="utf-8")
    assert wrong(browser, poster(drawing(tmp_path, text)))[1] == []


def test_three_hundred_touchpoints_fit(browser: Browser, tmp_path: Path) -> None:
    count, found = wrong(browser, poster(drawing(tmp_path, crowded(300))))
    assert found == []
    assert count > 600


def test_hostile_text_fits_and_nothing_runs(browser: Browser, tmp_path: Path) -> None:
    for judged, score in items(hostile_workspace(tmp_path)):
        seen = build_view(judged, score, AS_OF)
        text = poster(Drawing(seen, judged, score, AS_OF, engine()))
        file = tmp_path / "poster.svg"
        file.write_text(text, encoding="utf-8")
        assert wrong(browser, text)[1] == []
        page = browser.new_page()
        heard = listening(page)
        page.goto(file.as_uri())
        page.wait_for_timeout(50)
        assert heard == []
        page.close()


def test_several_live_in_one_page(browser: Browser) -> None:
    drawn = [each.text for _, found in examples("a3") for each in registry.load("svg")(found)]
    page = browser.new_page()
    page.set_content("".join(each[each.index("<svg") :] for each in drawn))
    ids, classes = page.evaluate(
        """() => {
          const all = [...document.querySelectorAll('body *')], seen = {};
          for (const svg of document.querySelectorAll('body > svg'))
            for (const each of [svg, ...svg.querySelectorAll('[class]')])
              for (const name of each.classList) (seen[name] ??= new Set()).add(svg);
          return [all.map(each => each.id).filter(Boolean), Object.values(seen).map(each => each.size)];
        }"""
    )
    assert len(ids) == len(set(ids))
    assert set(classes) == {1}
    page.close()


def test_a_poster_is_shown_as_an_image_and_alone(browser: Browser, tmp_path: Path) -> None:
    name, drawn = next(examples("a3"))
    file = tmp_path / f"{name}.svg"
    file.write_text(poster(drawn), encoding="utf-8")
    (tmp_path / "page.html").write_text(f'<img src="{name}.svg" width="700">', encoding="utf-8")
    page = browser.new_page()
    heard = listening(page)
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.evaluate("document.title") == drawn.view.header.title
    page.goto((tmp_path / "page.html").as_uri())
    size = page.evaluate("[document.images[0].complete, document.images[0].naturalWidth > 0]")
    assert size == [True, True]
    assert [each for each in heard if not each.endswith(f"{name}.svg")] == []
    page.close()
