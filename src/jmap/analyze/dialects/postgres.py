"""PostgreSQL's own words, from version 16 on, which can tell whether a text is a time without an error."""

from __future__ import annotations

from typing import Final

from jmap.analyze.dialects.written import (
    COUNT,
    FIRST,
    LAST,
    NUMBER,
    TIME,
    ZONED,
    digits,
    literal,
    of_float,
    of_whole,
)
from jmap.records import frozen

_WHOLE: Final = ("smallint", "integer", "bigint")
_FLOATS: Final = ("double precision", "real")
"""The latter has no room for the seconds since 1970."""
_ZONED: Final = "timestamp with time zone"
_NAIVE: Final = "timestamp without time zone"


@frozen
class PostgresDialect:
    """Pieces of SQL for PostgreSQL. Its session has the log's zone as its own."""

    name: str = "postgres"

    def identifier(self, name: str) -> str:
        """Return a name in double quotes."""
        return '"' + name.replace('"', '""') + '"'

    def parameter(self, name: str) -> str:
        """Return a named place of the client's; the type keeps the server from guessing."""
        return f"CAST(%({name})s AS TEXT)"

    def literal(self, text: str) -> str:
        """Return a text in single quotes."""
        return literal(text)

    def text(self, column: str, kind: str) -> str:
        """Return text without the quotes of JSON; NULL where nothing but spaces is left."""
        plain = f"({column} #>> '{{}}')" if kind in ("json", "jsonb") else f"CAST({column} AS TEXT)"
        return f"CASE WHEN BTRIM({plain}) <> '' THEN {plain} END COLLATE \"C\""

    def micros(self, column: str, kind: str) -> str:
        """Read ISO 8601 and counts since 1970."""
        if kind in (_ZONED, _NAIVE):
            return self._micros(f"CAST({column} AS TIMESTAMPTZ)", f"ISFINITE({column})")
        if kind == "date":
            years = f"{column} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"
            return self._micros(f"CAST({column} AS TIMESTAMPTZ)", years)
        if kind in _WHOLE:
            count = f"CAST({column} AS BIGINT)"
            return of_whole(count, f"{count} / 1000")
        if kind in _FLOATS:
            return of_float(column) if kind == "double precision" else "CAST(NULL AS BIGINT)"
        text = f"({self.text(column, kind)})"
        return (
            f"CASE WHEN {text} ~ '{COUNT}' THEN CAST({digits(text)} AS BIGINT)"
            f" ELSE {self._micros(self._time(text), self._is_time(text))} END"
        )

    def _micros(self, time: str, where: str) -> str:
        # EXTRACT gives an exact decimal; a time in years before 1 or after 9999 is none of a log's.
        micros = f"CAST(EXTRACT(EPOCH FROM {time}) * 1000000 AS BIGINT)"
        return f"CASE WHEN {where} THEN CASE WHEN {micros} BETWEEN {FIRST} AND {LAST} THEN {micros} END END"

    def _cut(self, text: str) -> str:
        return f"REGEXP_REPLACE({text}, '([.][0-9]{{6}})[0-9]+', '\\1')"

    def _time(self, text: str) -> str:
        return f"CAST({self._cut(text)} AS TIMESTAMPTZ)"

    def _is_time(self, text: str) -> str:
        return f"{text} ~ '{TIME}' AND PG_INPUT_IS_VALID({self._cut(text)}, 'timestamptz')"

    def naive(self, column: str, kind: str) -> str:
        """Return 1 for times without an offset or the name of a zone; a number of seconds is in UTC."""
        if kind in _WHOLE or kind in _FLOATS or kind == _ZONED:
            return "0"
        if kind in ("date", _NAIVE):
            return "1"
        return f"CASE WHEN {self.text(column, kind)} ~ '{ZONED}' THEN 0 ELSE 1 END"

    def number(self, text: str) -> str:
        """Return a finite number, or NULL."""
        valid = f"({text}) ~ '{NUMBER}' AND PG_INPUT_IS_VALID({text}, 'double precision')"
        return f"CASE WHEN {valid} THEN CAST({text} AS DOUBLE PRECISION) END"

    def day_of(self, text: str) -> str:
        """Return the day in the session's zone."""
        return f"CASE WHEN {self._is_time(f'({text})')} THEN {self._day(self._time(text))} END"

    def day_index(self, micros: str) -> str:
        """Return the day in the session's zone."""
        return self._day(self._at(micros))

    def month_index(self, micros: str) -> str:
        """Return the month in the session's zone."""
        time = self._at(micros)
        return f"CAST(EXTRACT(YEAR FROM {time}) * 12 + EXTRACT(MONTH FROM {time}) - 1 AS BIGINT)"

    def _at(self, micros: str) -> str:
        # Whole seconds: TO_TIMESTAMP counts in floating point, which has no room for microseconds.
        return f"TO_TIMESTAMP(CAST(FLOOR(({micros}) / 1000000.0) AS DOUBLE PRECISION))"

    def _day(self, time: str) -> str:
        return f"CAST(CAST({time} AS DATE) - DATE '1970-01-01' AS BIGINT)"

    def fingerprint(self, columns: list[str]) -> str:
        """Return a hash of 64 bits."""
        return f"HASHTEXTEXTENDED(CAST(ROW({', '.join(columns)}) AS TEXT), 0)"

    def binary(self, text: str) -> str:
        """Return the text in the order of its bytes."""
        return f'{text} COLLATE "C"'

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
        return (f"SET TIME ZONE {literal(zone)}",)

    def create(self, name: str, select: str) -> tuple[str, ...]:
        """Return statements that put a new table in the place of an old one, which it may be made of."""
        return (
            f"CREATE TEMP TABLE new_{name} AS {select}",
            f"DROP TABLE IF EXISTS pg_temp.{name}",
            f"ALTER TABLE pg_temp.new_{name} RENAME TO {name}",
            f"ANALYZE pg_temp.{name}",
        )

    def view(self, name: str, select: str) -> tuple[str, ...]:
        """Return a statement that replaces the view where there is one."""
        return (f"CREATE OR REPLACE TEMP VIEW {name} AS {select}",)

    def place(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return nothing: tables are temporary."""
        return (), ()

    def drop(self, name: str) -> tuple[str, ...]:
        """Return a statement that takes the session's own table away, and no other."""
        return (f"DROP TABLE IF EXISTS pg_temp.{name}",)
