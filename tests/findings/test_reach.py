"""What a comment may silence, asked of faults before they are findings."""

from __future__ import annotations

import pytest

from jmap.faults import Fault, On, Place, Span
from jmap.findings.directive import Code
from jmap.findings.reach import Reach
from jmap.findings.suppressions import Suppression
from jmap.model.bind import bind
from jmap.workspace.documents import Document
from jmap.yaml.reader import read_bytes

TEXT = b"a:\n  b: 1\n  c: 1\nd: 1\n"


def comment(covers: Span | None, *codes: str) -> Suppression:
    place = Span(1, 1, 1, 2)
    return Suppression(
        "f", place, "", tuple(Code(code, place) for code in codes), "r", "", None, False, (), covers
    )


@pytest.mark.parametrize(
    ("covers", "held"),
    [
        ([Span(1, 1, 3, 7)], ["a", "b", "c"]),
        ([Span(2, 3, 2, 7), Span(1, 1, 1, 3)], ["a", "b"]),
        ([Span(1, 1, 3, 7), Span(2, 3, 2, 7)], ["a", "b", "c"]),
        ([Span(4, 1, 4, 5), None], ["d"]),
        ([None], []),
    ],
)
def test_what_lies_in_a_stretch_that_a_comment_covers(covers: list[Span | None], held: list[str]) -> None:
    reading = read_bytes("f", TEXT)
    document = Document("f", reading.source, reading.root, bind(None, whole=False), (), True)
    reach = Reach(lambda _: [comment(each, "JM101", "JM113") for each in covers], lambda _: document)
    routes = {"a": ("a",), "b": ("a", "b"), "c": ("a", "c"), "d": ("d",)}
    for code, found in (("JM101", held), ("JM113", held), ("JM102", [])):
        faults = {name: Fault(code, "m", Place(route, On.KEY)) for name, route in routes.items()}
        assert [name for name, fault in faults.items() if reach.holds("f", fault)] == found
