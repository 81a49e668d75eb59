"""Milestones, drivers and risks, and segments as a log shows them, as blocks of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.behaviour import Behaviour
from jmap.audit.segment_lines import by_loss
from jmap.audit.where import Where
from jmap.formats.style import Style
from jmap.report.comment.block import Block, at, lined, named, row, said, table_head
from jmap.report.wording import observed
from jmap.report.wording.figures import duration, rate

T = TypeVar("T")

_ROWS: Final = 15


def observed_blocks(audit: Audit, style: Style) -> Iterator[Block]:
    """Yield where segments differ, what milestones are reached and which drivers and risks hold."""
    several = len(audit.maps) > 1

    def block(
        every: Iterable[tuple[MapAudit, T]], what: str, heads: tuple[str, ...], tell: Callable[[T], Told]
    ) -> Iterator[Block]:
        found = list(every)
        rows = []
        for each, line in found[:_ROWS]:
            first, cells, where = tell(line)
            whose = named(each.title) if several else ""
            rows.append(row(lined(first, whose), *cells, at(where, style)))
        if rows:
            yield Block(tuple(table_head(*heads, "place")), tuple(rows), what=what, total=len(found))

    yield from block(
        sorted(_each(audit, lambda seen: seen.segments), key=lambda pair: by_loss(pair[1])),
        "differences of segments",
        ("segment", "differs from the rest in", ">segment", ">rest", "by"),
        lambda line: (
            f"{'▼' if line.worse else '▲'} {named(line.title)}",
            (
                said(observed.segment_what(line)),
                said(rate(line.inside)),
                said(rate(line.rest)),
                said(observed.points(line.difference).removeprefix(", ")),
            ),
            line.where,
        ),
    )
    yield from block(
        _each(audit, lambda seen: seen.milestones),
        "milestones",
        ("milestone", ">reached", "within", ">median", ">p90"),
        lambda line: (
            named(observed.milestone_name(line)),
            (
                lined(said(rate(line.reached)), observed.FEW if line.few else ""),
                said(line.within) or "-",
                said(duration(line.median)),
                said(duration(line.p90)),
            ),
            line.where,
        ),
    )
    yield from block(
        _each(audit, lambda seen: () if seen.time_to_value is None else (seen.time_to_value,)),
        "times to value",
        ("time to value", ">reached"),
        lambda line: ("from the purchase", (said(observed.time_to_value(line)),), line.where),
    )
    yield from block(
        _each(audit, lambda seen: [line for line in seen.signs if line.holds is not None]),
        "drivers and risks",
        ("driver or risk", "in the data, an association"),
        lambda line: (
            f"{'✓' if line.holds else '✕'} {line.kind} {named(line.text)}",
            (said(observed.sign(line)),),
            line.where,
        ),
    )


Told = tuple[str, tuple[str, ...], Where]
"""The first cell of a row, those after it, and the place that it speaks of."""


def _each(audit: Audit, lines: Callable[[Behaviour], Iterable[T]]) -> Iterator[tuple[MapAudit, T]]:
    for each in audit.maps:
        if not each.draft:
            yield from ((each, line) for line in lines(each.review.behaviour))
