"""SQL read as far as to tell what is quoted from what is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_QUOTED: Final = {
    False: r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`""",
    True: r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`]|``)*`""",
}
"""Quoted pieces, where a backslash stands for itself, and where it says that the next character does."""


def outside(
    sql: str,
    pattern: str,
    put: Callable[[re.Match[str]], str],
    *,
    backslash: bool = False,
    quoted: Callable[[str], str] = str,
) -> str:
    """Return SQL with what a pattern finds outside quotes replaced, and each quoted piece as `quoted` has it.

    `backslash` says that one takes what follows it for what it is. The pattern's groups have names.
    """
    either = re.compile(f"(?P<quoted_>{_QUOTED[backslash]})|(?:{pattern})", re.DOTALL)
    return either.sub(lambda found: quoted(found[0]) if found["quoted_"] is not None else put(found), sql)
