"""Where the objects that a map shows are written."""

from __future__ import annotations

from jmap.faults import On, Span
from jmap.workspace.journey import Journey
from jmap.yaml.nodes import locate

_START = Span(1, 1, 1, 2)


def place_of(journey: Journey, section: str, id_: str) -> tuple[str, Span]:
    """Return the file that defines an object in sight, and the span of its key there."""
    file = journey.file_of(section, id_)
    document = journey.document if file == journey.path else journey.read(file)
    return file, locate(document.root, (section, id_), On.KEY) or _START
