"""What `jmap analyze` tells of customers by name: one explained, or a list of those who are dormant."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from jmap.analyze.audience import HEADS, Quiet, dormant
from jmap.analyze.conditions import Asked
from jmap.analyze.customer_document import as_data
from jmap.analyze.engine import Engine
from jmap.analyze.formats.customer_rows import customer_text
from jmap.analyze.one_customer import OneCustomer, one_customer
from jmap.analyze.wanted import Wanted, columns_of
from jmap.cli.event_log import read_plans
from jmap.cli.session import Session
from jmap.cli.stop import stop
from jmap.findings.finding import Report
from jmap.formats.sinks.csv import MARK, line
from jmap.formats.sinks.json_text import dump_sorted
from jmap.formats.style import Style
from jmap.records import frozen

EXPLAINED: Final = ("full", "json")
LISTED: Final = ("csv", "json")


class Listed(StrEnum):
    """Which customers are listed."""

    DORMANT = "dormant"


@frozen
class ByName:
    """A customer, or a list, that is asked for in place of the analysis."""

    explain: str | None
    listed: Listed | None

    @property
    def asked(self) -> bool:
        """Tell whether either is."""
        return self.explain is not None or self.listed is not None

    def formats(self) -> tuple[str, ...]:
        """Return the formats that it has, the default first. Exits with 2 where both are asked for."""
        if self.explain is not None and self.listed is not None:
            stop("`--explain` and `--list` are two answers", "ask for one of them")
        return EXPLAINED if self.explain is not None else LISTED


Found = OneCustomer | list[Quiet]


def by_name(
    engine: Engine, session: Session, wanted: Wanted, wish: ByName, *, named: bool, quiet: bool
) -> tuple[Found, Report]:
    """Return what is asked for, and the errors of maps that have some. Raises AnalyzeError."""
    columns = columns_of(wanted.columns, engine.columns)
    asked = Asked(columns.attributes(engine.columns))
    plans, errors = read_plans(session, asked, named=named, quiet=quiet)
    if wish.explain is not None:
        return one_customer(engine, columns, wanted, asked, plans, wish.explain), errors
    return dormant(engine, columns, wanted, asked, plans), errors


def told_by_name(found: Found, format_: str, style: Style) -> str:
    """Return customers in a format."""
    if isinstance(found, OneCustomer):
        return customer_text(found, style) if format_ == "full" else _json(as_data(found))
    if format_ == "json":
        return _json([each.as_data() for each in found])
    return MARK + "".join([line(HEADS), *(line(each.cells()) for each in found)])


def _json(content: Any) -> str:
    return dump_sorted(content)
