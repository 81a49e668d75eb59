"""A definition that nothing refers to.

What: every channel, team and evidence is referred to by something in sight, and every library is used by a
map, directly or through another library.

Why: what nobody refers to is either left over, and misleads whoever reads the file, or it is the other half
of a reference that was forgotten: the interview that no claim cites, the channel that no touchpoint names.

Fix: refer to it, or take it out. It is judged in a run over the whole workspace only, since any file may hold
the reference, and not where a file that sees it has an error, which may hide one.

Source: ours, as linters report names that are bound and never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jmap.faults import Severity
from jmap.rules.overview import Overview
from jmap.rules.rule import Outcome, Rule
from jmap.workspace.facts import Facts

RULE = Rule(code="JM206", name="unused-definition", severity=Severity.WARNING, on="workspace")

_WORDS = {
    "channels": ("channel", "name it in the `channels` of a touchpoint"),
    "teams": ("team", "name it as an `owner`"),
    "evidence": ("evidence", "cite it where it is the reason for a claim"),
}


def check(see: Overview) -> Iterator[Outcome]:
    """Look at every library, and at every shared definition of what is used."""
    if not see.complete:
        return
    used = {library for facts in see.facts.values() if facts.is_map for library in facts.sees}
    mentioned, unsure = _mentioned(see.facts)
    for path, facts in sorted(see.facts.items()):
        if not facts.is_map and path not in used:
            if facts.sound:
                hint = "add it to the `uses` of a map, or take the file away"
                yield see.failed(path, (), "no map uses this library", hint, offending="uses")
            continue
        if path in unsure:
            continue
        for each in facts.defines:
            section, id_ = each.split("/", 1)
            if each in mentioned[path]:
                continue
            noun, hint = _WORDS[section]
            message = f"nothing refers to {noun} `{id_}`"
            yield see.failed(path, (section, id_), message, f"{hint}, or take it out", offending=id_)


def _mentioned(facts: Mapping[str, Facts]) -> tuple[dict[str, set[str]], set[str]]:
    """Return what is mentioned wherever a file is in sight, and the files of which that is not known.

    Maps that see the same libraries are taken together: what one of them mentions is mentioned.
    """
    groups: dict[tuple[str, ...], set[str]] = {}
    unsure: set[str] = set()
    mentioned: dict[str, set[str]] = {path: set(each.mentions) for path, each in facts.items()}
    for path, each in facts.items():
        groups.setdefault(each.sees, set()).update(each.mentions)
        for library in each.sees:
            mentioned[path].update(facts[library].mentions)
        if not each.sound:
            unsure.update((path, *each.sees))
    for libraries, mentions in groups.items():
        for library in libraries:
            mentioned[library].update(mentions)
            for other in libraries:
                mentioned[library].update(facts[other].mentions)
    return mentioned, unsure
