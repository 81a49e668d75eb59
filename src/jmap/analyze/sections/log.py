"""What was read of a log, and what was not."""

from __future__ import annotations

from typing import Final

from jmap.analyze.formats.figures import count, several
from jmap.analyze.formats.tables import Table
from jmap.analyze.sections.section import Section
from jmap.analyze.staging import CAP, Log
from jmap.analyze.times import moment
from jmap.analyze.wanted import Wanted

MANY: Final = 0.1
"""Where more of the rows than this are duplicates by their id, the id is asked about."""


def read_once(log: Log, wanted: Wanted) -> str:
    """Return how duplicates were read, with a doubt where so many have one id that it may tell no event."""
    part = log.duplicates / (log.duplicates + log.events)
    if "id" not in wanted.columns or part <= MANY:
        return "read once"
    name = wanted.columns["id"]
    return f"read once: {part * 100:.0f} % of the rows; does the column {name} differ from event to event?"


def log_section(log: Log, wanted: Wanted) -> Section:
    """Return what was read of a log. No row of a customer is in it."""
    rows = [
        ("events", count(log.events), f"from {moment(log.first)} to {moment(log.last)}"),
        ("customers", count(log.customers), ""),
    ]
    rows.extend((f"rejected: {reason}", count(n), "not read") for reason, n in log.rejected.items())
    if log.ignored:
        rows.append(("of ignored events", count(log.ignored), "not read"))
    if log.duplicates:
        rows.append(("duplicates", count(log.duplicates), read_once(log, wanted)))
    if log.ties:
        how = "as no order at all" if wanted.ties == "strict" else "in the journey's favour"
        rows.append(("at the time of another event", count(log.ties), f"read {how}"))
    if log.capped:
        past = f"{several(log.over_cap, 'event')} past the first {count(CAP)} are not read"
        rows.append((f"customers with more than {count(CAP)} events", count(log.capped), past))
    if log.naive_times:
        rows.append(("times without a zone", count(log.naive_times), f"read as {wanted.timezone}"))
    newest = "" if wanted.as_of is not None else ", the newest event"
    notes = (f"As of {moment(log.as_of)}{newest}.",)
    return Section("log", "The log", Table(("rows", "n", ""), tuple(rows), frozenset((0, 2))), notes)
