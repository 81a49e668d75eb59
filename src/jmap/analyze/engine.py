"""What runs the SQL: a log that is open, and tables that are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from jmap.analyze.dialects.base import Dialect
from jmap.records import frozen

Row: TypeAlias = tuple[Any, ...]
NO_VALUES: Mapping[str, str] = {}


@frozen
class Broken:
    """Lines of the source that are no rows: how many, and the first of them, cut short."""

    n: int = 0
    shown: tuple[str, ...] = ()


class Engine(Protocol):
    """An open log: the table `raw` with its columns, and whatever tables are made beside it.

    `columns` are names to types, in the log's order; `opened` is the SQL that made `raw`.
    Values are given by name and never written into SQL.
    """

    dialect: Dialect
    columns: Mapping[str, str]
    broken: Broken
    opened: tuple[str, ...]

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Make a table of a query, in place of one of that name. Raises AnalyzeError."""
        ...

    def view(self, name: str, select: str) -> None:
        """Make a view of a query, in place of one of that name. Raises AnalyzeError."""
        ...

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Return the rows of a query. Raises AnalyzeError."""
        ...

    def drop(self, *names: str) -> None:
        """Take tables away that are no longer needed."""
        ...

    def close(self) -> None:
        """Let everything go."""
        ...
