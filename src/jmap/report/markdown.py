"""The review as Markdown, for a comment on a pull request or the summary of a CI step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from jmap.audit.audit import Audit
from jmap.audit.quarterly import Quarterly
from jmap.faults import Severity
from jmap.formats import registry
from jmap.formats.sinks.markdown import prose
from jmap.formats.style import Style
from jmap.formats.words import shortened
from jmap.report.comment.block import Block, fitted, size
from jmap.report.comment.details import detail_blocks
from jmap.report.comment.maps import fix_block, journey_blocks, opportunity_block, score_block
from jmap.report.comment.observed import observed_blocks
from jmap.report.comment.since import change_blocks, gate_block, trend_block
from jmap.report.wording.figures import counted, listed

_NOTES = 3
_RESERVE = 600
"""Room for the line that says what was cut."""
_LEAST_FOR_FINDINGS = 3_000


def render(quarterly: Quarterly, style: Style) -> str:
    """Return the review as Markdown in at most `style.room` bytes, the least grave cut first.

    What was cut is said. Where there is hardly any room it is the verdict alone.
    """
    audit = quarterly.audit
    title = f"### {_sign(quarterly)} jmap audit"
    head = [title, "", prose(quarterly.verdict), "", *_errors(audit)]
    notes = [line for note in quarterly.notes[:_NOTES] for line in (prose(shortened(note, 100)), "")]
    last = [f"as of {audit.as_of}, ruler {prose(audit.ruler)}"]
    left = style.room - size((*head, *notes, *last)) - _RESERVE
    if left < 0:
        return _verdict_alone(title, quarterly.verdict, style.room)
    lines, cut = fitted(list(_blocks(quarterly, style)), left)
    left -= size(lines)
    findings: list[str] = []
    if left >= _LEAST_FOR_FINDINGS:
        findings = _findings(audit, replace(style, room=left))
        left -= size(findings)
    else:
        cut["findings in the list of all"] += len(audit.everything().findings)
    details, more = fitted(list(detail_blocks(audit, style)), left)
    return "\n".join([*head, *lines, *findings, *details, *notes, *_cut(cut + more), *last]) + "\n"


def _findings(audit: Audit, style: Style) -> list[str]:
    """Return the list of all findings, folded."""
    title, _, rest = registry.load("markdown")(audit.everything(), style).partition("\n")
    # A text of a map has no such element: its marks are written as entities.
    return [f"#### Findings: {title.partition('jmap: ')[2]}", rest.replace("<details open>", "<details>")]


def _cut(cut: Counter[str]) -> list[str]:
    if not cut:
        return []
    return [f"No room here for {listed([f'{count} {what}' for what, count in cut.items()])}.", ""]


def _verdict_alone(title: str, verdict: str, room: int) -> str:
    """Return the verdict, cut at its end to so many bytes where it has to be."""
    text = f"{title}\n\n{prose(verdict)}\n"
    most = len(verdict)
    while size(text.splitlines()) > room and most > 1:
        most -= 1 + most // 10
        text = f"{title}\n\n{prose(shortened(verdict, most))}\n"
    return text


def _sign(quarterly: Quarterly) -> str:
    if quarterly.audit.errors.count(Severity.ERROR) or any(each.met is False for each in quarterly.gate):
        return "❌"
    return "⚠️" if quarterly.audit.report.findings or not quarterly.audit.maps else "✅"


def _errors(audit: Audit) -> Iterator[str]:
    errors = audit.errors.count(Severity.ERROR)
    if errors and audit.maps:
        files = counted(audit.errors.files_with(), "file")
        yield f"{counted(errors, 'error')} in {files}: maps with errors are not audited."
        yield ""


def _blocks(quarterly: Quarterly, style: Style) -> Iterator[Block]:
    audit = quarterly.audit
    yield from gate_block(quarterly)
    yield from change_blocks(quarterly, style)
    yield from trend_block(quarterly)
    yield from score_block(audit, quarterly.change, style)
    yield from fix_block(audit, style)
    yield from journey_blocks(audit, style)
    yield from observed_blocks(audit, style)
    yield from opportunity_block(audit, style)
