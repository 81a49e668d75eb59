"""The project's address is said in one place, and the packaging says the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

from jmap.project import REPOSITORY, rule_page


def test_packaging_names_the_same_address() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["urls"] == {"Repository": REPOSITORY}


def test_a_rule_has_a_page() -> None:
    assert rule_page("JM201") == f"{REPOSITORY}/blob/main/docs/reference/rules/JM201.md"
