"""PostgreSQL, in one transaction that is never committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from jmap.analyze.addresses import Address
from jmap.analyze.dialects.base import Dialect
from jmap.analyze.dialects.places import outside
from jmap.analyze.dialects.postgres import PostgresDialect
from jmap.analyze.engine import NO_VALUES, Broken, Row
from jmap.analyze.fault import AnalyzeError

_OLDEST: Final = 16
_CONNECT: Final = 10
_COLUMNS: Final = (
    "SELECT attname, format_type(atttypid, NULL) FROM pg_catalog.pg_attribute"
    " WHERE attrelid = 'pg_temp.raw'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
)


class Postgres:
    """A table of a PostgreSQL server. The only place that imports psycopg.

    All is asked in one transaction, which sees the log as it was when it began and is rolled back at the end:
    what was made leaves nothing behind, whatever happens.
    """

    def __init__(self, address: Address, zone: str) -> None:
        """Connect. Raises AnalyzeError where there is no such table, ImportError without psycopg."""
        import psycopg

        self.dialect: Dialect = PostgresDialect()
        self.broken = Broken()
        self.opened: tuple[str, ...] = ()
        self._errors = psycopg.Error
        self._timed_out = psycopg.errors.QueryCanceled
        try:
            self._connection: Any = psycopg.connect(
                address.url, connect_timeout=_CONNECT, application_name="jmap", prepare_threshold=None
            )
        except psycopg.Error as error:
            raise AnalyzeError(f"PostgreSQL cannot be reached: {_first_line(error)}") from error
        try:
            self._check_version()
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._run(f"SET LOCAL statement_timeout = {address.timeout * 1000}")
            # What the names below mean must not depend on what else the server has.
            self._run("SET LOCAL standard_conforming_strings = on")
            for statement in self.dialect.settings(zone):
                self._run(statement)
            table = ".".join(self.dialect.identifier(name) for name in address.table)
            self.opened = self.dialect.view("raw", f"SELECT * FROM {table}")
            for statement in self.opened:
                self._run(statement)
            self.columns: Mapping[str, str] = {str(name): str(kind) for name, kind in self._run(_COLUMNS)}
        except BaseException:
            self.close()
            raise

    def _check_version(self) -> None:
        version = self._connection.info.server_version // 10_000
        if version < _OLDEST:
            raise AnalyzeError(
                f"PostgreSQL {version} cannot tell a time from other text", f"jmap asks {_OLDEST} or newer"
            )

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Make a table of a query."""
        first, *others = self.dialect.create(name, select)
        self._run(first, values)
        for statement in others:
            self._run(statement)

    def view(self, name: str, select: str) -> None:
        """Make a view of a query."""
        for statement in self.dialect.view(name, select):
            self._run(statement)

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Return the rows of a query."""
        return self._run(select, values)

    def drop(self, *names: str) -> None:
        """Take tables away."""
        for statement in (each for name in names for each in self.dialect.drop(name)):
            self._run(statement)

    def close(self) -> None:
        """Take back all that was made, and leave."""
        # An open transaction is rolled back where its connection ends.
        self._connection.close()

    def _run(self, sql: str, values: Mapping[str, str] = NO_VALUES) -> list[Row]:
        try:
            cursor = self._connection.execute(_escaped(self.dialect.adapted(sql)), dict(values))
            if cursor.description is None:
                return []
            return [tuple(_plain(each) for each in row) for row in cursor.fetchall()]
        except self._timed_out as error:
            hint = "give it longer with `timeout=2h` in the query of the URL"
            raise AnalyzeError("PostgreSQL took too long", hint) from error
        except self._errors as error:
            raise AnalyzeError(f"the log cannot be read: {_first_line(error)}") from error


def _escaped(sql: str) -> str:
    """Return SQL in which only the places of values have the client's sign."""
    return outside(
        sql,
        r"(?P<place>%\(\w+\)s)|%",
        lambda found: found["place"] or "%%",
        quoted=lambda text: text.replace("%", "%%"),
    )


def _plain(value: Any) -> Any:
    """Return a decimal, which sums of whole numbers are, as a whole number or a float."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _first_line(error: Exception) -> str:
    """Return what an error says first."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "no reason given")[:300]
