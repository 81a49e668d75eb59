"""DuckDB's own words."""

from __future__ import annotations

from typing import Final

from jmap.analyze.dialects.written import COUNT, FIRST, LAST, NUMBER, digits, literal, of_float, of_whole
from jmap.records import frozen

_WHOLE: Final = tuple(
    f"{sign}{name}" for name in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT") for sign in ("", "U")
)
_FLOATS: Final = ("DOUBLE", "FLOAT")
"""The latter has no room for the seconds since 1970."""
_ZONED: Final = "TIMESTAMP WITH TIME ZONE"
_YEAR: Final = "^ *[0-9]{4}[-/]"


@frozen
class DuckDBDialect:
    """Pieces of SQL for DuckDB. Its connection has the log's zone as its own."""

    zone: str = "UTC"
    name: str = "duckdb"

    def identifier(self, name: str) -> str:
        """Return a name in double quotes."""
        return '"' + name.replace('"', '""') + '"'

    def parameter(self, name: str) -> str:
        """Return a named parameter."""
        return f"${name}"

    def literal(self, text: str) -> str:
        """Return a text in single quotes."""
        return literal(text)

    def text(self, column: str, kind: str) -> str:
        """Return text without the quotes of JSON; NULL where nothing but spaces is left."""
        plain = f"({column} ->> '$')" if kind == "JSON" else f"CAST({column} AS VARCHAR)"
        return f"CASE WHEN TRIM({plain}) <> '' THEN {plain} END"

    def micros(self, column: str, kind: str) -> str:
        """Read ISO 8601 and counts since 1970: 10 digits are seconds, 13, 16 and 19 fractions."""
        kind = kind.upper()
        if kind.startswith("TIMESTAMP") and kind != _ZONED and self.zone == "UTC":
            # Nothing to look up in a calendar of zones, which takes longer than all else.
            return self._within(f"EPOCH_US(CAST({column} AS TIMESTAMP))", column)
        if kind == "DATE" or kind.startswith("TIMESTAMP"):
            return self._within(
                f"EPOCH_US(TRY_CAST({column} AS {_ZONED}))", f"TRY_CAST({column} AS {_ZONED})"
            )
        if kind in _WHOLE:
            count = f"TRY_CAST({column} AS BIGINT)"
            return of_whole(count, f"{count} // 1000")
        if kind in _FLOATS:
            return of_float(column) if kind == "DOUBLE" else "CAST(NULL AS BIGINT)"
        text = self.text(column, kind)
        written = self._written(text)
        return (
            f"CASE WHEN REGEXP_MATCHES({text}, '{COUNT}') THEN TRY_CAST({digits(text)} AS BIGINT)"
            f" ELSE {self._within(f'EPOCH_US({written})', written)} END"
        )

    def _written(self, text: str) -> str:
        """Return a text as a time: most are read at once, and looked at only where that fails.

        A year of two digits would be one of the first century; spaces around an offset are taken away.
        """
        closed = f"REGEXP_REPLACE(TRIM({text}), ' +([+-][0-9:]+|[zZ])$', '\\1')"
        return (
            f"COALESCE(CASE WHEN {text} LIKE '2___-%' THEN TRY_CAST({text} AS {_ZONED}) END,"
            f" CASE WHEN REGEXP_MATCHES({text}, '{_YEAR}') THEN TRY_CAST({closed} AS {_ZONED}) END)"
        )

    def _within(self, micros: str, time: str) -> str:
        return f"CASE WHEN ISFINITE({time}) AND {micros} BETWEEN {FIRST} AND {LAST} THEN {micros} END"

    def naive(self, column: str, kind: str) -> str:
        """Return 1 for times without an offset or the name of a zone; a number of seconds is in UTC."""
        kind = kind.upper()
        if kind in _WHOLE or kind in _FLOATS or kind == _ZONED:
            return "0"
        if kind == "DATE" or kind.startswith("TIMESTAMP"):
            return "1"
        text = self.text(column, kind)
        zoned = f"({COUNT})|(:[0-9.]+\\s*([zZ]|[+-][0-9]{{2}}(:?[0-9]{{2}}){{0,2}}|\\s[A-Za-z_/+-]+)\\s*$)"
        return f"CASE WHEN REGEXP_MATCHES({text}, '{zoned}') THEN 0 ELSE 1 END"

    def number(self, text: str) -> str:
        """Return a finite number, or NULL."""
        number = f"TRY_CAST({text} AS DOUBLE)"
        return f"CASE WHEN REGEXP_MATCHES({text}, '{NUMBER}') AND ISFINITE({number}) THEN {number} END"

    def day_of(self, text: str) -> str:
        """Return the day in the connection's zone."""
        time = self._written(text)
        return f"CASE WHEN ISFINITE({time}) THEN {self._day(time)} END"

    def day_index(self, micros: str) -> str:
        """Return the day in the connection's zone."""
        return self._day(self._time(micros))

    def month_index(self, micros: str) -> str:
        """Return the month in the connection's zone."""
        return f"(YEAR({self._time(micros)}) * 12 + MONTH({self._time(micros)}) - 1)"

    def _time(self, micros: str) -> str:
        return f"CAST(MAKE_TIMESTAMP({micros}) AT TIME ZONE 'UTC' AS {_ZONED})"

    def _day(self, time: str) -> str:
        return f"CAST(CAST({time} AS DATE) - DATE '1970-01-01' AS BIGINT)"

    def fingerprint(self, columns: list[str]) -> str:
        """Return a hash of 64 bits."""
        return f"HASH({', '.join(columns)})"

    def binary(self, text: str) -> str:
        """Return the text: DuckDB orders by bytes of UTF-8 unless it is told otherwise."""
        return text

    def nullable(self, column: str) -> str:
        """Return the column: every column may be NULL."""
        return column

    def listed(self, item: str, order: str) -> str:
        """Return an ordered aggregate."""
        return f"STRING_AGG({item}, ',' ORDER BY {order})"

    def adapted(self, sql: str) -> str:
        """Return the statement as it is."""
        return sql

    def settings(self, zone: str) -> tuple[str, ...]:
        """Return what sets the zone."""
        return (f"SET TimeZone = {literal(zone)}",)

    def create(self, name: str, select: str) -> tuple[str, ...]:
        """Return a statement that replaces the table where there is one."""
        return (f"CREATE OR REPLACE TEMP TABLE {name} AS {select}",)

    def view(self, name: str, select: str) -> tuple[str, ...]:
        """Return a statement that replaces the view where there is one."""
        return (f"CREATE OR REPLACE TEMP VIEW {name} AS {select}",)

    def place(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return nothing: tables are temporary."""
        return (), ()

    def drop(self, name: str) -> tuple[str, ...]:
        """Return a statement that takes the table away."""
        return (f"DROP TABLE IF EXISTS {name}",)
