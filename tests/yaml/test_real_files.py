"""Files that nobody here wrote, read from the folder that JMAP_TEST_DATA names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from jmap.model.binder import plain_data
from jmap.yaml.events import Backend, libyaml, pure
from jmap.yaml.limits import Limits
from jmap.yaml.nodes import Mapping, Scalar, Sequence, walk
from jmap.yaml.reader import read_bytes

FOLDER = os.environ.get("JMAP_TEST_DATA", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="JMAP_TEST_DATA names no folder of real files")


def japanese_map() -> Path:
    return next(Path(FOLDER).glob("maps/03-*.yaml"))


@pytest.mark.parametrize("backend", [libyaml, pure])
def test_another_tools_map_reads_as_an_independent_parser_reads_it(backend: Callable[[], Backend]) -> None:
    raw = japanese_map().read_bytes()
    reading = read_bytes("map.yaml", raw, Limits(), backend())
    second = raw.decode().splitlines().index("---") + 1
    assert [(fault.code, fault.place.span and fault.place.span.line) for fault in reading.faults] == [
        ("JM007", second)
    ]
    first = next(iter(YAML(typ="safe", pure=True).load_all(raw.decode())))
    assert reading.root is not None
    assert plain_data(reading.root) == first


def test_every_scalar_of_it_stands_where_it_is_said_to_stand() -> None:
    raw = japanese_map().read_bytes()
    reading = read_bytes("map.yaml", raw, Limits())
    lines = raw.decode().splitlines()
    assert isinstance(reading.root, Mapping)
    seen = 0
    for _, _, node in walk(reading.root):
        if isinstance(node, Sequence | Mapping) or not isinstance(node, Scalar) or not node.plain:
            continue
        if node.start[0] == node.end[0]:
            assert lines[node.start[0]][node.start[1] : node.end[1]] == node.text
            seen += 1
    assert seen > 50
