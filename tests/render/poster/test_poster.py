from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from jmap.render.drawing import Drawing
from jmap.render.outputs import registry
from jmap.render.poster.poster import poster_svg
from jmap.render.poster.sheet import SIZES, Size
from jmap.render.svg_text import prefix_of
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, EXAMPLES, drawing, engine, items
from tests.render.drawing import judged as written
from tests.render.hostile import PAYLOADS, hostile_workspace
from tests.render.posters import MAPS, crowded, staged

SVG = "{http://www.w3.org/2000/svg}"
SMALL = """\
jmap: 1
title: Small map
lang: en
scenario: A *sentence* with `code`.
stages: {a: {name: First, goal: Know}, b: {name: Second}}
channels: {web: {name: Web page, kind: digital}}
touchpoints:
  one: {name: Look, stage: a, channels: web, emotion: 1, actions: [Looks], backstage: [Serves]}
  two: {name: Buy, stage: b, emotion: -1}
"""


def poster(tmp_path: Path, text: str, lang: str = "") -> str:
    return next(registry.load("svg")(drawing(tmp_path, text, lang=lang))).text


def texts(root: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def group(root: ET.Element, id_: str) -> ET.Element:
    return next(each for each in root.iter(f"{SVG}g") if each.get("id") == id_)


def test_a_small_map_lies_where_it_should(tmp_path: Path) -> None:
    root = ET.fromstring(poster(tmp_path, SMALL))
    assert (root.get("width"), root.get("height")) == ("420mm", "297mm")
    left, top, wide, high = (float(each) for each in root.get("viewBox", "").split())
    assert (left, top) == (0, 0)
    assert wide / high == pytest.approx(2**0.5, rel=0.001)
    heads = [group(root, f"poster-map-s-{name}").find(f"{SVG}path") for name in "ab"]
    ways = [each.get("d", "") for each in heads if each is not None]
    starts = [float(way[1 : way.index(" ")]) for way in ways]
    assert starts[0] == 52 + 30 + 166
    assert starts[0] < starts[1] < wide
    lanes = [each.get("id") for each in root.iter(f"{SVG}g") if "-l-" in each.get("id", "")]
    assert lanes == [
        f"poster-map-l-{name}" for name in ("actions", "touchpoints", "emotion", "backstage", "findings")
    ]


def test_it_says_everything_that_a_wall_needs(tmp_path: Path) -> None:
    said = texts(ET.fromstring(poster(tmp_path, SMALL)))
    for text in (
        *("Small map", "A sentence with code.", "As-is journey", "First", "Second", "Know", "STAGE 1"),
        *("Look", "Web page", "Looks", "Serves", "Line of visibility", "+1.0", "−1.0", "Experience", "Flow"),
        *("Fix first", "audit score", "findings"),
    ):
        assert text in said, text
    assert "Moment of truth" not in said
    assert any("map.journey.yaml" in each and "sha256" in each for each in said)


def test_it_is_named_and_described(tmp_path: Path) -> None:
    root = ET.fromstring(poster(tmp_path, SMALL))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "poster-map-title poster-map-desc"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert root.findtext(f"{SVG}title") == "Small map"
    assert "2 stages in columns" in (root.findtext(f"{SVG}desc") or "")
    assert "Stages from left to right: First, Second." in (root.findtext(f"{SVG}desc") or "")
    cells = [each.findtext(f"{SVG}title") for each in group(root, "poster-map-l-actions").iter(f"{SVG}g")]
    assert cells == ["Actions", "First · Actions", "Second · Actions"]


def test_ids_and_classes_are_prefixed_and_ids_unique() -> None:
    for judged, score in items(EXAMPLES / "saas"):
        drawn = Drawing(build_view(judged, score, AS_OF), judged, score, AS_OF, engine())
        for output, kind in zip(registry.load("svg")(drawn), ("poster", "lifecycle"), strict=True):
            prefix = prefix_of(judged.journey.id, kind)
            root = ET.fromstring(output.text)
            ids = [each.get("id", "") for each in root.iter() if each.get("id") is not None]
            names = [name for each in root.iter() for name in each.get("class", "").split()]
            assert sorted(ids) == sorted(set(ids))
            assert [each for each in (*ids, *names) if not each.startswith(prefix)] == []
            style = next(root.iter(f"{SVG}style")).text or ""
            styled = set(re.findall(r"\.([a-z][\w-]*)", style))
            assert [each for each in styled if not each.startswith(prefix)] == []


@pytest.mark.parametrize(("one", "other"), [("a/b", "a-b"), ("a.b", "a_b"), ("a_2e_b", "a.b"), ("é", "e")])
def test_no_two_maps_share_a_prefix(one: str, other: str) -> None:
    assert prefix_of(one, "poster") != prefix_of(other, "poster")
    assert re.fullmatch(r"[a-z][\w-]*", prefix_of(one, "poster"), re.ASCII)


def test_the_same_map_has_the_same_bytes(tmp_path: Path) -> None:
    assert poster(tmp_path, staged(3)) == poster(tmp_path, staged(3))


def test_nothing_in_it_runs_refers_or_is_styled_in_place() -> None:
    for judged, score in items(EXAMPLES / "saas"):
        drawn = Drawing(build_view(judged, score, AS_OF), judged, score, AS_OF, engine())
        for output in registry.load("svg")(drawn):
            root = ET.fromstring(output.text)
            tags = {each.tag.removeprefix(SVG) for each in root.iter()}
            assert tags <= {"svg", "title", "desc", "style", "g", "rect", "circle", "path", "text", "tspan"}
            for each in root.iter():
                names = [name.rpartition("}")[2] for name in each.attrib]
                assert not [name for name in names if name in ("style", "href") or name.startswith("on")]
            style = next(root.iter(f"{SVG}style")).text or ""
            assert "var(" not in style
            assert "url(" not in style
            assert "@import" not in style


def test_hostile_text_is_there_as_text(tmp_path: Path) -> None:
    said = ""
    for judged, score in items(hostile_workspace(tmp_path)):
        drawn = Drawing(build_view(judged, score, AS_OF), judged, score, AS_OF, engine())
        root = ET.fromstring(next(registry.load("svg")(drawn)).text)
        said += "\n".join(texts(root))
    for payload in PAYLOADS:
        if payload[0] not in "[\\!":
            assert payload.replace(" ", "") in said.replace(" ", ""), payload


def test_what_xml_cannot_hold_leaves_it_valid(tmp_path: Path) -> None:
    view = drawing(tmp_path, SMALL).view
    title = "a\x01b\u202ec\ufffed\ud800e"
    root = ET.fromstring(
        poster_svg(replace(view, header=replace(view.header, title=title)), None, AS_OF, "p-")
    )
    assert root.findtext(f"{SVG}title") == "a\ufffdb\u202ec\ufffdd\ufffde"
    assert "a\ufffdb\u202ec\ufffdd\ufffde" in texts(root)


def test_without_an_engine_the_ways_are_told_in_words(tmp_path: Path) -> None:
    found = drawing(tmp_path, SMALL.replace("name: First", "name: First, next: {b: {label: signs}}"))
    svg = poster_svg(found.view, None, AS_OF, "p-")
    assert "First → Second" in texts(ET.fromstring(svg))
    bare = Drawing(found.view, found.judged, found.score, AS_OF, None)
    assert [each.suffix for each in registry.load("svg")(bare)] == [".svg"]


def test_a_map_from_right_to_left_starts_at_the_right(tmp_path: Path) -> None:
    text = (MAPS / "arabic.journey.yaml").read_text(encoding="utf-8")
    root = ET.fromstring(poster(tmp_path, text))
    wide = float(root.get("viewBox", "").split()[2])
    title = next(each for each in root.iter(f"{SVG}text") if each.text and each.text.startswith("رحلة"))
    assert title.get("direction") == "rtl"
    heads = [each for each in root.iter(f"{SVG}g") if "-s-" in each.get("id", "")]
    starts = [float(re.findall(r"M([0-9.]+)", head[1].get("d", ""))[0]) for head in heads]
    assert starts == sorted(starts, reverse=True)
    assert starts[0] == wide - 52 - 30 - 166


@pytest.mark.parametrize(
    ("lang", "slanted"), [("en", True), ("ja", False), ("zh-Hant", False), ("he", False)]
)
def test_quotes_of_scripts_without_slanted_letters_stand_upright(
    tmp_path: Path, lang: str, slanted: bool
) -> None:
    svg = poster(tmp_path, SMALL.replace("lang: en", f"lang: {lang}"))
    assert ("font-style:italic" in svg) == slanted


def test_its_words_are_in_the_language_said(tmp_path: Path) -> None:
    said = texts(ET.fromstring(poster(tmp_path, SMALL, lang="de")))
    assert "Sichtbarkeitslinie" in said
    assert "Zuerst beheben" in said


def test_nothing_is_cut_off(tmp_path: Path) -> None:
    long = "x" * 10_000
    said = texts(ET.fromstring(poster(tmp_path, SMALL.replace("Looks", long))))
    assert long in said


def test_three_hundred_touchpoints_are_all_there(tmp_path: Path) -> None:
    said = texts(ET.fromstring(poster(tmp_path, crowded(300))))
    assert {f"Step number {each}" for each in range(300)} <= set(said)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "text",
    [
        "stages: {}",
        "stages: {a: A}",
        "stages: {a: {name: A, status: archived}, b: B}\ntouchpoints: {x: {stage: b, status: archived}}",
        f"stages: {{a: {'x' * 2000}}}\ntouchpoints: {{x: {{stage: a, name: {'y' * 4000}, emotion: 1}}}}",
    ],
    ids=["no stages", "one stage", "archived", "long words"],
)
@pytest.mark.parametrize("lanes", [(), ("emotion",), ("backstage", "findings", "actions")])
def test_maps_at_the_edge_are_drawn(tmp_path: Path, text: str, size: Size, lanes: tuple[str, ...]) -> None:
    each, score = written(tmp_path, f"jmap: 1\ntitle: Edge\n{text}\n")
    seen = build_view(each, score, AS_OF, lanes=lanes)
    root = ET.fromstring(
        next(registry.load("svg")(Drawing(seen, each, score, AS_OF, engine(), size=size))).text
    )
    width, height = (float(side) for side in root.get("viewBox", "").split()[2:])
    assert width > 1000
    assert height > 200
    found = [id_ for id_ in (part.get("id", "") for part in root.iter(f"{SVG}g")) if "-l-" in id_]
    assert found == [f"poster-map-l-{row.lane.id}" for row in seen.lanes]
