from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pytest

from jmap.audit.seen import Lead, Named, StageSeen, Tally
from jmap.render.html import index_page
from jmap.render.index import index_view
from jmap.render.index.row import IndexRow, NotDrawn
from tests.render.drawing import AS_OF, site
from tests.render.index.workspaces import MAPS, page_of, row, view_of
from tests.render.test_pages import PAYLOADS


@lru_cache(maxsize=32)
def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def said(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def with_class(root: Any, name: str) -> Iterator[Any]:
    return (each for each in root.iter() if name in (each.attrib or {}).get("class", "").split())


def large() -> str:
    """Return the page of an index with more of everything than is shown."""
    known = tuple(Named(f"g{n}", f"Segment {n}") for n in range(80))
    people = tuple(Named(f"p{n}", f"Person {n}") for n in range(9))
    tally = Tally(3, 2.0, 2)
    seen = tuple(StageSeen(f"s{n}", f"Stage {n}", tally, tally, (), (("p1", tally),)) for n in range(80))
    rows: list[IndexRow] = [
        row(
            f"m{n}",
            stages=seen[n % 3 :],
            segments=known[: n + 1],
            segments_known=known,
            people=people[:2],
            people_known=people,
            draft=n == 4,
            archived=n == 5,
            details=(Lead("s3", "Stage 3", "m7"),) if n == 6 else (),
        )
        for n in range(8)
    ]
    wrong = [NotDrawn(f"w{n}", f"W{n}", "en", n + 1, f"w{n}", 3, "JM201", "no stage `x`") for n in range(55)]
    return index_page(index_view("", rows, wrong, AS_OF))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        "small": page_of(tmp_path_factory.mktemp("small"), MAPS),
        "german": page_of(tmp_path_factory.mktemp("german"), MAPS, "de"),
        "large": large(),
        "empty": index_page(index_view("", (), (), AS_OF)),
    }


NAMES = ("small", "german", "large", "empty")


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_captions_scopes_and_even_rows(pages: dict[str, str], name: str) -> None:
    for table in parsed(pages[name]).iter("table"):
        assert said(table.find("caption"))
        assert all(each.get("scope") in ("col", "row", "rowgroup") for each in table.iter("th"))
        widths = {
            sum(int(cell.get("colspan", "1")) for cell in line if cell.tag in ("th", "td"))
            for line in table.iter("tr")
        }
        assert len(widths) == 1


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_labels_lead_to_them(pages: dict[str, str], name: str) -> None:
    root = parsed(pages[name])
    ids = [each.get("id") for each in root.iter() if (each.attrib or {}).get("id")]
    assert len(ids) == len(set(ids))
    for each in root.iter():
        for target in (each.attrib or {}).get("aria-labelledby", "").split():
            assert target in ids
        href = (each.attrib or {}).get("href", "")
        if href.startswith("#"):
            assert href[1:] in ids


