"""The report that evidence names is not there.

What: evidence with a `file` that the map defines or names leads to a file of the workspace.

Why: a claim can be trusted as far as somebody can look up where it came from. A report that was moved,
renamed or never checked in leaves only the word of whoever wrote the map.

Fix: put the file where `file` says, or write its new path, relative to the file of the map or library.
Where the report lies elsewhere, on a drive or in a wiki, take `file` out and lead there with `links`. A
path that could never be one of the workspace is an error of another kind: JM204.

Source: ours, as link checkers treat a document.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.evidence import Evidence
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(code="JM711", name="dead-evidence", severity=Severity.ERROR, on="evidence")


def check(evidence: Evidence, see: See) -> Iterator[Outcome]:
    """Look whether the file is there."""
    if evidence.file is None:
        return
    _, here = see.place_of(evidence)
    if see.journey.finds(here, evidence.file):
        yield see.passed(evidence, ("file",))
        return
    message = f"evidence `{evidence.id}` names `{evidence.file}`, which is not there"
    hint = "put it there, write where it is now, or lead to it with `links`"
    yield see.failed(evidence, message, hint, at=("file",), offending=evidence.file)
