"""Numbers, whole numbers, percentages and booleans."""

from __future__ import annotations

import re
from typing import Any

from jmap.model.binder import Binder, offending
from jmap.model.described import JsonSchema
from jmap.records import frozen
from jmap.yaml.nodes import Node, Scalar
from jmap.yaml.scalars import resolve

GREATEST = 1e15
"""Numbers beyond it, on either side, are refused: no figure of a journey is so great."""

_PERCENT = re.compile(r"[-+]?[0-9]+(\.[0-9]+)? ?%")


def number_of(node: Node) -> float | None:
    """Return the number that a plain scalar writes, or None."""
    if not isinstance(node, Scalar) or not node.plain:
        return None
    value = resolve(node.text)
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)


def _too_great(value: float) -> bool:
    """Tell whether a number is beyond all that a journey is measured in."""
    return abs(value) > GREATEST


def percent_of(node: Node) -> float | None:
    """Return the number before the sign of a percentage, quoted or not, or None."""
    return parse_percent(node.text) if isinstance(node, Scalar) else None


def parse_percent(text: str) -> float | None:
    """Return the number before the sign of a percentage, or None."""
    return float(text.rstrip("% ")) if _PERCENT.fullmatch(text) else None


def shown(number: float) -> str:
    """Return a number as a person would write it."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


@frozen
class Number:
    """A finite number, between bounds where they are given; with `percent`, `12%` is 12.

    `above` is a bound that the number may not touch.
    """

    low: float | None = None
    high: float | None = None
    above: float | None = None
    percent: bool = False

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the number as a float."""
        value = number_of(node)
        if value is None and self.percent:
            value = percent_of(node)
        if value is None:
            hint = ""
            if percent_of(node) is not None:
                hint = "write it without the percent sign"
            elif isinstance(node, Scalar) and re.fullmatch(r"[0-9][0-9,_' ]*[0-9]", node.text):
                hint = "write it without thousands separators"
            elif isinstance(node, Scalar) and not node.plain and _is_number(node.text):
                hint = "take the quotes away"
            return binder.wrong_type(node, self.phrase(), hint)
        return in_range(value, self.low, self.high, self.above, node, binder)

    def schema(self) -> JsonSchema:
        """Return a schema with the bounds."""
        number = bounds_schema({"type": "number"}, self.low, self.high, self.above)
        if self.percent:
            return {"anyOf": [number, {"type": "string", "pattern": f"^{_PERCENT.pattern}$"}]}
        return number

    def phrase(self) -> str:
        """Return `a number` with its bounds."""
        return "a number" + bounds_phrase(self.low, self.high, self.above)


@frozen
class Whole:
    """A whole number between bounds."""

    low: float | None = None
    high: float | None = None

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the number as an int."""
        value = number_of(node)
        if value is None or value != int(value):
            return binder.wrong_type(node, self.phrase())
        bound = in_range(value, self.low, self.high, None, node, binder)
        return int(bound) if isinstance(bound, float) else bound

    def schema(self) -> JsonSchema:
        """Return a schema with the bounds."""
        return bounds_schema({"type": "integer"}, self.low, self.high, None)

    def phrase(self) -> str:
        """Return `a whole number` with its bounds."""
        return "a whole number" + bounds_phrase(self.low, self.high, None)


@frozen
class Percent:
    """A share in percent, always with the sign, from 0 to 100."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the number before the sign."""
        value = percent_of(node)
        if value is None:
            plain = number_of(node)
            hint = f"write `{shown(plain)}%`" if plain is not None else ""
            return binder.wrong_type(node, self.phrase(), hint)
        if not 0 <= value <= 100:
            message = f"{binder.subject()} is {offending(node)}, but must be from 0% to 100%"
            return binder.fault("JM104", message, offending=offending(node))
        return value

    def schema(self) -> JsonSchema:
        """Return a schema for a number up to 100 and the sign."""
        return {"type": "string", "pattern": r"^\+?(0*[0-9]{1,2}(\.[0-9]+)?|0*100(\.0+)?) ?%$"}

    def phrase(self) -> str:
        """Return `a percentage such as `35%``."""
        return "a percentage such as `35%`"


@frozen
class Boolean:
    """`true` or `false`; `yes` and `on` are text in YAML 1.2."""

    def bind(self, node: Node, binder: Binder) -> Any:
        """Return the truth value."""
        value = resolve(node.text) if isinstance(node, Scalar) and node.plain else None
        if not isinstance(value, bool):
            hint = ""
            if isinstance(node, Scalar):
                word = node.text.casefold()
                if word in ("yes", "on", "y", "true"):
                    hint = "write `true`"
                elif word in ("no", "off", "n", "false"):
                    hint = "write `false`"
            return binder.wrong_type(node, self.phrase(), hint)
        return value

    def schema(self) -> JsonSchema:
        """Return a schema for a boolean."""
        return {"type": "boolean"}

    def phrase(self) -> str:
        """Return `true or false`."""
        return "`true` or `false`"


def in_range(
    value: float,
    low: float | None,
    high: float | None,
    above: float | None,
    node: Node,
    binder: Binder,
) -> Any:
    """Return the value, or BAD after saying that it is outside its bounds."""
    if _too_great(value):
        text = node.text if isinstance(node, Scalar) else shown(value)
        message = f"{binder.subject()} is {text[:40]}, which is more than any figure of a journey"
        return binder.fault("JM104", message, "write a smaller number, in a larger unit", offending=text)
    if (
        (low is not None and value < low)
        or (high is not None and value > high)
        or (above is not None and value <= above)
    ):
        text = node.text if isinstance(node, Scalar) else shown(value)
        bounds = bounds_phrase(low, high, above).removeprefix(" of")
        message = f"{binder.subject()} is {text}, but must be {bounds.strip()}"
        return binder.fault("JM104", message, offending=text)
    return value


def bounds_phrase(low: float | None, high: float | None, above: float | None) -> str:
    """Return ` from LOW to HIGH`, ` of LOW or more`, ` above ABOVE`, or nothing."""
    if above is not None:
        return f" above {shown(above)}"
    if low is not None and high is not None:
        return f" from {shown(low)} to {shown(high)}"
    if low is not None:
        return f" of {shown(low)} or more"
    return f" of {shown(high)} or less" if high is not None else ""


def bounds_schema(
    schema: JsonSchema, low: float | None, high: float | None, above: float | None
) -> JsonSchema:
    """Return a schema with bounds added."""
    bounds = {"minimum": low, "maximum": high, "exclusiveMinimum": above}
    return schema | {key: value for key, value in bounds.items() if value is not None}


def _is_number(text: str) -> bool:
    value = resolve(text)
    return isinstance(value, int | float) and not isinstance(value, bool)
