"""The statements of an analysis as a script that people can read and run, in any dialect.

What is asked depends on what was answered: the names of events, the newest time. So an analysis is run once
where the log is, and written down as if the same answers came from an engine of the other dialect.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Final

from jmap.analyze.dialects.base import Dialect
from jmap.analyze.dialects.clickhouse import ClickHouseDialect
from jmap.analyze.dialects.duckdb import DuckDBDialect
from jmap.analyze.dialects.places import outside
from jmap.analyze.dialects.postgres import PostgresDialect
from jmap.analyze.dialects.spark import SparkDialect
from jmap.analyze.engine import NO_VALUES, Broken, Engine, Row

_MOMENT, _LOCAL, _DAY, _WHOLE, _FLOAT, _TEXT = range(6)
_KINDS: Final[Mapping[str, tuple[str, str, str, str, str, str]]] = {
    "duckdb": ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP", "DATE", "BIGINT", "DOUBLE", "VARCHAR"),
    "postgres": (
        "timestamp with time zone",
        "timestamp without time zone",
        "date",
        "bigint",
        "double precision",
        "text",
    ),
    # A time of ClickHouse is always a moment; one without a zone is kept as text.
    "clickhouse": ("DateTime64(6)", "String", "Date32", "Int64", "Float64", "String"),
    "spark": ("timestamp", "timestamp_ntz", "date", "bigint", "double", "string"),
}
"""What each dialect calls a moment, a time without a zone, a day, numbers, and any other column."""

_NEW_LINE: Final = " (?:FROM|WHERE|GROUP BY|UNION ALL|LEFT JOIN|JOIN) "
"""What begins a line of a statement."""


def dialect_of(name: str, zone: str) -> Dialect:
    """Return a dialect by name, for a log's zone."""
    match name:
        case "postgres":
            return PostgresDialect()
        case "clickhouse":
            return ClickHouseDialect()
        case "spark":
            return SparkDialect()
        case _:
            return DuckDBDialect(zone)


class Recorder:
    """An engine that keeps what it answered, if it is told to."""

    def __init__(self, engine: Engine, *, keep: bool = True) -> None:
        """Take an engine that is open."""
        self._keep = keep
        self._engine = engine
        self.dialect = engine.dialect
        self.columns = engine.columns
        self.broken = engine.broken
        self.opened = engine.opened
        self.answers: list[list[Row]] = []

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Make a table of a query."""
        self._engine.create(name, select, values)

    def view(self, name: str, select: str) -> None:
        """Make a view of a query."""
        self._engine.view(name, select)

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Return the rows of a query."""
        found = self._engine.rows(select, values)
        if self._keep:
            self.answers.append(list(found))
            return self.answers[-1]
        return found

    def drop(self, *names: str) -> None:
        """Take tables away."""
        self._engine.drop(*names)

    def close(self) -> None:
        """Let the engine go."""
        self._engine.close()


class Scribe:
    """An engine that runs nothing: it gives the answers of another, and writes down what it was asked."""

    def __init__(self, dialect: str, zone: str, ran: Recorder) -> None:
        """Take the name of a dialect, the log's zone, and an engine that has answered the same questions."""
        self.dialect = dialect_of(dialect, zone)
        self.broken: Broken = ran.broken
        own = dialect == ran.dialect.name
        self.columns = ran.columns if own else _columns(ran, dialect)
        self.opened: tuple[str, ...] = ran.opened if own else ()
        self._answers = iter(ran.answers)
        self.statements: list[str] = []
        self._lines: list[str] = []
        self._said = ""
        self._open(zone)

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Write down how a table is made."""
        first, *others = self.dialect.create(name, select)
        self._write(f"the table {name}", first, values)
        for statement in others:
            self._write("", statement)

    def view(self, name: str, select: str) -> None:
        """Write down how a view is made."""
        for statement in self.dialect.view(name, select):
            self._write(f"the view {name}", statement)

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Write down a question, and give the answer of the other engine."""
        self._write("", select, values)
        return next(self._answers)

    def drop(self, *names: str) -> None:
        """Write down what is taken away."""
        for statement in (each for name in names for each in self.dialect.drop(name)):
            self._write("", statement)

    def close(self) -> None:
        """Do nothing."""

    def text(self) -> str:
        """Return the script."""
        ended = [f"{each};" for each in self._ended]
        return "\n".join([*self._lines, *(["", *ended] if ended else [])]) + "\n"

    def _open(self, zone: str) -> None:
        self._lines.append(f"-- An analysis by jmap in the words of {self.dialect.name}, times in {zone}.")
        made, self._ended = self.dialect.place()
        if not self.opened:
            # Where the script has a schema of its own, only what belongs to the session is seen from it.
            raw = "temporary view" if made else "table or view"
            self._lines.append(f"-- It reads a {raw} `raw` with these columns:")
            self._lines.extend(
                f"--   {_line(self.dialect.identifier(name))} {kind}" for name, kind in self.columns.items()
            )
        for statement in (*self.dialect.settings(zone), *self.opened, *made):
            self._add(statement)

    def _add(self, sql: str) -> None:
        self.statements.append(sql)
        self._lines.append(f"{sql};")

    def _write(self, about: str, sql: str, values: Mapping[str, str] = NO_VALUES) -> None:
        # Each module that asks says in its first line what it is about; no other says it as well.
        caller = sys._getframe(2).f_globals.get("__doc__") or ""  # noqa: SLF001 - the only way to a caller
        said = caller.partition("\n")[0]
        if said != self._said:
            self._said = said
            self._lines.extend(["", f"-- {said}"])
        if about:
            self._lines.append(f"-- {about}")
        self._add(self._filled(self.dialect.adapted(sql), values))

    def _filled(self, sql: str, values: Mapping[str, str]) -> str:
        """Return SQL in lines, with texts as literals in the places of values."""
        place = re.escape(self.dialect.parameter("PLACE")).replace("PLACE", r"(?P<name>[a-z0-9]+)")
        return outside(
            sql,
            f"{place}|{_NEW_LINE}",
            lambda found: (
                self.dialect.literal(values[found["name"]]) if found["name"] else f"\n{found[0][1:]}"
            ),
            backslash=self.dialect.literal("\\") != "'\\'",
        )


def _columns(ran: Recorder, dialect: str) -> Mapping[str, str]:
    """Return the columns of a log as another dialect would have them."""
    moments = ("timestamp with time zone", "timestamp" if ran.dialect.name == "spark" else "")
    return {name: _KINDS[dialect][_kind(kind.lower(), moments)] for name, kind in ran.columns.items()}


def _kind(kind: str, moments: tuple[str, ...]) -> int:
    if kind in moments or "datetime" in kind:
        return _MOMENT
    if kind.startswith("timestamp"):
        return _LOCAL
    if kind in ("date", "date32", "nullable(date)", "nullable(date32)"):
        return _DAY
    if kind in ("double", "double precision", "float64", "nullable(float64)"):
        return _FLOAT
    return _WHOLE if "int" in kind else _TEXT


def _line(text: str) -> str:
    """Return a text as one line, so that nothing of it stands outside a comment."""
    return "".join(each if each.isprintable() else "?" for each in text)
