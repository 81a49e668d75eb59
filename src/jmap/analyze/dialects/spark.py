"""Spark's own words."""

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
    of_float,
    of_whole,
)
from jmap.records import frozen

_WHOLE: Final = ("tinyint", "smallint", "int", "bigint")
_SCHEMA: Final = "jmap_analysis"
_FLOATS: Final = ("double", "float")
"""The latter has no room for the seconds since 1970."""


@frozen
class SparkDialect:
    """Pieces of SQL for Spark. Its session has the log's zone as its own."""

    name: str = "spark"

    def identifier(self, name: str) -> str:
        """Return a name in backticks."""
        return "`" + name.replace("`", "``") + "`"

    def parameter(self, name: str) -> str:
        """Return a named parameter."""
        return f":{name}"

    def literal(self, text: str) -> str:
        """Return a text in single quotes, where a backslash and a quote follow a backslash."""
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def text(self, column: str, kind: str) -> str:  # noqa: ARG002 - all types are written alike
        """Return text; NULL where nothing but spaces is left."""
        plain = f"CAST({column} AS STRING)"
        return f"CASE WHEN TRIM({plain}) <> '' THEN {plain} END"

    def micros(self, column: str, kind: str) -> str:
        """Read ISO 8601 and counts since 1970."""
        if kind.startswith("timestamp") or kind == "date":
            return self._micros(f"CAST({column} AS TIMESTAMP)")
        if kind in _WHOLE:
            count = f"CAST({column} AS BIGINT)"
            return of_whole(count, f"({count} DIV 1000)")
        if kind in _FLOATS:
            return of_float(column) if kind == "double" else "CAST(NULL AS BIGINT)"
        text = self.text(column, kind)
        return (
            f"CASE WHEN {text} RLIKE '{COUNT}' THEN TRY_CAST({digits(text)} AS BIGINT)"
            f" ELSE {self._micros(self._time(text))} END"
        )

    def _micros(self, time: str) -> str:
        return f"CASE WHEN UNIX_MICROS({time}) BETWEEN {FIRST} AND {LAST} THEN UNIX_MICROS({time}) END"

    def _time(self, text: str) -> str:
        return f"CASE WHEN {text} RLIKE '{TIME}' THEN TRY_CAST({self._offset(text)} AS TIMESTAMP) END"

    def _offset(self, text: str) -> str:
        # An offset has a colon here.
        return f"REGEXP_REPLACE(TRIM({text}), '(:[0-9.]+ *[+-][0-9]{{2}})([0-9]{{2}})$', '$1:$2')"

    def naive(self, column: str, kind: str) -> str:
        """Return 1 for times without an offset or the name of a zone; a number of seconds is in UTC."""
        if kind in _WHOLE or kind in _FLOATS or kind == "timestamp":
            return "0"
        if kind in ("date", "timestamp_ntz"):
            return "1"
        return f"CASE WHEN {self.text(column, kind)} RLIKE '{ZONED}' THEN 0 ELSE 1 END"

    def number(self, text: str) -> str:
        """Return a finite number, or NULL."""
        number = f"TRY_CAST(TRIM({text}) AS DOUBLE)"
        finite = f"ABS({number}) < DOUBLE('Infinity')"
        return f"CASE WHEN {text} RLIKE '{NUMBER}' AND {finite} THEN {number} END"

    def day_of(self, text: str) -> str:
        """Return the day in the session's zone."""
        return self._day(self._time(text))

    def day_index(self, micros: str) -> str:
        """Return the day in the session's zone."""
        return self._day(f"TIMESTAMP_MICROS({micros})")

    def month_index(self, micros: str) -> str:
        """Return the month in the session's zone."""
        time = f"TIMESTAMP_MICROS({micros})"
        return f"CAST(YEAR({time}) * 12 + MONTH({time}) - 1 AS BIGINT)"

    def _day(self, time: str) -> str:
        return f"CAST(DATEDIFF(CAST({time} AS DATE), DATE '1970-01-01') AS BIGINT)"

    def fingerprint(self, columns: list[str]) -> str:
        """Return a hash of 64 bits; NULL and its absence are told apart by a column of their own."""
        told = ", ".join(f"{column}, {column} IS NULL" for column in columns)
        return f"XXHASH64({told})"

    def binary(self, text: str) -> str:
        """Return the text: Spark orders by bytes."""
        return text

    def nullable(self, column: str) -> str:
        """Return the column: every column may be NULL."""
        return column

    def listed(self, item: str, order: str) -> str:
        """Return the items of pairs that are put in order."""
        pairs = f"SORT_ARRAY(COLLECT_LIST(STRUCT({order} AS place, {item} AS item)))"
        return f"ARRAY_JOIN(TRANSFORM({pairs}, pair -> pair.item), ',')"

    def adapted(self, sql: str) -> str:
        """Return the statement as it is."""
        return sql

    def settings(self, zone: str) -> tuple[str, ...]:
        """Return what sets the zone, and keeps to the standard."""
        return (
            f"SET TIME ZONE {self.literal(zone)}",
            "SET spark.sql.ansi.enabled = true",
            "SET spark.sql.caseSensitive = true",
        )

    def create(self, name: str, select: str) -> tuple[str, ...]:
        """Return statements that put a new table in the place of an old one, which it may be made of.

        They are for scripts: the engine keeps tables in its own way. A view that is cached would not do, as
        its query is planned again wherever it is asked, with those of all the views below it.
        """
        return (
            f"CREATE TABLE new_{name} AS {select}",
            f"DROP TABLE IF EXISTS {name}",
            f"ALTER TABLE new_{name} RENAME TO {name}",
        )

    def view(self, name: str, select: str) -> tuple[str, ...]:
        """Return a statement that replaces the view where there is one."""
        return (f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {select}",)

    def place(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what makes a schema of our own, which must not be there yet: no table of others is met."""
        return (f"CREATE SCHEMA {_SCHEMA}", f"USE {_SCHEMA}"), (f"DROP SCHEMA {_SCHEMA} CASCADE",)

    def drop(self, name: str) -> tuple[str, ...]:
        """Return a statement that takes the table away."""
        return (f"DROP TABLE IF EXISTS {name}",)
