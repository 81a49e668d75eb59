"""Where templates of users run: they see data, reach nothing else, and come to an end."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from jmap.nearest import nearest
from jmap.render.words import Words

STEPS: Final = 1_000_000
SECONDS: Final = 20
_MOST_TEXT: Final = 1_000_000
_MOST_BITS: Final = 4096
_DATA: Final = (str, int, float, bool, tuple, list, Mapping, date, Fraction, Enum, type(None), Words)
_WIDE: Final = re.compile(r"%[^a-zA-Z%]*(?:[0-9]{5,}|\*)")
_OURS: Final = (str, int, float, tuple, list, Mapping)


class LimitError(Exception):
    """A template that does not come to an end, or asks for too much; its text says what."""


class Missing(StrictUndefined):
    """What is not there: any use of it ends the page, with words that name no type of Python."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """Return what is said: why, and after a line end what to do, where that is known."""
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"nothing is called `{self._undefined_name}`"
        known = _names_of(self._undefined_obj)
        guess = nearest(str(self._undefined_name), known)
        hint = f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}" if known else ""
        return f"there is no `{self._undefined_name}` here\n{hint}"


class Sandbox(ImmutableSandboxedEnvironment):
    """Runs templates over records: their fields can be read, and of methods only those of `words`.

    Escaping cannot be switched off. Each turn of a loop and each call of a macro is a step; `begin` starts
    counting.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        super().__init__(autoescape=True, undefined=Missing, **options)
        self._steps = 0
        self._end = 0.0
        self.globals.pop("lipsum", None)

    def begin(self) -> None:
        """Start a page."""
        self._steps = 0
        self._end = time.monotonic() + SECONDS

    def tick(self) -> str:
        """Take a step. Raises LimitError where it is one too many, or too late."""
        self._steps += 1
        if self._steps > STEPS:
            raise LimitError(f"the page takes more than {STEPS:,} steps")
        if self._steps % 256 == 0 and time.monotonic() > self._end:
            raise LimitError(f"the page takes more than {SECONDS} seconds")
        return ""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute: data of records, and what plain values have."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if isinstance(obj, Words):
            return True
        if hasattr(type(obj), "__dataclass_fields__"):
            return isinstance(value, _DATA) or hasattr(type(value), "__dataclass_fields__")
        return isinstance(obj, _OURS) or type(obj).__module__.startswith("jinja2.")

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ARG002
        """Return what stands for an attribute that may not be read."""
        return self.undefined(f"`{attribute}` may not be used in a template", exc=SecurityError)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work out a sum, a product, a power or a text with places, where it is of a size that pages need."""
        if operator == "%" and isinstance(left, str):
            return self.formatted(left, right)
        if operator in ("*", "**") and _size(operator, left, right) > 1:
            raise LimitError("a text or number becomes too large")
        if operator == "+" and isinstance(left, str | list | tuple) and len(left) > _MOST_TEXT:
            raise LimitError("a text or number becomes too large")
        return super().call_binop(context, operator, left, right)

    def formatted(self, pattern: str, *values: Any, **named: Any) -> str:
        """Return a text with its places filled in, as `'%.1f' | format(x)` does."""
        if _WIDE.search(pattern):
            raise LimitError("a text or number becomes too large")
        filled = values[0] if len(values) == 1 and isinstance(values[0], tuple) else values
        return pattern % (named or filled)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for each in tree.find_all((nodes.EvalContextModifier, nodes.Filter)):
            if isinstance(each, nodes.EvalContextModifier):
                raise TemplateSyntaxError("escaping cannot be switched off", each.lineno, name, filename)
            if isinstance(each, nodes.Filter) and each.name == "safe":
                message = "`safe` would let a text act as HTML"
                raise TemplateSyntaxError(message, each.lineno, name, filename)
        for each in tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock)):
            step = nodes.Call(nodes.EnvironmentAttribute("tick"), [], [], None, None, lineno=each.lineno)
            body: list[nodes.Node] = each.body  # type: ignore[attr-defined]
            body.insert(0, nodes.ExprStmt(step, lineno=each.lineno))
        return tree


def _names_of(obj: Any) -> list[str]:
    fields = getattr(type(obj), "__dataclass_fields__", {})
    return [name for name in fields if not name.startswith("_")]


def _size(operator: str, left: Any, right: Any) -> float:
    """Return how large the outcome is, as a share of what is allowed."""
    for text, times in ((left, right), (right, left)):
        if isinstance(text, str | list | tuple) and isinstance(times, int):
            return len(text) * times / _MOST_TEXT
    if not isinstance(left, int) or not isinstance(right, int):
        return 0
    if operator == "**":
        return left.bit_length() * right / _MOST_BITS
    return (left.bit_length() + right.bit_length()) / _MOST_BITS
