"""What the page of formats shows is what they print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jmap.cli.outputs import BY_SUFFIX
from jmap.formats import registry
from tests.formats.goldens import SUFFIXES, golden

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"
SAMPLES = dict(re.findall(r"<!-- (\w+) -->\n```\w+\n(.*?)```\n", PAGE.read_text(encoding="utf-8"), re.DOTALL))


def test_every_format_but_full_has_a_sample() -> None:
    assert set(SAMPLES) == set(SUFFIXES)


@pytest.mark.parametrize("name", SUFFIXES)
def test_a_sample_is_a_part_of_what_the_format_prints(name: str) -> None:
    assert f"\n{SAMPLES[name]}" in f"\n{golden(name).read_text(encoding='utf-8')}"


def test_the_table_has_every_format_and_every_name_of_a_file() -> None:
    rows = re.findall(r"^\| `(\w+)`[^|]* \|.*\| ?(.*?) ?\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(registry.names())
    names = {(suffix, name) for name, text in rows for suffix in re.findall(r"`(\.[^`]+)`", text)}
    assert names == set(BY_SUFFIX.items()) - {(".csv", "csv"), (".html", "html")}
