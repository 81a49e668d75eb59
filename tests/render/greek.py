"""The SaaS example with all that it says in Greek letters, so that no text of ours hides among its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from tests.render.drawing import EXAMPLES

TEXTS = frozenset(
    (
        *("title", "name", "summary", "scenario", "goal", "role", "context", "goals", "needs", "jobs"),
        *("frustrations", "quotes", "text", "actions", "thoughts", "pains", "gains", "content", "label"),
        *("problem", "solutions", "formula", "source", "unit", "system", "fails", "recovery", "success"),
        *("failure", "tags", "cap", "drivers", "risks", "method", "demographics", "preferences"),
        *("challenges", "enter", "milestone", "leave", "when", "stop", "starts_when", "ends_when"),
        *("frontstage", "backstage", "support"),
    )
)
SECTIONS = frozenset(
    (
        *("teams", "segments", "personas", "channels", "stages", "touchpoints"),
        *("metrics", "evidence", "opportunities", "plays"),
    )
)
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβχδεφγηιξκλμνοπθρστυωωξυζΑΒΧΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΩΞΥΖ",
)


def write_greek_example(folder: Path) -> None:
    """Write the workspace into a folder."""
    source = EXAMPLES / "saas"
    for path in sorted(source.rglob("*")):
        target = folder / path.relative_to(source)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif path.name.endswith(".journey.yaml"):
            target.write_text(_greek(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            target.write_bytes(path.read_bytes())


def _greek(text: str) -> str:
    parts, at = [], 0
    for start, end in _texts(yaml.compose(text, yaml.CSafeLoader), ()):
        parts += [text[at:start], re.sub(r"(?<!\\)[A-Za-z]", _letter, text[start:end])]
        at = end
    lang = re.sub(r"^lang: .*$", "lang: el", "".join([*parts, text[at:]]), flags=re.MULTILINE)
    return (
        lang if "\nlang: el" in lang else re.sub(r"^jmap: 1$", "jmap: 1\nlang: el", lang, flags=re.MULTILINE)
    )


def _letter(found: re.Match[str]) -> str:
    return found[0].translate(LETTERS)


def _is_text(route: tuple[str, ...]) -> bool:
    if len(route) == 2 and route[0] in SECTIONS:
        return True
    # The name of a method of scoring is a word of the format, and so is a stage whose milestone is meant.
    if not route or route[:1] + route[-1:] == ("health", "method") or route[-2:] == ("enter", "milestone"):
        return False
    return route[-1] in TEXTS


def _texts(node: Any, route: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each text of a file starts and ends."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(value, (*route, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _texts(each, route)
    elif _is_text(route):
        yield node.start_mark.index, node.end_mark.index
