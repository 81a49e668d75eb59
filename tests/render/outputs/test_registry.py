"""What the registry says of the outputs is what they do."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.render.outputs import registry
from tests.render.drawing import drawing

STEP = "jmap: 1\ntitle: T\nstages: {a: {next: b}, b: B}\ntouchpoints: {x: {stage: a, emotion: 1}}\n"


@pytest.mark.parametrize("name", registry.names())
def test_the_files_of_a_map_end_as_the_format_says(tmp_path: Path, name: str) -> None:
    made = [output.suffix for output in registry.load(name)(drawing(tmp_path, STEP))]
    assert tuple(made) == registry.suffixes(name)
