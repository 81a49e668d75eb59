"""A strict reader of the parts of Mermaid's grammars that the outputs use; all else it refuses.

The grammars are those of Mermaid 11: `journey.jison`, `flow.jison`, and what is done to a text before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

REFERENCE = re.compile(r"#([0-9]+);")
SAFE = r"(?:[A-Za-z0-9 .,?!'()/+\-]|[^\x00-\x7f\u200b-\u200f\u2028-\u202e\u2066\u2067]|#[0-9]{1,7};)+"
TEXT = re.compile(SAFE)
STATEMENT = re.compile(r"(?i)(?:journey|title|section|accTitle|accDescr|end|style|classDef)(?![a-z0-9_])")
NODE = re.compile(r'([a-z]+[0-9_]*)(?:\["([^"]*)"\]|\(\["([^"]*)"\]\)):::([a-z]+)')
EDGE = re.compile(r'([a-z]+[0-9_]*) (-->|-\.->)(?:\|"([^"]*)"\|)? ([a-z]+[0-9_]*)')
CLASS = re.compile(r"classDef ([a-z]+) [a-z-]+:[#a-z0-9 ]+(,[a-z-]+:[#a-z0-9 ]+)*")


@dataclass
class JourneyRead:
    """A `journey` diagram as it would be drawn."""

    title: str = ""
    about: str = ""
    sections: list[tuple[str, list[tuple[str, float, list[str]]]]] = field(default_factory=list)


@dataclass
class FlowRead:
    """A `flowchart` as it would be drawn."""

    direction: str
    title: str = ""
    about: str = ""
    nodes: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    edges: list[tuple[str, str, str, str]] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)


def decoded(text: str) -> str:
    """Return a text as it is drawn; refuse what a grammar could take for its own."""
    assert TEXT.fullmatch(text), text
    assert not STATEMENT.match(text), text
    assert not re.search(r"direction\s+(?:TB|BT|RL|LR|TD)", text), text
    assert not re.match(r"(?:[0-9]+[.)]|[-+*])(?:\s|$)", text), text
    assert "\ufb02" not in text, text
    assert text.count("\u2068") == text.count("\u2069"), text
    return REFERENCE.sub(lambda found: chr(int(found[1])), text)


def statements(text: str) -> list[str]:
    """Return the lines of a diagram less their indents, comments at its head taken out."""
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    while lines[0].startswith("%%"):
        assert not set(lines.pop(0)) & set("{}<>")
    assert not any("%" in line for line in lines)
    return [line.strip(" ") for line in lines]


def read_journey(text: str) -> JourneyRead:
    """Return a `journey` diagram."""
    first, *lines = statements(text)
    assert first == "journey"
    found = JourneyRead()
    for line in lines:
        if line.startswith("title "):
            found.title = decoded(line.removeprefix("title "))
        elif line.startswith("accTitle: "):
            assert decoded(line.removeprefix("accTitle: ")) == found.title
        elif line.startswith("accDescr: "):
            found.about = decoded(line.removeprefix("accDescr: "))
        elif line.startswith("section "):
            found.sections.append((decoded(line.removeprefix("section ")), []))
        else:
            name, value, *who = line.split(": ")
            assert 1 <= float(value) <= 5
            assert len(who) < 2
            actors = [decoded(each) for each in who[0].split(", ")] if who else []
            found.sections[-1][1].append((decoded(name), float(value), actors))
    return found


def read_flowchart(text: str) -> FlowRead:
    """Return a `flowchart`."""
    first, *lines = statements(text)
    assert first in ("flowchart LR", "flowchart RL")
    found = FlowRead(first.removeprefix("flowchart "))
    for line in lines:
        if line.startswith("accTitle: "):
            found.title = decoded(line.removeprefix("accTitle: "))
        elif line.startswith("accDescr: "):
            found.about = decoded(line.removeprefix("accDescr: "))
        elif node := NODE.fullmatch(line):
            texts = (node[2] or node[3]).split("<br/>")
            assert node[1] not in found.nodes
            found.nodes[node[1]] = ([decoded(each) for each in texts], node[4])
        elif edge := EDGE.fullmatch(line):
            found.edges.append((edge[1], edge[2], decoded(edge[3]) if edge[3] else "", edge[4]))
        else:
            match = CLASS.fullmatch(line)
            assert match, line
            found.classes.add(match[1])
    assert {end for edge in found.edges for end in (edge[0], edge[3])} <= found.nodes.keys()
    assert {kind for _, kind in found.nodes.values()} <= found.classes
    return found
