"""The catalogue: every rule is a file `CODE_name.py` in the folder of its category."""

from __future__ import annotations

import importlib
from functools import cache
from types import ModuleType

import jmap.rules as package
from jmap.modules import modules_in
from jmap.records import frozen
from jmap.rules.rule import Check, Rule

CATEGORIES: dict[str, str] = {
    "jm0_source": "Source",
    "jm1_shape": "Shape",
    "jm2_references": "References",
    "jm3_lifecycle": "Lifecycle",
    "jm4_measurement": "Figures",
    "jm5_customer": "Customer",
    "jm6_touchpoints": "Touchpoints",
    "jm7_experience": "Experience and evidence",
    "jm8_measurement": "Measurement",
    "jm9_action": "Action and governance",
}
"""Folders of rules, each with its title; the first letters are the codes that it holds."""

CORRECTNESS = ("JM0", "JM1", "JM2", "JM3", "JM4")
CHECKED = ("JM2", "JM3", "JM4")
"""Those of them that may have a check of their own; the reader and the binder apply the rest."""

QUALITY = {
    "JM5": "customer",
    "JM6": "touchpoints",
    "JM7": "experience",
    "JM8": "measurement",
    "JM9": "action",
}
"""Codes that the audit scores, each with its category of the score."""


@frozen
class Registered:
    """A rule, its check where it has one of its own, and its manual page."""

    rule: Rule
    check: Check | None
    page: str
    folder: str

    @property
    def title(self) -> str:
        """Return the title of its category."""
        return CATEGORIES[self.folder]


@cache
def names() -> dict[str, tuple[str, str]]:
    """Return the folder and module of every code, sorted by code, without importing a rule."""
    found = {}
    for folder in CATEGORIES:
        for name in modules_in(f"{path}/{folder}" for path in package.__path__):
            found[name.split("_")[0].upper()] = (folder, name)
    return dict(sorted(found.items()))


@cache
def get(code: str) -> Registered:
    """Return a rule by its code. Raises KeyError where there is none."""
    folder, name = names()[code]
    module = importlib.import_module(f"jmap.rules.{folder}.{name}")
    rule: Rule = module.RULE
    check: Check | None = getattr(module, "check", None)
    return Registered(rule, check, _page_of(module), folder)


def _page_of(module: ModuleType) -> str:
    """Return the docstring of a module, which begins at the margin, without blank lines around it."""
    return (module.__doc__ or "").strip()


def matching(prefixes: tuple[str, ...]) -> list[Registered]:
    """Return the rules whose code starts with one of the prefixes, sorted by code."""
    return [get(code) for code in names() if code.startswith(prefixes)]


def chosen(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Tell whether a code is wanted: the longest prefix that names it decides, `ignore` before `select`."""
    wanted = max((len(each) for each in select if code.startswith(each)), default=-1)
    unwanted = max((len(each) for each in ignore if code.startswith(each)), default=-1)
    if select and wanted < 0:
        return False
    return unwanted < 0 or wanted > unwanted
