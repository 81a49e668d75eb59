"""ClickHouse's own words. Its times are of the years 1900 to 2299, and texts name zones by offset only."""

from __future__ import annotations

from typing import Final

from jmap.analyze.dialects.places import outside
from jmap.analyze.dialects.written import COUNT, NUMBER, TIME, ZONED, digits, of_float, of_whole
from jmap.records import frozen

_YEARS: Final = "^ *(19|2[012])"
_SETTINGS: Final = (
    "join_use_nulls = 1",
    # Names mean columns, as everywhere else, and not what the same query calls so.
    "prefer_column_name_to_alias = 1",
    "cast_keep_nullable = 1",
    "aggregate_functions_null_for_empty = 1",
)


def plain(kind: str) -> str:
    """Return a type without what says that it may be NULL, or how it is kept."""
    for wrapper in ("LowCardinality(", "Nullable("):
        if kind.startswith(wrapper):
            kind = kind[len(wrapper) : -1]
    return kind


@frozen
class ClickHouseDialect:
    """Pieces of SQL for ClickHouse. Its session has the log's zone as its own."""

    name: str = "clickhouse"

    def identifier(self, name: str) -> str:
        """Return a name in double quotes, where a backslash and a quote follow a backslash."""
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def parameter(self, name: str) -> str:
        """Return a place that the server fills."""
        return f"{{{name}:String}}"

    def literal(self, text: str) -> str:
        """Return a text in single quotes, where a backslash and a quote follow a backslash."""
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def text(self, column: str, kind: str) -> str:  # noqa: ARG002 - all types are written alike
        """Return text; NULL where nothing but spaces is left."""
        return f"CASE WHEN trimBoth(toString({column})) <> '' THEN toString({column}) END"

    def micros(self, column: str, kind: str) -> str:
        """Read ISO 8601 and counts since 1970."""
        if plain(kind).startswith("Date"):
            return f"toUnixTimestamp64Micro(toDateTime64({column}, 6))"
        if plain(kind).startswith(("Int", "UInt")):
            count = f"accurateCastOrNull({column}, 'Int64')"
            return of_whole(count, f"intDiv({count}, 1000)")
        if plain(kind).startswith("Float"):
            # Of 32 bits it has no room for the seconds since 1970.
            return of_float(column) if plain(kind) == "Float64" else "CAST(NULL AS Nullable(Int64))"
        text = self.text(column, kind)
        return (
            f"CASE WHEN match({text}, '{COUNT}') THEN toInt64OrNull({digits(text)})"
            f" ELSE toUnixTimestamp64Micro({self._time(text)}) END"
        )

    def _time(self, text: str) -> str:
        """Return a text as a time, or NULL: a day that its month has not is none, whatever is made of it."""
        date = f"splitByRegexp('[ T]', trimBoth(assumeNotNull({text})))[1]"
        parts = f"splitByChar('-', {date})"
        day = ", ".join(f"toInt32OrZero({parts}[{index}])" for index in (1, 2, 3))
        valid = f"toDayOfMonth(makeDate32({day})) = toInt32OrZero({parts}[3])"
        return (
            f"CASE WHEN match({text}, '{TIME}') AND match({text}, '{_YEARS}') AND {valid}"
            f" THEN parseDateTime64BestEffortOrNull({text}, 6) END"
        )

    def naive(self, column: str, kind: str) -> str:
        """Return 1 for times without an offset; a time of the engine's own is a moment, and so in UTC."""
        if plain(kind).startswith(("DateTime", "Int", "UInt", "Float")):
            return "0"
        if plain(kind).startswith("Date"):
            return "1"
        return f"CASE WHEN match({self.text(column, kind)}, '{ZONED}') THEN 0 ELSE 1 END"

    def number(self, text: str) -> str:
        """Return a finite number, or NULL."""
        number = f"toFloat64OrNull(trimBoth({text}))"
        return f"CASE WHEN match({text}, '{NUMBER}') AND isFinite({number}) THEN {number} END"

    def day_of(self, text: str) -> str:
        """Return the day in the session's zone."""
        return f"toInt64(toInt32(toDate32({self._time(text)})))"

    def day_index(self, micros: str) -> str:
        """Return the day in the session's zone."""
        return f"toInt64(toInt32(toDate32(fromUnixTimestamp64Micro(toInt64({micros})))))"

    def month_index(self, micros: str) -> str:
        """Return the month in the session's zone."""
        time = f"fromUnixTimestamp64Micro(toInt64({micros}))"
        return f"toInt64(toYear({time}) * 12 + toMonth({time}) - 1)"

    def fingerprint(self, columns: list[str]) -> str:
        """Return a hash of 64 bits; a tuple as text has quotes around texts and none around NULL."""
        return f"sipHash64(toString(tuple({', '.join(columns)})))"

    def binary(self, text: str) -> str:
        """Return the text: ClickHouse orders by bytes."""
        return text

    def nullable(self, column: str) -> str:
        """Return a column that may be NULL: what would lie before the first row is 0 or '' otherwise."""
        return f"toNullable({column})"

    def listed(self, item: str, order: str) -> str:
        """Return the items of pairs that are put in order."""
        pairs = f"arraySort(groupArray(tuple({order}, {item})))"
        return f"arrayStringConcat(arrayMap(pair -> pair.2, {pairs}), ',')"

    def adapted(self, sql: str) -> str:
        """Return a statement whose LAG and LEAD give NULL where there is no row, not 0 or ''."""
        return outside(
            sql,
            r"\b(?P<word>LAG|LEAD)\((?P<column>[a-z_0-9.]+)\)",
            lambda found: f"{found['word']}({self.nullable(found['column'])})",
            backslash=True,
        )

    def settings(self, zone: str) -> tuple[str, ...]:
        """Return what sets the zone, and makes NULL and names mean what they mean elsewhere."""
        return tuple(f"SET {each}" for each in (f"session_timezone = {self.literal(zone)}", *_SETTINGS))

    def create(self, name: str, select: str) -> tuple[str, ...]:
        """Return statements that put a new table in the place of an old one, which it may be made of."""
        return (f"CREATE OR REPLACE TEMPORARY TABLE {name} ENGINE = MergeTree ORDER BY tuple() AS {select}",)

    def view(self, name: str, select: str) -> tuple[str, ...]:
        """Return a statement that makes a view; there is none yet."""
        return (f"CREATE TEMPORARY VIEW {name} AS {select}",)

    def place(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return nothing: tables are temporary."""
        return (), ()

    def drop(self, name: str) -> tuple[str, ...]:
        """Return a statement that takes the session's own table away, and no other."""
        return (f"DROP TEMPORARY TABLE IF EXISTS {name}",)
