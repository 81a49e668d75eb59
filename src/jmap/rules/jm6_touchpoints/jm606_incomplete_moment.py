"""A moment of truth does not say what it decides.

What: a `moment_of_truth` has a `success` and a `failure`: what the customer has when it goes well, and what
happens when it does not.

Why: calling a step decisive is easy. Only the two outcomes tell the people who work there what to watch
for, and what to do the moment it goes wrong.

Fix: write both, such as `moment_of_truth: {success: Runs the first shift plan, failure: Asks for the money
back}`.

Source: Carlzon, "Moments of Truth" (1987): an encounter in which the customer decides for or against you.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed, unsaid

RULE = Rule(code="JM606", name="incomplete-moment", severity=Severity.WARNING, on="moment of truth")

_MEANS = {
    "success": "`success` (what the customer has when it goes well)",
    "failure": "`failure` (what happens when it goes badly)",
}


def check(touchpoint: Touchpoint, see: See) -> Iterator[Outcome]:
    """Look for the two outcomes."""
    moment = touchpoint.moment_of_truth
    if moment is None:
        return
    missing = unsaid({"success": moment.success, "failure": moment.failure})
    at = ("moment_of_truth",)
    if missing:
        message = f"moment of truth `{touchpoint.id}` has no {keys(missing)}"
        hint = "add " + listed(_MEANS[key] for key in missing)
        yield see.failed(touchpoint, message, hint, at=at, on=On.KEY)
    else:
        yield see.passed(touchpoint, at)
