"""Pieces of text put into another."""

from __future__ import annotations

from collections.abc import Iterable

from jmap.records import frozen


@frozen
class Patch:
    """A text that takes the place of another, from one index to another one."""

    start: int
    end: int
    text: str


def patched(text: str, patches: Iterable[Patch]) -> str:
    """Return a text with patches that do not overlap."""
    parts, reached = [], 0
    for each in sorted(patches, key=lambda each: (each.start, each.end)):
        if each.start < reached:
            raise ValueError("patches overlap")
        parts += [text[reached : each.start], each.text]
        reached = each.end
    return "".join((*parts, text[reached:]))
