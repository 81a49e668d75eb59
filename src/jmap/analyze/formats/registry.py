"""Finds the formats of an analysis: each is a module of this package with a `render`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias, cast

import jmap.analyze.formats as package
from jmap.analyze.analysis import Analysis
from jmap.formats.style import Style
from jmap.modules import modules_in

Render: TypeAlias = Callable[[Analysis, Style], str]
_OTHERS = frozenset(
    (
        "registry",
        "tables",
        "figures",
        "figure_rows",
        "reach",
        "groups",
        "account_rows",
        "customer_rows",
        "customer_counts",
    )
)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all formats, the default first."""
    return ("full", *sorted(frozenset(modules_in(package.__path__)) - _OTHERS - {"full"}))


def load(name: str) -> Render:
    """Return the function that renders an analysis in a format. Raises KeyError where there is none."""
    if name not in names():
        raise KeyError(name)
    module: Any = importlib.import_module(f"jmap.analyze.formats.{name}")
    return cast("Render", module.render)
