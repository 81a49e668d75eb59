"""How times and numbers are written in texts: what an engine's own reading is kept to.

Patterns know no backslash, so that they are the same text in every engine's literals.
"""

from __future__ import annotations

from typing import Final

FIRST: Final = -62_135_596_800_000_000
LAST: Final = 253_402_300_799_999_999
"""The years 1 to 9999 in microseconds."""

_OFFSET: Final = "([zZ]|[+-][0-9]{2}(:?[0-9]{2}){0,2})"
_ZONE: Final = "( [A-Za-z_/+-]+)"
_CLOCK: Final = "[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"

TIME: Final = f"^ *[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}({_CLOCK}( *{_OFFSET}|{_ZONE})?)? *$"
"""A date or a time as ISO 8601 has it, with an offset, the name of a zone, or neither."""

ZONED: Final = f"(^ *[0-9]+ *$)|(:[0-9.]+ *({_OFFSET}|{_ZONE}) *$)"
"""A time that names its zone, or a count, which is in UTC."""

NUMBER: Final = "^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)? *$"
COUNT: Final = "^ *[0-9]+([.][0-9]*)?([eE][+]?[0-9]{1,2})? *$"
"""A number of seconds, or of fractions of one, since 1970."""


def literal(text: str) -> str:
    """Return a text as SQL has it, where backslashes stand for themselves."""
    return "'" + text.replace("'", "''") + "'"


def counted(number: str, whole: str, *, written: str, divided: str) -> str:
    """Return microseconds of a count by its digits: 10 are seconds, 13, 16 and 19 fractions.

    `whole` is the count as a whole number, `divided` it in thousandths; where it is no count, `written`.
    """
    return (
        f"CASE WHEN {number} BETWEEN 1000000000 AND 9999999999 THEN {whole} * 1000000"
        f" WHEN {number} BETWEEN 1000000000000 AND 9999999999999 THEN {whole} * 1000"
        f" WHEN {number} BETWEEN 1000000000000000 AND 9999999999999999 THEN {whole}"
        f" WHEN {number} BETWEEN 1000000000000000000 AND 9223372036854775807 THEN {divided}"
        f" WHEN {number} IS NULL THEN {written} END"
    )
