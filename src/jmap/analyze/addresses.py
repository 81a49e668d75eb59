"""Where a log is that a server keeps: a URL with the table in its query."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

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
_NOT_ESCAPED: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_SECRET: Final = re.compile(":(?!//).*@", re.DOTALL)
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
    if _misread(parts):
        hint = "write `@` as `%40`, `/` as `%2F`, `:` as `%3A`, `#` as `%23`, `?` as `%3F`, `%` as `%25`"
        raise AnalyzeError(f"the user or password of the `{scheme}://` URL cannot be read", hint)
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


def without_password(text: str) -> str:
    """Return a text that may be meant as a URL without what may be its password."""
    return _SECRET.sub(":***@", text)


def _misread(parts: SplitResult) -> bool:
    """Tell whether signs that are not escaped make part of a password something that is said in errors."""
    user = parts.netloc.rpartition("@")[0]
    if "@" in parts.netloc:
        return "@" in user or user.count(":") > 1 or _NOT_ESCAPED.search(user) is not None
    # A password that ends the host too early stands where the port would.
    port = parts.netloc.rpartition(":")[2] if ":" in parts.netloc else "0"
    odd = not port.isdigit() and not port.endswith("]")
    return odd and "@" in f"{parts.path}?{parts.query}#{parts.fragment}"
