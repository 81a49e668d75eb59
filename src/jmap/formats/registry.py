"""Finds output formats: each is a module of this package with a `render`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import jmap.formats as package
from jmap.findings.finding import Report
from jmap.formats.style import Style
from jmap.modules import modules_in

Render = Callable[[Report, Style], str]
_OTHERS = (
    "graphemes",
    "registry",
    "sarif_limits",
    "sarif_rules",
    "schema",
    "style",
    "width",
    "words",
)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all formats, the default first."""
    found = set(modules_in(package.__path__)) - set(_OTHERS)
    return ("full", *sorted(found - {"full"}))


def load(name: str) -> Render:
    """Return the function that renders a report in a format. Raises KeyError where there is none."""
    if name not in names():
        raise KeyError(name)
    module: Any = importlib.import_module(f"jmap.formats.{name}")
    return cast("Render", module.render)
