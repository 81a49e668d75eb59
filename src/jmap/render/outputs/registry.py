"""Finds the outputs of `jmap render`: each is a module of this package with a `draw`.

Its `SUFFIXES` are how the files that it makes of a map may end. One that lists all maps has an `index` too.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias, cast

import jmap.render.outputs as package
from jmap.modules import modules_in
from jmap.render.drawing import Drawing, Output
from jmap.render.index import IndexView
from jmap.render.look import Look

Draw: TypeAlias = Callable[[Drawing], Iterator[Output]]
"""Yields the files that a format makes of one map; the first is what `-o -` prints."""

Index: TypeAlias = Callable[[IndexView, Look], Output]
"""Gives the file in which a format lists all maps."""

_OTHERS = frozenset(("registry",))


@cache
def names() -> tuple[str, ...]:
    """Return the names of all outputs, the default first."""
    return ("html", *sorted(set(modules_in(package.__path__)) - _OTHERS - {"html"}))


def load(name: str) -> Draw:
    """Return the function that draws a map in a format. Raises KeyError where there is none."""
    if name not in names():
        raise KeyError(name)
    module: Any = importlib.import_module(f"jmap.render.outputs.{name}")
    return cast("Draw", module.draw)


def suffixes(name: str) -> tuple[str, ...]:
    """Return how the files that a format makes of a map may end. Raises KeyError where there is none."""
    load(name)
    module: Any = importlib.import_module(f"jmap.render.outputs.{name}")
    return cast("tuple[str, ...]", module.SUFFIXES)


def load_index(name: str) -> Index | None:
    """Return the function that lists all maps in a format, or None where it has no such file.

    Raises KeyError where there is no such format.
    """
    load(name)
    module: Any = importlib.import_module(f"jmap.render.outputs.{name}")
    return cast("Index | None", getattr(module, "index", None))
