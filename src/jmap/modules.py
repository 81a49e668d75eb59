"""Finds the modules of a package: a rule, a format or a command is one file, with no list to edit."""

from __future__ import annotations

import os
from collections.abc import Iterable


def modules_in(folders: Iterable[str]) -> list[str]:
    """Return the names of the modules in a package's folders, sorted, without importing one.

    `pkgutil` says the same, but importing it takes as long as reading a map.
    """
    found = {
        name.removesuffix(".py")
        for folder in folders
        for name in os.listdir(folder)  # noqa: PTH208 - names alone are wanted
        if name.endswith(".py") and not name.startswith("__")
    }
    return sorted(found)
