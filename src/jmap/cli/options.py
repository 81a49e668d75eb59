"""Options that several commands share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from jmap.cli import completion


class FailOn(StrEnum):
    """The least severity that makes a run exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Colour(StrEnum):
    """When to colour what goes to a terminal."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def _date(text: str) -> date:
    # Loaded when a date is written: the program knows its options before it knows the format.
    from jmap.model.kinds.times import parse_date

    value = parse_date(text)
    if value is None:
        raise typer.BadParameter(f"`{text}` is not a date; write it as 2026-10-01")
    return value


def today() -> date:
    """Return today in UTC: the only look at the clock."""
    return datetime.now(UTC).date()


Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files and folders; none means the workspace.", show_default=False),
]
Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Config file, in place of the one found; the workspace stays where it is.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Output format; if not said, `full`, on GitHub `github`.",
        show_default=False,
        autocompletion=completion.formats,
    ),
]
Output = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="[FORMAT=]FILE",
        help="Write one more, format by suffix; repeatable.",
        show_default=False,
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODES",
        help="Rules to run: codes or prefixes, with commas.",
        show_default=False,
        autocompletion=completion.codes,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODES",
        help="Rules to leave out: codes or prefixes, with commas.",
        show_default=False,
        autocompletion=completion.codes,
    ),
]
AsOf = Annotated[
    Any,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=_date,
        help="The date to judge by; today in UTC if not said.",
        show_default=False,
    ),
]
AsOfNewest = Annotated[
    Any,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=_date,
        help="The last day that counts; the newest event's time if not said.",
        show_default=False,
    ),
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option("--fail-on", help="The least severity that fails the run.", show_default=False),
]
ColourOption = Annotated[Colour, typer.Option("--color", help="Colour.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but results and errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say what is read, too.")]


def split(values: list[str] | None) -> tuple[str, ...]:
    """Return codes given once or often, with commas between them, in one tuple."""
    return tuple(part.strip() for value in values or () for part in value.split(",") if part.strip())
