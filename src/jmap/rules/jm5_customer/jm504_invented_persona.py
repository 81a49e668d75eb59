"""A persona rests on nothing.

What: a persona that the map defines or names cites `evidence`.

Why: a persona that a team made up in a room describes the team. It feels as real as one drawn from
research, and it sends decisions the wrong way with the same authority.

Fix: cite the interviews, surveys or data that it was drawn from. Where there are none yet, say so with
evidence of `kind: assumption`, which the audit weighs accordingly.

Source: Nielsen Norman Group, "3 Persona Types: Lightweight, Qualitative, and Statistical", on
proto-personas, which rest on what a team believes.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.people import Persona
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM504", name="invented-persona", severity=Severity.WARNING, on="persona")


def check(persona: Persona, see: See) -> Iterator[Outcome]:
    """Look for evidence."""
    if persona.evidence:
        yield see.passed(persona)
        return
    message = f"persona `{persona.id}` rests on no evidence"
    hint = "cite what it was drawn from with `evidence`; for a guess, cite evidence of `kind: assumption`"
    yield see.failed(persona, message, hint)
