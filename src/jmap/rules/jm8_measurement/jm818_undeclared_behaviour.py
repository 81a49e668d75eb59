"""Much of what customers do is not on the map.

What: where measures are read (`--measures`), the map explains at least 80 % of the events in the log: its
stages, touchpoints, plays or measures name them. With fewer than `min_n` events it is not judged.

Why: what a map does not name it cannot explain. Above a fifth of unexplained events, people take ways that
nobody has drawn, and what the map says of them is a guess.

Fix: give the events that matter to the touchpoint or stage that they belong to. What is noise belongs under
`ignore` of `[events]`, so that it is left out of the log.

Source: ours; that models are held against logs is the idea of conformance checking (van der Aalst, "Process
Mining").
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.figures import percent, tidy
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM818",
    name="undeclared-behaviour",
    severity=Severity.WARNING,
    on="map",
    options={"share": Option(0.8, "share of events that the map explains", ours=True, least=0, most=1)},
    measured=True,
)

_NAMED = 3


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at the share of events that the map explains."""
    coverage = see.measured.event_coverage if see.measured is not None else None
    if see.measured is None or coverage is None or coverage.value is None or coverage.of < see.min_n:
        return
    if tidy(coverage.n / coverage.of) >= see.options["share"]:
        yield see.passed(journey)
        return
    message = (
        f"the map explains {percent(coverage.n / coverage.of)} of {coverage.of} events in the log,"
        f" less than {percent(see.options['share'])}"
    )
    frequent = see.measured.undeclared[:_NAMED]
    such = keys(frequent, "and") if frequent else "the others"
    hint = f"give {such} to touchpoints or stages; what is noise belongs under `ignore` of `[events]`"
    yield see.failed(journey, message, hint)
