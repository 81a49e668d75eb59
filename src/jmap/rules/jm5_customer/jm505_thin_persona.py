"""A persona does not say what the person is after, or what stands in the way.

What: a persona has `goals`, one of `jobs` or `needs`, and `frustrations`.

Why: a name and a photo do not help anyone decide. What somebody wants to get done, and what keeps them from
it, is what a step of the journey can be held against.

Fix: add what is missing, in the person's own words where you have them.

Source: the parts that persona cards have in common; Cooper, "The Inmates Are Running the Asylum" (1999),
defines personas by their goals.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.people import Persona
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import listed

RULE = Rule(code="JM505", name="thin-persona", severity=Severity.WARNING, on="persona")

_MEANS = {
    "`goals`": "`goals` (what the person wants to reach)",
    "`jobs` or `needs`": "`jobs` or `needs` (what for, and what it takes)",
    "`frustrations`": "`frustrations` (what stands in the way)",
}


def check(persona: Persona, see: See) -> Iterator[Outcome]:
    """Look for the three parts."""
    said = {
        "`goals`": persona.goals,
        "`jobs` or `needs`": persona.jobs or persona.needs,
        "`frustrations`": persona.frustrations,
    }
    missing = [part for part, value in said.items() if not value]
    if missing:
        message = f"persona `{persona.id}` has {listed(f'no {part}' for part in missing)}"
        yield see.failed(persona, message, "add " + listed(_MEANS[part] for part in missing))
    else:
        yield see.passed(persona)
