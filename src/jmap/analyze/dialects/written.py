"""How times and numbers are written in texts: what an engine's own reading is kept to.

Patterns know no backslash, so that they are the same text in every engine's literals.
"""

from __future__ import annotations

from typing import Final

FIRST: Final = -62_135_596_800_000_000
LAST: Final = 253_402_300_799_999_999
"""The years 1 to 9999 in microseconds."""

_OFFSET: Final = "([zZ]|[+-][0-9]{2}(:?[0-9]{2}){0,2})"
_ZONE: Final = "( [A-Za-z_/+-]{3,})"
"""Of two letters are AM, PM, AD and BC, which some engines would read."""

_DAY: Final = "[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"
_HOUR: Final = "([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?|24:00(:00([.]0+)?)?"
_CLOCK: Final = f"[T ]({_HOUR})"

TIME: Final = f"^ *{_DAY}({_CLOCK}( *{_OFFSET}|{_ZONE})?)? *$"
"""A date or a time as ISO 8601 has it, with an offset, the name of a zone, or neither."""

COUNT: Final = "^ *[1-9][0-9]{9}([0-9]{3}){0,3}([.][0-9]*)? *$"
"""A count since 1970, with decimals or without: 10 digits are seconds, 13, 16 and 19 are fractions of one.

With an exponent it is none: who writes `1.76723e9` has cut off minutes.
"""

ZONED: Final = f"({COUNT})|(:[0-9.]+ *({_OFFSET}|{_ZONE}) *$)"
"""A time that names its zone, or a count, which is in UTC."""

NUMBER: Final = "^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$"


def literal(text: str) -> str:
    """Return a text as SQL has it, where backslashes stand for themselves."""
    return "'" + text.replace("'", "''") + "'"


def digits(text: str) -> str:
    """Return the digits of a count down to microseconds, as text: the first 16, whatever it counts."""
    plain = f"REPLACE(REPLACE({text}, ' ', ''), '.', '')"
    return f"SUBSTRING(CONCAT({plain}, '000000'), 1, 16)"


def of_whole(count: str, divided: str) -> str:
    """Return microseconds of a count that is a whole number; `divided` is it in thousandths."""
    return (
        f"CASE WHEN {count} BETWEEN 1000000000 AND 9999999999 THEN {count} * 1000000"
        f" WHEN {count} BETWEEN 1000000000000 AND 9999999999999 THEN {count} * 1000"
        f" WHEN {count} BETWEEN 1000000000000000 AND 9999999999999999 THEN {count}"
        f" WHEN {count} BETWEEN 1000000000000000000 AND 9223372036854775807 THEN {divided} END"
    )


def of_float(count: str) -> str:
    """Return microseconds of a count that is a floating point number of 64 bits.

    It is within half a microsecond of what was meant, and is rounded to the nearest.
    """

    def nearest(micros: str) -> str:
        return f"CAST(FLOOR({micros} + 0.5) AS BIGINT)"

    return (
        f"CASE WHEN {count} >= 1000000000 AND {count} < 10000000000 THEN {nearest(f'{count} * 1000000')}"
        f" WHEN {count} >= 1000000000000 AND {count} < 10000000000000 THEN {nearest(f'{count} * 1000')}"
        f" WHEN {count} >= 1000000000000000 AND {count} < 10000000000000000 THEN {nearest(count)}"
        f" WHEN {count} >= 1000000000000000000 AND {count} < 9000000000000000000"
        f" THEN {nearest(f'{count} / 1000')} END"
    )
