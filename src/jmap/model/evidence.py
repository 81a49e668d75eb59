"""Evidence: what the statements of a map rest on."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - the field is called date
from typing import ClassVar

from jmap.model.described import described
from jmap.model.described_objects import Described
from jmap.model.kinds import Date, OneOf, PathText, Text, Whole
from jmap.records import record

KINDS = (
    "analytics",
    "interview",
    "diary",
    "observation",
    "survey",
    "support",
    "review",
    "workshop",
    "assumption",
)


@record
class Evidence(Described):
    """A piece of research, or the assumption that stands in for it."""

    NOUN: ClassVar[str] = "evidence"

    kind: str | None = described(OneOf(KINDS), "How it was found out")
    date: Day | None = described(Date(), "When")
    n: int | None = described(Whole(0), "Number of people or cases")
    method: str | None = described(Text(), "How it was done")
    file: str | None = described(PathText("file"), "The report, as a path inside the workspace")
