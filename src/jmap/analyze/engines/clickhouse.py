"""ClickHouse, in a session that may make temporary tables and nothing else."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from jmap.analyze.addresses import Address
from jmap.analyze.dialects.base import Dialect
from jmap.analyze.dialects.clickhouse import ClickHouseDialect
from jmap.analyze.engine import NO_VALUES, Broken, Row
from jmap.analyze.fault import AnalyzeError

_CONNECT: Final = 10
_READS: Final = 2
"""What `readonly` is where temporary tables are all that may be made."""


def connect(address: Address, zone: str) -> ClickHouse:
    """Open a table of a server. Raises AnalyzeError where there is none, ImportError without the client."""
    import clickhouse_connect
    from clickhouse_connect.driver.exceptions import Error

    # The client tells of errors twice, by raising and in a log that nobody has asked for.
    logging.getLogger("clickhouse_connect").addHandler(logging.NullHandler())
    scheme, _, rest = address.url.partition("://")
    try:
        client = clickhouse_connect.get_client(
            dsn=f"clickhouse://{rest}",
            interface="https" if scheme == "clickhouses" else None,
            connect_timeout=_CONNECT,
            send_receive_timeout=address.timeout + _CONNECT,
            settings={"session_timeout": str(address.timeout + 60)},
        )
    except (Error, OSError, ValueError) as error:
        raise AnalyzeError(f"ClickHouse cannot be reached: {_first_line(error)}") from error
    return ClickHouse(client, address.table, zone, address.timeout)


class ClickHouse:
    """A table that a client of ClickHouse sees. The client is closed with it."""

    def __init__(self, client: Any, table: tuple[str, ...], zone: str, timeout: int) -> None:
        """Open a table; a statement may take so many seconds. Raises AnalyzeError where there is none."""
        from clickhouse_connect.driver.exceptions import Error

        self.dialect: Dialect = ClickHouseDialect()
        self.broken = Broken()
        self.opened: tuple[str, ...] = ()
        self._errors = Error
        self._client = client
        try:
            for statement in (*self.dialect.settings(zone), f"SET max_execution_time = {timeout}"):
                self._do(statement)
            [(readonly,)] = self.rows("SELECT getSetting('readonly')")
            if int(readonly) != _READS:
                self._do(f"SET readonly = {_READS}")
            log = ".".join(self.dialect.identifier(name) for name in table)
            self.opened = self.dialect.view("raw", f"SELECT * FROM {log}")
            for statement in self.opened:
                self._do(statement)
            self.columns: Mapping[str, str] = {
                str(name): str(kind) for name, kind, *_ in self.rows("DESCRIBE TABLE raw")
            }
        except BaseException:
            self.close()
            raise

    def create(self, name: str, select: str, values: Mapping[str, str] = NO_VALUES) -> None:
        """Make a table of a query."""
        first, *others = self.dialect.create(name, select)
        self._do(first, values)
        for statement in others:
            self._do(statement)

    def view(self, name: str, select: str) -> None:
        """Make a view of a query."""
        for statement in self.dialect.view(name, select):
            self._do(statement)

    def rows(self, select: str, values: Mapping[str, str] = NO_VALUES) -> Iterable[Row]:
        """Return the rows of a query."""
        try:
            found: list[Row] = self._client.query(
                self.dialect.adapted(select), parameters=dict(values) or None
            ).result_rows
        except self._errors as error:
            raise AnalyzeError(f"the log cannot be read: {_first_line(error)}") from error
        return found

    def drop(self, *names: str) -> None:
        """Take tables away."""
        for statement in (each for name in names for each in self.dialect.drop(name)):
            self._do(statement)

    def close(self) -> None:
        """Leave; what was made in the session goes with it."""
        self._client.close()

    def _do(self, sql: str, values: Mapping[str, str] = NO_VALUES) -> None:
        try:
            self._client.command(self.dialect.adapted(sql), parameters=dict(values) or None)
        except self._errors as error:
            raise AnalyzeError(f"the log cannot be read: {_first_line(error)}") from error


_QUERY_ID: Final = re.compile(r"[(,;]?\s*query_id\s*[:=]\s*[\w-]+\)?", re.IGNORECASE)
"""Another one each time, and of use to nobody who reads it."""


def _first_line(error: Exception) -> str:
    """Return what an error says first, without the server's trace."""
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "no reason given")
    for trailer in (" (for url", " executing HTTP request"):
        first = first.partition(trailer)[0]
    return _QUERY_ID.sub("", first).strip()[:300]
