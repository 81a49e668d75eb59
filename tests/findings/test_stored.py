"""A finding comes back from plain data as it went in, with all that an excerpt shows."""

from __future__ import annotations

import json

import pytest

from jmap.findings.examine import Examined
from jmap.findings.stored import pack, unpack
from jmap.workspace.facts import Facts
from tests.formats.drawn import at, found

FACTS = Facts("a.yaml", True, True, (), (), (), (), (), (), ())
TEXT = "\n".join(f"line {number} \u200b\x07" for number in range(1, 41)) + "\n"


def test_a_finding_keeps_the_lines_of_its_places() -> None:
    near = (at(19, 1, 3, "two above"), at(12, 1, 3, "elsewhere", file="b.yaml"))
    finding = found(TEXT, at(21, 1, 5, last=35), *near)
    assert [len(spot.further) for spot in (finding.spot, *finding.related)] == [2, 1, 0]
    examined = Examined(FACTS, (finding,), ("a.yaml",), ())
    assert unpack(json.loads(json.dumps(pack(examined)))) == examined


def test_a_line_is_stored_once_however_many_findings_it_has() -> None:
    line = "x: [" + "a, " * 10_000 + "]"
    findings = tuple(found(line, at(1, column, column + 1)) for column in range(5, 30_000, 300))
    stored = json.dumps(pack(Examined(FACTS, findings, ("a.yaml",), ())))
    assert len(findings) == 100
    assert len(stored) < 2 * len(line)
    assert unpack(json.loads(stored)).findings == findings


def test_a_line_that_is_not_there_is_refused() -> None:
    data = pack(Examined(FACTS, (found("x: 1", at(1, 1, 2)),), ("a.yaml",), ()))
    data[1] = []
    with pytest.raises(KeyError):
        unpack(data)
