"""Draws a finding as the program does: from the text of a file and the places in it."""

from __future__ import annotations

from jmap.faults import Fault, Place, Severity, Span
from jmap.findings.build import Builder
from jmap.findings.finding import Finding, Report
from jmap.formats import full
from jmap.formats.style import Style
from jmap.model.bind import bind
from jmap.workspace.documents import Document
from jmap.yaml.source import Source

FILE = "a.journey.yaml"


def at(line: int, column: int, end: int, label: str = "", *, last: int = 0, file: str | None = None) -> Place:
    """Return a place from a column of a line up to another, of the same line or of a later one."""
    return Place(file=file, label=label, span=Span(line, column, last or line, end))


def found(text: str, place: Place, *related: Place, hint: str = "mend it") -> Finding:
    """Return a finding in a text; every file has the same one."""
    document = Document(FILE, Source(FILE, text), None, bind(None, whole=False), (), True)
    builder = Builder(lambda _: document, lambda rule, fault: Severity.ERROR)
    [finding] = builder.build([(FILE, Fault("JM103", "`x` is wrong", place, hint, related))], "a")
    return finding


def drawn(text: str, place: Place, *related: Place, hint: str = "mend it", style: Style | None = None) -> str:
    """Return the excerpt of a finding, without what is wrong and without the summary."""
    finding = found(text, place, *related, hint=hint)
    lines = full.render(Report((finding,), 1), style or Style()).split("\n")
    return "\n".join(lines[1:-3]) + "\n"
