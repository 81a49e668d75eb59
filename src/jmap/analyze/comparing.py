"""Comparisons of attributes as SQL: 1 where one holds, 0 where not, NULL where the attribute says nothing."""

from __future__ import annotations

from datetime import date
from typing import Final

from jmap.analyze.dialects.base import Dialect
from jmap.model.comparisons import Comparison

_EPOCH: Final = date(1970, 1, 1)
_TRUTHS: Final = {True: "true", False: "false"}


def compared(text: str, comparison: Comparison, dialect: Dialect, values: dict[str, str]) -> str:
    """Return a test of a text. Texts to compare with are put into `values`, never into the SQL."""
    tests = [_one(text, comparison, operand, dialect, values) for operand in comparison.operands]
    held = " OR ".join(tests)
    if comparison.operator == "!=":
        held = f"NOT COALESCE({held}, 1 = 0)"
    return f"CASE WHEN {text} IS NULL THEN NULL WHEN {held} THEN 1 ELSE 0 END"


def _one(
    text: str,
    comparison: Comparison,
    operand: str | float | bool | date,
    dialect: Dialect,
    values: dict[str, str],
) -> str:
    sign = "=" if comparison.operator in ("in", "!=") else comparison.operator
    if isinstance(operand, bool):
        return f"LOWER({text}) = '{_TRUTHS[operand]}'"
    if isinstance(operand, date):
        return f"{dialect.day_of(text)} {sign} {(operand - _EPOCH).days}"
    if isinstance(operand, float):
        # A percentage is compared as it is written: `95%` with `95%`, and with 95.
        number = dialect.number(f"REPLACE({text}, '%', '')" if comparison.percent else text)
        return f"{number} {sign} {operand!r}"
    name = f"v{len(values)}"
    values[name] = operand
    return f"{text} {sign} {dialect.parameter(name)}"
