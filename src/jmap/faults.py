"""What every layer yields: a fault says which rule is broken, by which subject, in which words.

A fault names its place by a *route* of keys, not by a line. Lines are found late, when
`jmap.findings` makes a finding of it; only the reader, which has no tree yet, gives a span itself.
"""

from __future__ import annotations

from enum import StrEnum

from jmap.records import frozen

Route = tuple[str | int, ...]
"""The way from the top of a file to a node: mapping keys as text, sequence indexes from 0."""


class Severity(StrEnum):
    """How much a finding matters; the order of the members is the order of weight."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Return 0 for an error, 1 for a warning, 2 for an info."""
        return ("error", "warning", "info").index(self.value)


class On(StrEnum):
    """Which part of the node at the end of a route is meant."""

    KEY = "key"
    VALUE = "value"


@frozen
class Span:
    """A stretch of a file: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@frozen
class Place:
    """A node of a file, or a stretch of it where there is no node; `label` is said beside it.

    `file` is the path below the workspace root with `/`; None means the fault's own file.
    """

    route: Route = ()
    on: On = On.VALUE
    file: str | None = None
    label: str = ""
    span: Span | None = None


@frozen
class Fault:
    """One broken rule: its code, where, what is wrong and what to do.

    `message` and `hint` are lower case without a full stop. `offending` is the key or value that
    the fault is about; it tells apart two faults of one rule on one subject when fingerprints
    are made. `severity` overrides the rule's own where a rule has two.
    """

    code: str
    message: str
    place: Place = Place()
    hint: str = ""
    related: tuple[Place, ...] = ()
    offending: str = ""
    severity: Severity | None = None
