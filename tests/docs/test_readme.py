"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.program import here as jmap

README = Path(__file__).parents[2] / "README.md"


def test_the_mistake_in_the_readme_gives_the_diagnostic_beside_it(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    example = re.search(r"```yaml (\S+)\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL)
    assert example is not None
    (tmp_path / example[1]).write_text(example[2], encoding="utf-8")
    ran = jmap("validate", folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (1, example[3], "")


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    text = README.read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", text) if "://" not in target]
    assert [target for target in targets if not (README.parent / target).exists()] == []
