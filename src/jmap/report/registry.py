"""Finds the formats of a review: each is a module of this package with a `render`.

A format of findings that has none here shows the findings alone.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, cast

import jmap.report as package
from jmap.audit.quarterly import Quarterly
from jmap.formats import registry as formats
from jmap.formats.style import Style
from jmap.modules import modules_in

Render: TypeAlias = Callable[[Quarterly, Style], str]
_OTHERS = ("registry",)


@cache
def _own() -> frozenset[str]:
    return frozenset(modules_in(package.__path__)) - set(_OTHERS)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all formats, the default first."""
    return ("full", *sorted((_own() | set(formats.names())) - {"full"}))


def load(name: str) -> Render:
    """Return the function that renders a review in a format. Raises KeyError where there is none."""
    if name not in _own():
        of_findings = formats.load(name)
        return lambda quarterly, style: of_findings(quarterly.audit.everything(), style)
    module: Any = importlib.import_module(f"jmap.report.{name}")
    return cast("Render", module.render)
