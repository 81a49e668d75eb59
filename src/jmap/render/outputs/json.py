"""A map as resolved data in JSON, for programs."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.formats.sinks.json_text import dump
from jmap.render.data_map import map_data
from jmap.render.drawing import Drawing, Output

SUFFIXES = (".json",)


def draw(drawing: Drawing) -> Iterator[Output]:
    """Yield the data of a map."""
    yield Output(".json", dump(map_data(drawing)))
