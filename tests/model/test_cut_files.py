"""A slip of syntax anywhere in a sound file makes no other object seem to lack a key."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jmap.model.bind import bind
from jmap.yaml.reader import read_bytes

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("slip", ['"', "'", "[", "{", "- ", "\t", "\0"])
def test_a_slip_anywhere_makes_nothing_seem_missing(slip: str) -> None:
    chance = random.Random(slip)
    paths = sorted((ROOT / "examples").rglob("*.journey.yaml"))
    cut = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for at in chance.sample(range(len(text)), 12):
            reading = read_bytes("x.yaml", (text[:at] + slip + text[at:]).encode())
            if reading.whole:
                continue
            cut += 1
            faults = bind(reading.root, whole=False).faults
            missed = [fault.message for fault in faults if fault.code == "JM102"]
            assert missed == [], (path.name, text[:at].count("\n") + 1)
    assert cut >= len(paths)
