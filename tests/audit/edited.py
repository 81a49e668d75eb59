"""The frozen maps audited with edits to their texts, as a person makes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from jmap.audit.audit import Audit, audit
from jmap.faults import On, Route
from jmap.findings.collect import judge
from jmap.findings.together import Together
from jmap.rules.engine import Answer, Settings
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home
from jmap.workspace.documents import Document
from jmap.workspace.workspace import Asked, Workspace
from jmap.yaml.nodes import locate

ROOT = Path(__file__).parents[1] / "rules" / "frozen"
AS_OF = date(2026, 11, 20)
SETTINGS = Settings(Config(), AS_OF)

Texts: TypeAlias = dict[str, str]
"""Texts that stand for maps, by their paths."""


def text_of(path: str) -> str:
    """Return the text of a frozen map."""
    return (ROOT / path).read_text(encoding="utf-8")


def opened(texts: Texts, root: Path = ROOT) -> Workspace:
    """Return a workspace of some maps, which may use the files below a root, by default the frozen ones."""
    given = {path: text.encode() for path, text in texts.items()}
    return Workspace(Home(root, None), Config(), Asked(tuple(texts), (), True), given)


def audited(texts: Texts, root: Path = ROOT) -> Audit:
    """Return the audit of some maps."""
    found = audit(opened(texts, root), SETTINGS)
    assert not found.errors.findings, found.errors.findings
    return found


def answered(texts: Texts) -> dict[str, list[Answer]]:
    """Return what the quality rules answer, by the path of the map; '' for the workspace."""
    workspace = opened(texts)
    together = Together(workspace)
    found: dict[str, list[Answer]] = {}
    for judged in judge(workspace, SETTINGS, quality=True):
        assert judged.sound, judged.correctness
        found[judged.journey.path] = list(judged.answers)
        together.add(judged)
    found[""] = list(together.judge(SETTINGS).answers)
    return found


def with_values(document: Document, values: Iterable[tuple[Route, str]]) -> str:
    """Return the text of a document with other values at some routes, each of them on one line."""
    assert document.source is not None
    lines = document.source.text.split("\n")
    places = []
    for route, value in values:
        span = locate(document.root, route, On.VALUE)
        assert span is not None
        assert span.line == span.end_line, route
        places.append((span.line - 1, span.column - 1, span.end_column - 1, value))
    for line, first, last, value in sorted(places, reverse=True):
        lines[line] = lines[line][:first] + value + lines[line][last:]
    return "\n".join(lines)
