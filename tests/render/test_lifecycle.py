from __future__ import annotations

import os
import re
import stat
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from jmap.render import engine as engines
from jmap.render.boxes import measured
from jmap.render.dot_source import ALLOWED, dot_source
from jmap.render.engine import Engine, EngineError, find_engine, lay_out
from jmap.render.graph import Graph
from jmap.render.layout import Layout, layout
from jmap.render.svg import lifecycle_figure, lifecycle_picture
from jmap.render.svg import lifecycle_svg as written
from tests.render.drawing import engine, view

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """a <b> & "c" 'd' \\\\ \\n {e|f} %s $x ]]> --> <script>alert(1)</script>"""


def lifecycle(count: int) -> str:
    """Return a lifecycle with loops, ways past stages and exits everywhere."""
    lines = ["jmap: 1", "title: T", "scope: lifecycle", "leave: {inactive: 1y}", "stages:"]
    for index in range(count):
        ways = [f"s{each}: {{label: to {each}, target: 5%}}" for each in (index + 1, index + 3, index - 2)]
        known = [way for way in ways if 0 <= int(way[1 : way.index(":")].replace("-", "9")) < count]
        lines.append(
            f"  s{index}: {{name: Stage {index}, phase: after, leave: gone, next: {{{', '.join(known)}}}}}"
        )
    return "\n".join(lines)


def lifecycle_svg(found: Graph, with_: Engine, title: str, prefix: str = "a-") -> str:
    return written(lifecycle_picture(found, with_).prefixed(prefix), found, title, prefix)


def graph(tmp_path: Path, text: str) -> Graph:
    return view(tmp_path, text, lanes=("findings",)).graph


def placed(found: Graph) -> Layout:
    boxes = measured(found)
    return layout(found, boxes, lay_out(engine(), dot_source(found, boxes)))


