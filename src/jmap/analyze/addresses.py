"""Where a log is that a server keeps: a URL with the table in its query."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from jmap.analyze.fault import AnalyzeError
from jmap.model.kinds.times import parse_duration
from jmap.records import frozen

SCHEMES: Final = {
    "postgresql": "postgres",
    "postgres": "postgres",
    "clickhouse": "clickhouse",
    "clickhouses": "clickhouse",
    "spark": "spark",
}
"""The engine of each scheme."""

_URL: Final = re.compile("([A-Za-z][A-Za-z0-9+.-]+)://")
_PART: Final = re.compile('"((?:[^"]|"")+)"|([^."]+)')
_TABLE: Final = re.compile(f"(?:{_PART.pattern})(?:[.](?:{_PART.pattern})){{0,2}}")
_TIMEOUT: Final = 3600


@frozen
class Address:
    """A table of a server: what connects to it, the parts of the table's name, seconds for a statement."""

    engine: str
    url: str
    table: tuple[str, ...]
    timeout: int = _TIMEOUT


def scheme_of(text: str) -> str | None:
    """Return the scheme of a URL, or None where a text is a path."""
    found = _URL.match(text)
    return found[1].lower() if found is not None else None


def address_of(text: str) -> Address:
    """Return the table that `SCHEME://...?table=SCHEMA.TABLE` names; `timeout=30m` bounds a statement.

    Raises AnalyzeError where it names none. No message has the URL in it, since that may hold a password.
    """
    scheme = scheme_of(text) or ""
    if scheme not in SCHEMES:
        there = ", ".join(f"`{each}://`" for each in SCHEMES)
        raise AnalyzeError(f"`{scheme}://` is no source that jmap reads", f"name a file, or one of {there}")
    try:
        parts = urlsplit(text)
        asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise AnalyzeError(f"the `{scheme}://` URL cannot be read", "check its host and its query") from error
    ours = {name: value for name, value in asked if name in ("table", "timeout")}
    others = urlencode([each for each in asked if each[0] not in ours])
    table = ours.get("table", "")
    if not table:
        raise AnalyzeError(f"the `{scheme}://` URL names no table", "end it in `?table=SCHEMA.TABLE`")
    if not _TABLE.fullmatch(table):
        raise AnalyzeError(f"`{table}` is no name of a table", 'write `SCHEMA.TABLE`, or `"an odd.name"`')
    names = tuple(quoted.replace('""', '"') or plain for quoted, plain in _PART.findall(table))
    timeout = parse_duration(ours.get("timeout", "1h"))
    if timeout is None or timeout.seconds <= 0:
        raise AnalyzeError(f"`timeout={ours['timeout']}` is not a duration", "write it as 30m")
    return Address(SCHEMES[scheme], urlunsplit(parts._replace(query=others)), names, timeout.seconds)
