"""The review for a terminal: the verdict, the gate, what changed, every map, then all of them together."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.audit import Audit, MapAudit
from jmap.audit.change import Change
from jmap.audit.quarterly import Quarterly
from jmap.faults import Severity
from jmap.formats.style import Style
from jmap.report.terminal.detail import detail_lines
from jmap.report.terminal.one_map import map_lines
from jmap.report.terminal.paper import blank_between, paragraph
from jmap.report.terminal.portfolio import maps_lines, portfolio_lines, workspace_lines
from jmap.report.terminal.since import change_lines, gate_lines, trend_lines
from jmap.report.wording.figures import counted
from jmap.report.wording.maps import lowest_first

_MANY = 8
"""Of more maps than these only the worst few are told in full."""
_WORST = 3


def render(quarterly: Quarterly, style: Style) -> str:
    """Return the review as text. Maps stand by path; of many, the lowest few after the table of all."""
    audit, change = quarterly.audit, quarterly.change
    parts = [
        list(_verdict(quarterly, style)),
        list(gate_lines(quarterly, style)),
        list(change_lines(quarterly, style)),
        list(trend_lines(quarterly, style)),
    ]
    several, many = len(audit.maps) > 1, len(audit.maps) > _MANY and not style.detail
    if many:
        parts.append(list(maps_lines(audit, change, style)))
        parts.append(list(portfolio_lines(audit.portfolio, style)))
        parts.append([style.bold(f"The {_WORST} lowest; see any other with `jmap audit FILE`")])
    told = lowest_first(audit.maps)[:_WORST] if many else audit.maps
    parts.extend(_map(each, change, style) for each in told)
    if several and not many:
        parts.append([*maps_lines(audit, change, style), *portfolio_lines(audit.portfolio, style)])
    parts.append(list(workspace_lines(audit, style)))
    parts.append(list(_last(quarterly, style)))
    return "\n".join(blank_between(parts)) + "\n"


def _map(each: MapAudit, change: Change | None, style: Style) -> list[str]:
    return [*map_lines(each, change, style), *(detail_lines(each, style) if style.detail else ())]


def _verdict(quarterly: Quarterly, style: Style) -> Iterator[str]:
    yield from paragraph(quarterly.verdict, style, paint=style.bold)
    yield from _errors(quarterly.audit, style)


def _errors(audit: Audit, style: Style) -> Iterator[str]:
    errors = audit.errors.count(Severity.ERROR)
    if errors and audit.maps:
        told = f"{counted(errors, 'error')} in {counted(audit.errors.files_with(), 'file')}"
        yield from paragraph(
            f"{told}: maps with errors are not audited; see `jmap validate`",
            style,
            paint=lambda text: style.severity(Severity.ERROR, text),
        )


def _last(quarterly: Quarterly, style: Style) -> Iterator[str]:
    for note in quarterly.notes:
        yield from paragraph(f"note: {note}", style)
    audit = quarterly.audit
    hint = "" if style.detail or not audit.maps else "; `-v` shows every count and finding"
    yield from paragraph(f"as of {audit.as_of}, ruler {audit.ruler}{hint}", style, paint=style.faint)
