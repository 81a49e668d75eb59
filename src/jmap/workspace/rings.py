"""Maps that lead to each other in a ring, by `expands` or by `as_is`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jmap.faults import Fault, Place
from jmap.workspace.facts import Facts, Lead

_WORDS = {
    "expands": ("maps expand into each other", "let the detail end at one of these maps"),
    "as_is": ("maps name each other as their as-is", "keep the one from future to current"),
}


def rings_of(facts: Iterable[Facts]) -> Iterator[tuple[str, Fault]]:
    """Yield one fault for each ring of maps, with the file and at the place of its closing mention."""
    leads = {each.path: each.leads for each in facts if each.leads}
    for purpose in _WORDS:
        ways = {
            path: [lead for lead in leads[path] if lead.purpose == purpose and lead.target != path]
            for path in sorted(leads)
        }
        yield from _rings(ways, purpose)


def _rings(ways: Mapping[str, list[Lead]], purpose: str) -> Iterator[tuple[str, Fault]]:
    what, hint = _WORDS[purpose]
    entered: dict[str, bool] = {}
    for start in ways:
        if start in entered:
            continue
        chain = [start]
        entered[start] = True
        stack = [iter(ways[start])]
        while stack:
            lead = next(stack[-1], None)
            if lead is None:
                stack.pop()
                entered[chain.pop()] = False
                continue
            if entered.get(lead.target):
                ring = (*chain[chain.index(lead.target) :], lead.target)
                message = f"{what}: {' -> '.join(f'`{name}`' for name in ring)}"
                place = Place(lead.route)
                yield chain[-1], Fault("JM205", message, place, hint, offending=lead.target)
            elif lead.target not in entered:
                chain.append(lead.target)
                entered[lead.target] = True
                stack.append(iter(ways.get(lead.target, ())))
