from __future__ import annotations

import hashlib
from pathlib import Path

import html5lib
import pytest

from jmap.render.file_shown import MOST
from jmap.render.view import build_view
from jmap.render.whereabouts import Parent, Whereabouts
from tests.render.drawing import AS_OF, items, page, view

MAP = """\
jmap: 1
title: T
scenario: A need
summary: What it covers
reviewed: 2026-10-01
review_every: 30d
validated: 2026-11-20
starts_when: Signs up
ends_when: {event: left}
conversion: {event: paid}
market: {summary: Small firms, demographics: Two to nine people, needs: [Speed, Trust]}
evidence: {talks: {kind: interview, n: 9, date: 2026-11-01}}
segments: {small: {name: Small, size: 40%, needs: [Help, Care]}, large: Large}
for: {segments: small}
stages: {a: A}
"""


def rows(tmp_path: Path, text: str = MAP) -> dict[str, list[str]]:
    return {row.label: [item.text for item in row.items] for row in view(tmp_path, text).about}


def test_a_map_is_told_of_as_a_whole(tmp_path: Path) -> None:
    assert rows(tmp_path) == {
        "About": ["What it covers"],
        "Target market": ["Small firms"],
        "Who they are": ["Two to nine people"],
        "Their needs": ["Speed", "Trust"],
        "Segments": ["Small: 40\u00a0% (Help; Care)"],
        "Starts when": ["Signs up"],
        "Ends when": ["left"],
        "Purchase": ["paid"],
        "Reviewed": [
            "1\u00a0October\u00a02026, 51\u00a0days ago; the next was due on 31\u00a0October\u00a02026"
        ],
        "Validated": ["20\u00a0November\u00a02026, 1\u00a0day ago"],
    }


def test_what_is_overdue_or_never_happened_stands_out(tmp_path: Path) -> None:
    def missing(text: str) -> dict[str, bool]:
        return {row.label: row.items[0].missing for row in view(tmp_path, text).about}

    assert missing(MAP)["Reviewed"]
    assert not missing(MAP)["Validated"]
    bare = "jmap: 1\ntitle: T\nstages: {a: A}\n"
    assert missing(bare) == {"Reviewed": True, "Validated": True}
    assert rows(tmp_path, bare) == {"Reviewed": ["never"], "Validated": ["never, with customers"]}
    fresh = bare + "reviewed: 2026-11-01\n"
    assert rows(tmp_path, fresh)["Reviewed"] == [
        "1\u00a0November\u00a02026, 20\u00a0days ago; the next is due on 30\u00a0January\u00a02027"
    ]


def test_the_market_of_a_library_is_that_of_its_maps(tmp_path: Path) -> None:
    library = "jmap: 1\ntitle: L\nmarket: {summary: Everyone with a roof}\n"
    text = "jmap: 1\ntitle: T\nuses: market.journey.yaml\nstages: {a: A}\n"
    seen = view(tmp_path, text, market=library)
    assert {row.label: row.items[0].text for row in seen.about}["Target market"] == "Everyone with a roof"


def test_a_map_says_of_which_it_is_a_part(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.journey.yaml").write_text(
        "jmap: 1\ntitle: One\nstages: {a: A}\n", encoding="utf-8"
    )
    around = Whereabouts(parents={"in/one.journey.yaml": (Parent("up.journey.yaml", "Up", "Trial"),)})
    [(judged, score)] = items(tmp_path)
    for maps, href in ((["up.journey.yaml"], "../up.html"), ([], "")):
        [item] = build_view(judged, score, AS_OF, maps=maps, around=around).part_of
        assert (item.text, item.href) == ("Up › Trial", href)


def test_the_file_is_shown_by_lines_and_findings_lead_to_theirs(tmp_path: Path) -> None:
    text = "jmap: 1\r\ntitle: <T> & \u2066t\u2069\r\nstages:\r\n  a: {}\r\n"
    seen = view(tmp_path, text)
    assert seen.file is not None
    assert seen.file.lines == ("jmap: 1", "title: <T> & <U+2066>t<U+2069>", "stages:", "  a: {}")
    assert 4 in seen.file.marked
    root = html5lib.parse(page(tmp_path, text), namespaceHTMLElements=False)
    [line] = [each for each in root.iter("span") if each.get("id") == "L4"]
    assert "".join(line.itertext()) == "  a: {}"
    assert any(each.get("href") == "#L4" for each in root.iter("a"))
    [numbers, code] = root.iter("pre")
    assert "".join(numbers.itertext()) == "1\n2\n3\n4\n"
    assert "".join(code.itertext()) == "".join(f"{each}\n" for each in seen.file.lines)


def test_a_long_file_is_only_counted(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages: {a: A}\n" + "# more\n" * (MOST // 7)
    seen = view(tmp_path, text)
    assert seen.file is not None
    assert (seen.file.lines, seen.file.marked, seen.file.count) == ((), (), 3 + MOST // 7)
    drawn = page(tmp_path, text)
    assert "lines are too many to repeat here" in drawn
    assert "href=#L" not in drawn


def test_every_file_that_was_read_has_its_digest(tmp_path: Path) -> None:
    seen = view(tmp_path, "jmap: 1\ntitle: T\nuses: lib.journey.yaml\nstages: {a: A}\n", lib="jmap: 1\n")
    assert seen.file is not None
    assert [(each.path, each.sha256[:12]) for each in seen.file.sums] == [
        ("map.journey.yaml", seen.sha256[:12]),
        ("lib.journey.yaml", hashlib.sha256(b"jmap: 1\n").hexdigest()[:12]),
    ]


@pytest.mark.parametrize(
    ("folder", "mention", "href"),
    [
        ("site", "notes/a b.md", "../../in/notes/a%20b.md"),
        ("", "notes/a b.md", "notes/a%20b.md"),
        (None, "notes/a b.md", ""),
        ("site", "gone.md", ""),
    ],
)
def test_ways_lead_from_the_page_to_the_file(folder: str | None, mention: str, href: str) -> None:
    def leads(file: str, asked: str) -> str:
        assert file == "in/one.journey.yaml"
        return {"notes/a b.md": "in/notes/a b.md"}.get(asked, "?")

    around = Whereabouts(folder, leads)
    assert around.way("in/one.html", "in/one.journey.yaml", mention) == href
    encoded = mention.replace(" ", "%20") + "?x=1#y"
    expected = f"{href}?x=1#y" if href else ""
    assert around.way("in/one.html", "in/one.journey.yaml", encoded, encoded=True) == expected