def test_links_lead_to_pages_and_to_places_on_them(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    for stem, text in MAPS.items():
        (tmp_path / f"{stem}.journey.yaml").write_text(text, encoding="utf-8")
    drawn = {path: parsed(each.text) for path, each in site(tmp_path).items()}
    ids = {
        path: {each.get("id") for each in root.iter() if (each.attrib or {}).get("id")}
        for path, root in drawn.items()
    }
    hrefs = [each.get("href") for each in drawn["index.html"].iter("a")]
    places = [href.partition("#")[::2] for href in hrefs if not href.startswith("#")]
    assert len(places) > 40
    for path, place in places:
        assert not place or place in ids[path], (path, place)


def test_a_row_says_everything_in_words(pages: dict[str, str], tmp_path: Path) -> None:
    table = next(with_class(parsed(pages["small"]), "pf"))
    [shown] = [each for each in view_of(tmp_path, MAPS).rows if each.row.id == "whole"]
    assert shown.score is not None
    heads = [said(each) for each in table.find("thead").iter("th")]
    assert heads == ["Map", "Score", "Mood by stage", "Findings", "Metrics on target", "Reviewed", "Owner"]
    lines = [[said(cell) for cell in line] for line in table.iter("tr")][1:]
    whole = next(line for line in lines if line[0].startswith("The whole way"))
    about = "As-is lifecycle · Ann and Bob · all segments"
    assert whole == [
        "The whole way" + about + "To-be: The way it should be · In detail: First weeks",
        shown.score.whole + shown.score.grade + shown.score.sentence,
        "",
        "".join(f"{severity} {amount}" for severity, amount in shown.row.severities),
        "1 of 2",
        "20 days ago",
        "Care",
    ]
    moods = [each.get("aria-label") for each in with_class(table, "strip")]
    assert "Mood by stage: Try 0.0, Use no data, Renew −1.0" in moods
    assert [said(each) for each in with_class(table, "shelf")] == ["Drafts 1", "Archived maps 1"]
    part = next(line for line in lines if line[0].startswith("First weeks"))
    assert part[0].endswith("Part of The whole way › Use")
    assert part[5] == "▲ 6 months agodue every 30 days"


def test_the_grid_says_emotion_touchpoints_maps_and_gaps(pages: dict[str, str]) -> None:
    grid = next(with_class(parsed(pages["small"]), "heat"))
    lines = [[said(cell) for cell in line] for line in grid.iter("tr")]
    assert lines[:4] == [
        ["For whom", "Try", "Use", "Renew", "Only"],
        ["By segment: 6 gaps where nobody looks"],
        [
            "Small firms",
            "0.0 neutral2 touchpoints 1 map The whole way",
            "+1.0 positive3 touchpoints 1 map First weeks",
            "−1.0 negative1 touchpoint 1 map The whole way",
            "nobody looks here",
        ],
        [
            "Large firms",
            "+1.0 positive1 touchpoint 1 map The whole way",
            "nobody looks here",
            "−1.0 negative1 touchpoint 1 map The whole way",
            "nobody looks here",
        ],
    ]


def test_more_than_can_be_read_is_folded_and_counted(pages: dict[str, str]) -> None:
    root = parsed(pages["large"])
    assert [said(each.find("summary")) for each in with_class(root, "fold")] == [
        "60 more segments",
        "1 more persona",
        "68 more stages",
    ]
    assert [said(each) for each in with_class(root, "rest")] == [
        "5 more maps are not drawn.",
        "12 more segments are not shown.",
        "8 more stages are not shown.",
    ]


def test_maps_with_errors_say_where_and_why(pages: dict[str, str]) -> None:
    root = parsed(pages["small"])
    assert said(next(with_class(root, "lede"))).startswith("6 maps, of which 1 is not drawn for its errors.")
    [wrong] = with_class(root, "wrong")
    [line] = wrong.iter("li")
    assert said(line) == "error 2Brokenbroken.journey.yaml:4 JM201: no stage b · 1 more"


def test_names_and_messages_in_another_language_are_marked(pages: dict[str, str]) -> None:
    root = parsed(pages["german"])
    assert root.get("lang") == "de"
    marked = {said(each): each.get("lang") for each in root.iter("bdi")}
    assert marked["The whole way"] == "en"
    assert marked["Unmeasured stage"] == "en"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_every_field_of_a_row_stays_text(payload: str) -> None:
    def text(name: str) -> str:
        return f"zq{name}zq {payload}"

    named = (Named("a", text("segment")),)
    tally = Tally(1, 1.0, 1)
    rows = [
        row(
            "m",
            title=text("title"),
            owner=text("owner"),
            people=(Named("p", text("person")),),
            segments=named,
            segments_known=named,
            stages=(StageSeen("s", text("stage"), tally, tally, (), ()),),
            details=(Lead("s", text("lead"), "n"),),
        ),
        row("n"),
    ]
    wrong = [NotDrawn("w", text("wrong"), "en", 1, text("file"), 1, "JM001", text("message"))]
    root = parsed(index_page(index_view(text("workspace"), rows, wrong, AS_OF)))
    everything = "".join(root.itertext())
    fields = ("title", "owner", "person", "segment", "stage", "lead", "wrong", "file", "message", "workspace")
    for name in fields:
        assert text(name) in everything, name
    assert sum(1 for _ in root.iter("script")) == 1
    assert not list(root.iter("img"))


def test_the_page_of_a_thousand_maps_is_lean() -> None:
    tally = Tally(3, 2.0, 2)
    seen = tuple(StageSeen(f"s{n}", f"Stage {n}", tally, tally, (), ()) for n in range(6))
    every = [row(f"m{n}", stages=seen, severities=(("error", 1), ("warning", 9))) for n in range(1001)]
    empty, one, thousand = (len(index_page(index_view("", every[:n], (), AS_OF))) for n in (0, 1, 1001))
    assert thousand - one < 1_000_000
    assert empty < 25_000
