"""Workspaces whose index is looked at, and the rows and the view that are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jmap.render.html import index_page
from jmap.render.index import IndexRow, IndexView, NotDrawn, index_row, index_view, not_drawn
from jmap.render.view import build_view
from tests.render.drawing import AS_OF, items

LIBRARY = """
jmap: 1
title: Company
teams: {care: Care, sales: Sales}
segments: {small: Small firms, large: Large firms, public: Public bodies}
personas:
  ann: {name: "Ann, planner", kind: primary, goals: Plan}
  bob: {name: Bob, kind: secondary, goals: Drive}
  eve: {name: Eve, kind: negative}
channels: {web: {name: Web, kind: digital}}
"""
WHOLE = """
jmap: 1
title: The whole way
scope: lifecycle
uses: library.journey.yaml
owner: care
reviewed: 2026-11-01
for: {persona: ann}
metrics:
  won: {kind: rate, target: 50, history: {2026-Q3: 60}}
  kept: {kind: rate, target: 90, history: {2026-Q3: 40}}
stages:
  try: {name: Try, phase: before, metrics: won}
  use: {name: Use, phase: after, expands: detail.journey.yaml, metrics: kept, next: renew}
  renew: {name: Renew, phase: after, next: use, leave: {event: gone}}
touchpoints:
  look: {stage: try, name: Look, emotion: 1}
  ask: {stage: try, name: Ask, segments: small, emotion: -1}
  call:
    stage: renew
    name: Call
    segments: [small, large]
    personas: [ann, bob]
    emotion: {value: -1, by: {bob: 2}}
"""
DETAIL = """
jmap: 1
title: First weeks
uses: library.journey.yaml
owner: sales
reviewed: 2026-06-01
review_every: 30d
for: {persona: bob, segments: small}
stages: {set-up: Set up, learn: Learn}
touchpoints:
  account: {stage: set-up, name: Account, emotion: 0.5}
  course: {stage: learn, name: Course, emotion: 1.5}
  test: {stage: learn, name: Test}
"""
TO_BE = """
jmap: 1
title: The way it should be
state: future
as_is: whole.journey.yaml
uses: library.journey.yaml
for: {persona: ann}
stages: {try: Try, use: Use}
touchpoints: {look: {stage: try, emotion: 2}}
"""
DRAFT = "jmap: 1\ntitle: A draft\nstatus: draft\nstages: {only: Only}\n"
OLD = "jmap: 1\ntitle: An old map\nstatus: archived\nreviewed: 2020-01-01\nstages: {past: Past}\n"
BROKEN = "jmap: 1\ntitle: Broken\nstages: {a: A}\ntouchpoints: {t: {stage: b}, u: {stage: c}}\n"
MAPS = {
    "library": LIBRARY,
    "whole": WHOLE,
    "detail": DETAIL,
    "to-be": TO_BE,
    "draft": DRAFT,
    "old": OLD,
    "broken": BROKEN,
}


def rows_of(folder: Path, maps: Mapping[str, str]) -> tuple[list[IndexRow], list[NotDrawn]]:
    """Return what the index keeps of maps written as text, by their stem."""
    (folder / "jmap.toml").touch()
    for stem, text in maps.items():
        (folder / f"{stem}.journey.yaml").write_text(text, encoding="utf-8")
    rows, left_out = [], []
    for judged, score in items(folder):
        if judged.sound:
            view = build_view(judged, score, AS_OF)
            rows.append(index_row(judged, score, view))
        else:
            left_out.append(not_drawn(judged))
    return rows, left_out


def view_of(folder: Path, maps: Mapping[str, str], lang: str = "") -> IndexView:
    """Return the index of maps written as text."""
    rows, left_out = rows_of(folder, maps)
    return index_view("", rows, left_out, AS_OF, lang)


def page_of(folder: Path, maps: Mapping[str, str], lang: str = "") -> str:
    """Return the page of that index."""
    return index_page(view_of(folder, maps, lang))


def row(path: str, **more: object) -> IndexRow:
    """Return a row with nothing in it but what is said."""
    values: dict[str, object] = {
        **dict.fromkeys(("kind", "reviewed", "owner", "as_is"), ""),
        **dict.fromkeys(("future", "lifecycle", "draft", "archived"), False),
        **dict.fromkeys(("people", "segments", "people_known", "segments_known"), ()),
        **dict.fromkeys(("moods", "stages", "severities", "details", "fixes"), ()),
        **dict.fromkeys(("on_target", "measured"), 0),
        "id": path,
        "path": path,
        "href": f"{path}.html",
        "title": path.upper(),
        "lang": "en",
        "score": None,
        "review_days": 90,
        "kind": "As-is journey",
    }
    return IndexRow(**{**values, **more})  # type: ignore[arg-type]
