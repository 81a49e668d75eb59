"""Finds the blueprints: each is a file of this package, `NAME.journey.yaml`."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from jmap.records import frozen

SUFFIX: Final = ".journey.yaml"
DEFAULT: Final = "saas"


@frozen
class Blueprint:
    """A map to begin with: its name, what it is, and its text.

    The first line of the text names the schema, the second is a comment that describes the blueprint.
    """

    name: str
    description: str
    text: str


def names() -> tuple[str, ...]:
    """Return the names of all blueprints, the default first."""
    found = {entry.name.removesuffix(SUFFIX) for entry in files(__package__).iterdir() if _is_map(entry.name)}
    return (DEFAULT, *sorted(found - {DEFAULT}))


def load(name: str) -> Blueprint:
    """Return a blueprint by its name. Raises KeyError where there is none."""
    if name not in names():
        raise KeyError(name)
    text = (files(__package__) / f"{name}{SUFFIX}").read_text(encoding="utf-8")
    return Blueprint(name, text.splitlines()[1].removeprefix("# "), text)


def _is_map(name: str) -> bool:
    return name.endswith(SUFFIX)
