"""What the page of outputs shows is what they write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jmap.render.csv_columns import COLUMNS
from jmap.render.outputs import registry
from tests.render.outputs.goldens import FOLDER, golden

PAGE = (Path(__file__).parents[2] / "docs" / "outputs.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"<!-- (\w+) -->\n(`{3,4})\w+\n(.*?)\2\n", PAGE, re.DOTALL)
SUFFIXES = {"markdown": "md", "mermaid": "mmd", "csv": "csv", "json": "json"}


def test_every_text_output_has_a_sample() -> None:
    assert {name for name, _, _ in SAMPLES} == set(SUFFIXES)


@pytest.mark.parametrize(
    ("name", "sample"), [(name, text) for name, _, text in SAMPLES], ids=[name for name, _, _ in SAMPLES]
)
def test_a_sample_is_a_part_of_what_is_written(name: str, sample: str) -> None:
    files = [golden(path.name) for path in FOLDER.glob(f"*.{SUFFIXES[name]}")]
    assert any(sample in f"\n{text.removeprefix(chr(0xFEFF))}".replace("\r\n", "\n") for text in files)


def test_the_table_has_every_format() -> None:
    rows = re.findall(r"^\| `(\w+)`[^|]*\|[^|]*\| `trial", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(registry.names())


def test_the_table_of_columns_is_that_of_the_csv() -> None:
    section = PAGE.partition("| column | holds |")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE) == [
        (column.name, column.about) for column in COLUMNS
    ]
