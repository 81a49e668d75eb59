"""Where templates of users run: they see data, reach nothing else, and come to an end."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import wraps
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from jmap.nearest import nearest
from jmap.render.template_text import check_scripts
from jmap.render.words import Words

STEPS: Final = 1_000_000
SECONDS: Final = 20
_TOO_LARGE: Final = "a text or number becomes too large"
_SMALLER: Final = "look at how wide this line makes it, or how often it repeats it"
_MOST_TEXT: Final = 1_000_000
_MOST_BITS: Final = 4096
_DATA: Final = (str, int, float, bool, tuple, list, Mapping, date, Fraction, Enum, type(None), Words)
_WIDE: Final = re.compile(r"%[^a-zA-Z%]*(?:[0-9]{5,}|\*)")
_WIDE_PLACE: Final = re.compile(r"\{[^{}]*:[^{}]*(?:[0-9]{5,}|\{)")
_MOST_WIDTH: Final = 100_000
_OURS: Final = (str, int, float, tuple, list, Mapping)


class LimitError(Exception):
    """A template without an end, or asks for too much: its text says what, `hint` what to do."""

    def __init__(self, message: str, hint: str = "look for a loop within a loop") -> None:
        super().__init__(message)
        self.hint = hint


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


class _NothingAhead(CodeGenerator):
    """Leaves every expression to the page, also one of constants."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Sandbox(ImmutableSandboxedEnvironment):
    """Runs templates over records: their fields can be read, and of methods only those of `words`.

    Escaping cannot be switched off. Each turn of a loop and each call of a macro is a step; `begin` starts
    counting.
    """

    code_generator_class = _NothingAhead
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:
        # Nothing is worked out ahead of the page, where no limit would hold.
        super().__init__(autoescape=True, undefined=Missing, optimized=False, **options)
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
            raise LimitError(_TOO_LARGE, _SMALLER)
        if operator == "+" and isinstance(left, str | list | tuple) and len(left) > _MOST_TEXT:
            raise LimitError(_TOO_LARGE, _SMALLER)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Any, function: Any, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call; what a text can do is bounded."""
        # Jinja puts a function of its own around `format`.
        text = getattr(getattr(function, "__wrapped__", function), "__self__", None)
        if isinstance(text, str):
            _bounded(function.__name__, (text, *args), kwargs)
        return super().call(context, function, *args, **kwargs)

    def bound_filters(self) -> None:
        """Let no filter make a text or list that is larger than pages need."""
        self.filters = {name: _within_bounds(name, work) for name, work in self.filters.items()}

    def formatted(self, pattern: str, *values: Any, **named: Any) -> str:
        """Return a text with its places filled in, as `'%.1f' | format(x)` does."""
        if _WIDE.search(pattern):
            raise LimitError(_TOO_LARGE, _SMALLER)
        filled = values[0] if len(values) == 1 and isinstance(values[0], tuple) else values
        return pattern % (named or filled)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_scripts(tree, name, filename)
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


def _within_bounds(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    # `wraps` keeps what tells Jinja which first argument a filter takes.
    first = 1 if hasattr(work, "jinja_pass_arg") else 0

    @wraps(work)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        _bounded(name, args[first:], kwargs)
        return work(*args, **kwargs)

    return bounded


def _bounded(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """Look at what a filter or a method of a text is given. Raises LimitError where that is too much."""
    given = [*args[1:], *kwargs.values()]
    text, size = args[0] if args else "", 0
    if any(isinstance(each, int) and abs(each) > _MOST_WIDTH for each in given):
        raise LimitError(_TOO_LARGE, _SMALLER)
    texts = [len(each) for each in given if isinstance(each, str)]
    if isinstance(text, str):
        times = len(text) + 1 if name in ("replace", "join", "wordwrap", "translate") else 1
        width = max((each for each in given if isinstance(each, int)), default=0)
        lines = text.count("\n") + 1 if name == "indent" else text.count("\t") + 1
        size = len(text) + times * max(texts, default=0) + lines * width
        if name in ("format", "format_map") and _WIDE_PLACE.search(text):
            size = _MOST_TEXT + 1
    if name == "join" and isinstance(text, list | tuple):
        size = len(text) * max(texts, default=0)
    if size > _MOST_TEXT:
        raise LimitError(_TOO_LARGE, _SMALLER)


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
