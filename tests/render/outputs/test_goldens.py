from __future__ import annotations

import pytest

from tests.render.outputs.goldens import FOLDER, golden, made

MADE = made()


@pytest.mark.parametrize("name", sorted(MADE))
def test_an_output_is_its_golden_to_the_byte(name: str) -> None:
    assert MADE[name] == golden(name)


def test_every_golden_is_still_made() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(MADE)


def test_the_same_map_gives_the_same_bytes() -> None:
    assert made() == MADE
