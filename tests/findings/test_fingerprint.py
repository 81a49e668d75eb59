"""What makes a finding the same tomorrow: neither lines nor words nor who else looks at the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.yaml.nodes import route_at
from jmap.yaml.reader import read_bytes
from tests.findings.test_suppressions import HEAD, run, write

LIBRARY = "jmap: 1\nmetrics:\n  m: {target: 1, baseline: 2, unit: }\nteams: {t: {name: }}\n"


def prints(root: Path, *rules: str) -> list[str]:
    return [each.fingerprint for each in run(root).findings if each.rule in rules]


def test_a_finding_in_a_library_is_the_same_whoever_uses_it(tmp_path: Path) -> None:
    write(tmp_path, LIBRARY, "lib")
    alone = prints(tmp_path, "JM113")
    write(tmp_path, HEAD + "uses: lib.journey.yaml\nowner: t\ngoal: G\n", "user")
    used = prints(tmp_path, "JM113", "JM401")
    write(tmp_path, HEAD + "uses: lib.journey.yaml\nowner: t\n", "another")
    assert prints(tmp_path, "JM113", "JM401") == used
    assert prints(tmp_path, "JM113") == alone
    assert len(set(alone)) == len(alone) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A character that cannot be seen is told by its place.
        ("goal: a\u200bb\nsummary: ab\n", "goal: ab\nsummary: a\u200bb\n"),
        ("goal: a\u200bb\n", "goal: a\u2060b\n"),
        # A target below its floor is another problem than one below its baseline.
        ("metrics: {m: {target: 1, baseline: 2}}\n", "metrics: {m: {target: 1, floor: 2}}\n"),
        ("metrics: {m: {kind: rate, target: 101}}\n", "metrics: {m: {kind: rate, target: 102}}\n"),
        # A period that has not begun is no overlap.
        ("metrics: {m: {history: {2027: 1}}}\n", "metrics: {m: {history: {2026-Q2: 2, 2026: 1}}}\n"),
        (
            "health: {h: {stages: a, bands: {good: 9, poor: 9, bad: 0}}}\n",
            "health: {h: {stages: a, bands: {fine: 9, poor: 9, bad: 0}}}\n",
        ),
    ],
)
def test_two_problems_in_one_place_are_two(tmp_path: Path, one: str, other: str) -> None:
    found = []
    for text in (one, other):
        write(tmp_path, HEAD + text)
        (finding,) = run(tmp_path).findings
        found.append(finding)
    assert found[0].rule == found[1].rule
    assert found[0].fingerprint != found[1].fingerprint


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("goal: a\u200bb\n", "# first\n\ngoal: another\u200b\n"),
        ("teams: {t: {name: }}\nowner: t\n", "owner: t\nteams:\n  t:\n    name: # nothing yet\n"),
        ("uses: [x]\n", "uses: [y, x]\n"),
    ],
)
def test_lines_and_the_order_of_a_list_do_not_count(tmp_path: Path, one: str, other: str) -> None:
    write(tmp_path, HEAD + one)
    (before,) = run(tmp_path).findings
    write(tmp_path, HEAD + other)
    assert before.fingerprint in {each.fingerprint for each in run(tmp_path).findings}


@pytest.mark.parametrize(
    ("point", "route"),
    [
        ((0, 0), ("a",)),
        ((0, 4), ("a", "b")),
        ((0, 8), ("a", "b", 0)),
        ((0, 11), ("a", "b", 1)),
        ((0, 10), ("a", "b")),
        ((1, 0), ("c",)),
        ((1, 4), ("c",)),
        ((2, 0), ("d",)),
        ((2, 3), ("d",)),
        ((3, 0), ()),
    ],
)
def test_the_way_to_a_point(point: tuple[int, int], route: tuple[str | int, ...]) -> None:
    reading = read_bytes("x", b"a: {b: [e, f]}\nc: &x g\nd: *x\n# h\n")
    assert route_at(reading.root, point) == route
    assert route_at(None, point) == ()