@pytest.mark.parametrize("count", [1, 2, 3, 6, 12])
def test_the_main_line_is_straight_and_nothing_overlaps(tmp_path: Path, count: int) -> None:
    found = graph(tmp_path, lifecycle(count))
    spots = placed(found)
    assert len({spot.y for spot in spots.nodes}) == 1
    assert [spot.x for spot in spots.nodes] == sorted(spot.x for spot in spots.nodes)
    every = [*spots.nodes, *spots.exits]
    for one, other in combinations(every, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart, (one, other)


def test_loops_run_above_and_exits_below(tmp_path: Path) -> None:
    spots = placed(graph(tmp_path, lifecycle(6)))
    top, bottom = spots.nodes[0].y, spots.nodes[0].y + spots.nodes[0].height
    assert spots.arcs
    assert all(0 < arc.y < top for arc in spots.arcs)
    assert all(exit_.y > bottom for exit_ in spots.exits)


def test_arcs_at_one_height_do_not_meet_and_each_has_its_own_port(tmp_path: Path) -> None:
    spots = placed(graph(tmp_path, lifecycle(12)))
    for one, other in combinations(spots.arcs, 2):
        ends = (sorted((one.x1, one.x2)), sorted((other.x1, other.x2)))
        assert one.y != other.y or ends[0][1] < ends[1][0] or ends[1][1] < ends[0][0]
        assert not {one.x1, one.x2} & {other.x1, other.x2}


def test_no_word_of_the_map_reaches_the_engine(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: T\nstages:\n  zebra: {name: 'Quagga', leave: Okapi}\n"
    found = graph(tmp_path, text)
    source = dot_source(found, measured(found))
    for word in ("zebra", "Quagga", "Okapi"):
        assert word not in source


def test_only_allowed_attributes_are_written(tmp_path: Path) -> None:
    found = graph(tmp_path, lifecycle(4))
    boxes = measured(found)
    source = dot_source(found, boxes)
    for forbidden in ("image", "shapefile", "stylesheet", "fontpath", "URL", "href"):
        assert forbidden not in source
        assert forbidden not in ALLOWED


def test_hostile_names_come_back_as_text(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("'", "''")
    text = f"jmap: 1\ntitle: '{quoted}'\nstages: {{a: {{name: 'N {quoted}', leave: 'L {quoted}'}}}}\n"
    svg = lifecycle_svg(graph(tmp_path, text), engine(), HOSTILE)
    root = ET.fromstring(svg)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {
        *("svg", "title", "desc", "style", "rect", "g", "path", "text"),
    }
    assert next(root.iter(f"{SVG}title")).text == HOSTILE
    titles = [each.text or "" for each in root.iter(f"{SVG}title")]
    assert f"N {HOSTILE}" in titles
    for each in root.iter():
        assert not [name for name in each.attrib if name.startswith("on") or name in ("style", "href")]


@pytest.mark.parametrize(
    "name", ["検討する段階はとても長い名前です", "🎉👩‍💻 go", "x" * 10_000, "مرحلة", "é" * 60]
)
def test_any_script_fits_its_box(tmp_path: Path, name: str) -> None:
    found = graph(tmp_path, f"jmap: 1\ntitle: T\nstages: {{a: '{name}', b: B}}\n")
    root = ET.fromstring(lifecycle_svg(found, engine(), "T"))
    box = next(each for each in root.iter(f"{SVG}rect") if each.get("rx") == "10")
    assert float(box.get("width", "0")) <= 190


def test_a_map_without_stages_has_no_picture(tmp_path: Path) -> None:
    found = graph(tmp_path, "jmap: 1\ntitle: T\nstages: {}\n")
    with pytest.raises(EngineError, match="the map has no stages"):
        lifecycle_picture(found, engine())


def test_the_same_graph_has_the_same_bytes(tmp_path: Path) -> None:
    found = graph(tmp_path, lifecycle(6))
    assert lifecycle_svg(found, engine(), "T") == lifecycle_svg(found, engine(), "T")


def test_a_file_stands_alone_and_a_figure_has_its_ids_prefixed(tmp_path: Path) -> None:
    found = graph(tmp_path, lifecycle(3))
    file, figure = lifecycle_svg(found, engine(), "T"), lifecycle_figure(found, engine(), "T", prefix="one-")
    assert file.startswith("<?xml")
    assert "@media screen and (prefers-color-scheme:dark)" in file
    style = file[file.index("<style>") : file.index("</style>")]
    assert "var(" not in style
    assert ".a-life .a-s1 rect{stroke:#4453C9}" in style
    assert ".a-life .a-s1 rect{stroke:#9AA7FF}" in style
    root = ET.fromstring(figure)
    ids = [each.get("id", "") for each in root.iter() if each.get("id")]
    assert ids
    assert all(id_.startswith("one-") for id_ in ids)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-title one-desc"


def test_ids_and_classes_of_a_file_start_with_its_prefix(tmp_path: Path) -> None:
    root = ET.fromstring(lifecycle_svg(graph(tmp_path, lifecycle(3)), engine(), "T", "one-"))
    ids = [each.get("id", "") for each in root.iter() if each.get("id")]
    classes = [name for each in root.iter() for name in each.get("class", "").split()]
    assert sorted(ids) == [
        *("one-desc", "one-e-s0.s1", "one-e-s1.s2", "one-e-s2.s0"),
        *("one-n-s0", "one-n-s1", "one-n-s2", "one-title", "one-x-s0", "one-x-s1", "one-x-s2"),
    ]
    assert {name[:4] for name in classes} == {"one-"}
    style = next(root.iter(f"{SVG}style")).text or ""
    assert {name[:4] for name in re.findall(r"\.([a-z][a-z0-9-]*)", style)} == {"one-"}


def test_the_description_tells_the_ways(tmp_path: Path) -> None:
    summary = graph(tmp_path, lifecycle(3)).summary
    assert "Stage 0, Stage 1, Stage 2" in summary
    assert "Ways back: Stage 2 to Stage 0." in summary
    assert "From any stage: nothing seen for 1\u00a0year." in summary


def script(tmp_path: Path, body: str) -> Path:
    program = tmp_path / "dot"
    program.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


needs_a_shell = pytest.mark.skipif(os.name == "nt", reason="the engine of these tests is a shell script")


@needs_a_shell
def test_the_engine_named_goes_before_the_variable_and_the_bundled_one(tmp_path: Path) -> None:
    program = script(tmp_path, "exit 0")
    named = find_engine(program, {"JMAP_DOT": "/nowhere"})
    assert named == Engine(program, "--dot")
    assert find_engine(None, {"JMAP_DOT": str(program)}) == Engine(program, "JMAP_DOT")
    bundled = find_engine(None, {"PATH": str(tmp_path)})
    assert bundled is not None
    assert bundled.found == "bundled"


@needs_a_shell
def test_without_the_bundled_one_it_is_dot_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(tmp_path, "exit 0")
    monkeypatch.setattr(engines, "_bundled", lambda: iter(()))
    assert find_engine(None, {"PATH": str(tmp_path)}) == Engine(program, "PATH")
    assert find_engine(None, {"PATH": "/nowhere"}) is None


def test_an_engine_that_is_not_there_is_refused() -> None:
    with pytest.raises(EngineError, match="--dot names `/nowhere/dot`"):
        find_engine(Path("/nowhere/dot"))


@needs_a_shell
def test_the_engine_runs_in_an_empty_folder_with_a_bare_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    program = script(tmp_path, "/bin/ls -A; /usr/bin/env | /usr/bin/sort; echo $#")
    answer = lay_out(Engine(program, "--dot"), "digraph {}").splitlines()
    assert "SERVER_NAME=jmap" in answer
    assert not [line for line in answer if line.startswith("SECRET")]
    assert [line for line in answer if "=" not in line] == ["2"]


@needs_a_shell
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("exit 3", "failed on the lifecycle"),
        ("/usr/bin/yes", "wrote more"),
        ("exec /bin/sleep 60", "took more than 1 seconds"),
    ],
)
def test_an_engine_that_misbehaves_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, said: str
) -> None:
    monkeypatch.setattr(engines, "_SECONDS", 1)
    with pytest.raises(EngineError, match=said):
        lay_out(Engine(script(tmp_path, body), "--dot"), "digraph {}")


@pytest.mark.parametrize(
    "answer", ["", "[]", "{}", '{"objects": [{"name": "n0", "pos": "x", "width": "1"}]}']
)
def test_an_answer_that_is_no_layout_is_refused(tmp_path: Path, answer: str) -> None:
    found = graph(tmp_path, lifecycle(2))
    with pytest.raises(EngineError):
        layout(found, measured(found), answer)
