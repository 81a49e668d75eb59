"""The reference page of the config: every key has an example, and every example is a good config."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jmap.cli.config_file import config_faults
from jmap.workspace.config import load_config

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "config.md").read_text(encoding="utf-8")


def examples() -> Iterator[str]:
    """Yield a config for each key of the page, and the one shown in front."""
    (whole,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    yield whole
    header = ""
    for part in PAGE.split("\n## ")[1:]:
        found = re.search(r"The table `(.*)`\.", part)
        header = f"{found[1]}\n" if found else ""
        for row in re.findall(r"^\| `\w+` \|.*$", part, re.MULTILINE):
            example = row.split(" | ")[-1].removesuffix(" |").strip("`")
            if header == "[[override]]\n":
                example = example if example.startswith("paths") else f'paths = "a"\n{example}'
                example += "" if "ignore" in example or "select" in example else '\nignore = "JM5"'
            yield f"{header}{example}\n"


@pytest.mark.parametrize("text", [*examples()])
def test_every_example_is_a_good_config(tmp_path: Path, text: str) -> None:
    path = tmp_path / "jmap.toml"
    path.write_text(text, encoding="utf-8")
    loaded = load_config(path)
    assert [fault.message for fault in (*loaded.faults, *config_faults(loaded))] == []
    assert re.search(r"^\S+ = ", text, re.MULTILINE)
