"""Finds the case file of a rule: in a checkout beside the tests, in a wheel beside the code."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jmap.rules.cases import CaseFile, parse

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def case_file(code: str) -> CaseFile | None:
    """Return the examples of a rule, or None where this installation has none."""
    name = f"{code}.md"
    for place in _places():
        file = place / name
        if file.is_file():
            return parse(file.read_text(encoding="utf-8"))
    return None


def _places() -> tuple[Traversable, ...]:
    checkout = Path(__file__).parents[3] / "tests" / "cases"
    return (checkout, files("jmap") / "cases")
