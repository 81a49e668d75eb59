"""What a dialect has to say: every piece of SQL that is not the same for all engines."""

from __future__ import annotations

from typing import Protocol


class Dialect(Protocol):
    """Pieces of SQL. Arguments are SQL expressions, and so are results, unless it is said otherwise.

    Whatever may be missing, or is no such thing, gives NULL and never an error.
    """

    @property
    def name(self) -> str:
        """Return what the engine is called."""
        ...

    def identifier(self, name: str) -> str:
        """Return the name of a column or table, quoted."""
        ...

    def parameter(self, name: str) -> str:
        """Return the place of a text that is given beside the SQL."""
        ...

    def literal(self, text: str) -> str:
        """Return a text, quoted. What runs has parameters instead; this is for people to read and run."""
        ...

    def text(self, column: str, kind: str) -> str:
        """Return a column of a type as text; NULL where it is empty."""
        ...

    def micros(self, column: str, kind: str) -> str:
        """Return a column of a type as microseconds since 1970 in UTC, of the years 1 to 9999."""
        ...

    def naive(self, column: str, kind: str) -> str:
        """Return 1 where a time names no zone, else 0."""
        ...

    def number(self, text: str) -> str:
        """Return a text as a number."""
        ...

    def day_of(self, text: str) -> str:
        """Return the day of a text that is a date or time, as days since 1970 in the log's zone."""
        ...

    def day_index(self, micros: str) -> str:
        """Return the day of microseconds since 1970, as days since 1970 in the log's zone."""
        ...

    def month_index(self, micros: str) -> str:
        """Return the month of microseconds since 1970, as months since the year 0 in the log's zone."""
        ...

    def fingerprint(self, columns: list[str]) -> str:
        """Return a whole number that tells rows with other values apart."""
        ...

    def binary(self, text: str) -> str:
        """Return a text so that it is ordered by its characters' numbers, whatever the locale."""
        ...

    def nullable(self, column: str) -> str:
        """Return a column that may be NULL, for engines whose columns may not unless it is said."""
        ...

    def listed(self, item: str, order: str) -> str:
        """Return the items of a group in an order, as one text with `,` between them."""
        ...

    def adapted(self, sql: str) -> str:
        """Return a whole statement with what this engine calls otherwise."""
        ...

    def settings(self, zone: str) -> tuple[str, ...]:
        """Return the statements that come before all others: the log's zone, and what makes SQL mean SQL."""
        ...

    def create(self, name: str, select: str) -> tuple[str, ...]:
        """Return the statements that make a temporary table of a query; the first has the query.

        The query may ask the table that it replaces.
        """
        ...

    def view(self, name: str, select: str) -> tuple[str, ...]:
        """Return the statements that make a temporary view of a query."""
        ...

    def place(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the statements that make a place for the tables of a script, and those that take it away.

        Nothing where tables can be temporary.
        """
        ...

    def drop(self, name: str) -> tuple[str, ...]:
        """Return the statements that take away a temporary table where there is one."""
        ...
