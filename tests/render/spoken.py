"""Every text of ours that pages can say, taken from the code and the templates."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

import jmap.render
from jmap.faults import Severity
from jmap.model.described import shape_of
from jmap.model.described_objects import STATES
from jmap.model.evidence import KINDS
from jmap.model.kinds.choices import ManyOf
from jmap.model.people import Persona
from jmap.render.templates import template_folder

SOURCE = Path(jmap.render.__file__).parent
SAYING = ("words", "term", "say")


@cache
def keys() -> frozenset[str]:
    """Return the English text of each."""
    return frozenset((*_in_code(), *_in_templates(), *_of_the_format()))


def _in_code() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _says(node.func, path):
                yield from _texts(node.args[0])


def _says(called: ast.expr, path: Path) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr == "words"
    return isinstance(called, ast.Name) and (
        called.id in SAYING or (called.id, path.name) == ("self", "words.py")
    )


def _texts(argument: ast.expr) -> Iterator[str]:
    for node in ast.walk(argument):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Call):
            return


def _in_templates() -> Iterator[str]:
    environment = Environment(autoescape=True)
    for path in template_folder().rglob("*.j2"):
        for call in environment.parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in SAYING and call.args:
                for text in (call.args[0], *call.args[0].find_all(nodes.Const)):
                    if isinstance(text, nodes.Const):
                        yield text.value


def _of_the_format() -> Iterator[str]:
    """Yield the words of the format that pages show."""
    decides = shape_of(Persona).fields["decides"].kind
    assert isinstance(decides, ManyOf)
    yield from decides.words
    yield from STATES
    yield from KINDS
    yield from (each.value for each in Severity)
