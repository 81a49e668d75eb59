"""What a value is compared with, in `where` and `is`."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from datetime import date
from typing import Any, TypeAlias

from jmap.faults import On
from jmap.model.binder import BAD, Binder, describe, is_empty, offending
from jmap.model.described import JsonSchema
from jmap.model.kinds.lists import NOTHING
from jmap.model.kinds.numbers import percent_of
from jmap.model.kinds.times import parse_date
from jmap.model.kinds.unquoted import say_misread, say_misread_value
from jmap.records import frozen
from jmap.yaml.nodes import Mapping, Node, Scalar, Sequence
from jmap.yaml.scalars import resolve

Value: TypeAlias = str | float | bool
_COMPARED = re.compile(r"(>=|<=|!=|>|<)\s*(.*)", re.DOTALL)
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HINT = 'write a value, a list of values, or a comparison with a number, percentage or date: `">= 50"`'


@frozen
class Comparison:
    """A comparison, as written and taken apart.

    `operator` is one of `>=`, `>`, `<=`, `<`, `!=`, or `in` for a value or a list of values;
    `operands` are numbers, dates, truth values or texts. `percent` where a percentage was written.
    """

    operator: str
    operands: tuple[Value | date, ...]
    text: str
    percent: bool = False


@frozen
class Compared:
    """A value, a list of values, or text that starts with a comparison sign."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a `Comparison`."""
        if isinstance(node, Scalar):
            return self._one(node, binder)
        if isinstance(node, Sequence) and node.items:
            operands = []
            for index, item in enumerate(node.items):
                binder.route.append(index)
                if not isinstance(item, Scalar) or is_empty(item):
                    said = f"{binder.subject()} is {describe(item)}, but a value is expected"
                    binder.fault("JM110", said, _HINT, offending=offending(item))
                else:
                    say_misread_value(item, binder)
                    operands.append(_value(item))
                binder.route.pop()
            shown = ", ".join(str(item.text) for item in node.items if isinstance(item, Scalar))
            return Comparison("in", tuple(operands), shown)
        said = f"{binder.subject()} is {describe(node)}, but a value to compare with is expected"
        return binder.fault("JM110", said, _HINT, offending=offending(node))

    def _one(self, node: Scalar, binder: Binder) -> Any:
        match = _COMPARED.match(node.text)
        if match is None:
            say_misread_value(node, binder)
            operator, operand = "in", _value(node)
            return Comparison(operator, (operand,), node.text, percent_of(node) is not None)
        operator, rest = match[1], match[2].strip()
        percent = percent_of(Scalar(rest, True, node.start, node.end))
        number = resolve(rest)
        bound: Value | date | None = None
        if percent is not None:
            bound = percent
        elif isinstance(number, int | float) and not isinstance(number, bool):
            bound = float(number)
        else:
            bound = parse_date(rest)
        if bound is None and operator == "!=" and rest:
            bound = number if isinstance(number, bool) else rest
        if bound is None:
            message = f"`{node.text}` compares with something that is no number, percentage or date"
            return binder.fault("JM110", message, _HINT, offending=node.text)
        return Comparison(operator, (bound,), node.text, percent is not None)

    def schema(self) -> JsonSchema:
        """Return a schema for a value, a list of values or a comparison."""
        value = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
        compared = {
            "not": {"type": "string", "pattern": r"^(>|<|!=\s*$)"},
        }
        number = r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
        percent = r"[-+]?[0-9]+(\.[0-9]+)? ?%"
        operand = rf"{number}|{percent}|0o[0-7]+|0x[0-9a-fA-F]+|{_DAY}"
        signed = {"type": "string", "pattern": rf"^(>=|<=|>|<)\s*({operand})\s*$"}
        one = {"anyOf": [value | compared, signed]}
        return {"anyOf": [one, {"type": "array", "items": value, "minItems": 1}]}

    def phrase(self) -> str:
        """Return what may be written."""
        return "a value, a list of values or a comparison"


@frozen
class Where:
    """Attributes or event fields, each with what it is compared with; all must hold."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return a dict from attribute to `Comparison`."""
        if not isinstance(node, Mapping):
            return binder.wrong_type(node, self.phrase())
        tests: dict[str, Comparison] = {}
        for name, (key, value) in node.entries.items():
            binder.route.append(name)
            say_misread(key, binder, on=On.KEY)
            if is_empty(value):
                message, hint = f"`{name}` has nothing to compare with", _HINT
                binder.fault("JM113", message, hint, on=On.KEY)
            else:
                bound = Compared().bind(value, binder)
                if bound is not BAD:
                    tests[name] = bound
            binder.route.pop()
        return tests

    def schema(self) -> JsonSchema:
        """Return a schema for an object of comparisons."""
        value = {"anyOf": [Compared().schema(), NOTHING]}
        return {"type": "object", "additionalProperties": value}

    def phrase(self) -> str:
        """Return what it maps."""
        return "a mapping from attribute to a value, a list of values or a comparison"


WhereTests: TypeAlias = MappingOf[str, Comparison]


def _value(node: Scalar) -> Value:
    if not node.plain:
        return node.text
    value = resolve(node.text)
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, int | float) else node.text
