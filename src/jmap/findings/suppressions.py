"""Suppressions: comments `# jmap: ignore[JM603] reason until=2027-01-31`, and what each speaks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Final

from jmap.faults import Route, Span
from jmap.records import frozen
from jmap.workspace.documents import Document

if TYPE_CHECKING:
    from jmap.findings.directive import Code, Slip

_MAYBE: Final = re.compile(r"#[ \t]*jmap:")
"""What a text must hold for a comment in it to be meant for jmap."""

_MOST_GUESSES: Final = 100
"""So many comments of one file with a slip in them get a guess at what was meant."""


@frozen
class Suppression:
    """A comment that silences rules for what it covers; plain data, so that it outlives its file's tree.

    `span` is the comment's and `line` the text of its line. `codes` are the rules that it can silence.
    `until` is the last day, as 2027-01-31, or empty. It covers nothing where no object begins on its line, or
    on the one below it; `route` leads to that object. One that is `void` silences nothing, as `slips` tell.
    """

    file: str
    span: Span
    line: str
    codes: tuple[Code, ...]
    reason: str
    until: str
    until_span: Span | None
    void: bool
    slips: tuple[Slip, ...]
    covers: Span | None
    route: Route = field(default=())

    def holds(self, as_of: date) -> bool:
        """Tell whether it silences anything on a day: it gives a reason, and its last day is not past."""
        return bool(self.reason) and not self.void and not self.expired(as_of)

    def expired(self, as_of: date) -> bool:
        """Tell whether its last day is past."""
        return bool(self.until) and self.until < as_of.isoformat()


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of a file in the order of their lines, as far as it can be read."""
    if document.source is None or document.root is None or not _MAYBE.search(document.source.text):
        return ()
    return tuple(_read(document))


def _read(document: Document) -> Iterator[Suppression]:
    # Loaded by the first file that has such a comment: a run without starts faster.
    from jmap.findings.coverage import Coverages
    from jmap.findings.directive import read_directive
    from jmap.yaml.comments import comments

    source, root = document.source, document.root
    if source is None or root is None:
        return
    every = list(comments(source, resumed=document.resumed))
    coverages = Coverages(root, source, [(line, column) for line, column, _ in every])
    wrong = 0
    for line, column, text in every:
        said = read_directive(text, line, column, guess=wrong <= _MOST_GUESSES)
        if said is None:
            continue
        wrong += bool(said.slips)
        covered = coverages.of(line, column)
        yield Suppression(
            document.path,
            Span(line, column, line, column + len(text)),
            coverages.line(line),
            said.codes,
            said.reason,
            said.until,
            said.until_span,
            said.void,
            said.slips,
            covered.span if covered is not None else None,
            covered.route if covered is not None else (),
        )
