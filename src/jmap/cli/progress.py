"""How far a long run is: a line on standard error, where that is a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Takes how many of the things to do are done."""

    def __call__(self, done: int, /) -> None:
        """Show a new count."""


@contextmanager
def progress(what: str, total: int, *, quiet: bool) -> Iterator[Progress]:
    """Show a line while a block runs, and take it away at its end; nothing where no one would see it move."""
    if quiet or total < 2 or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    # Loaded for a terminal only: it takes longer than drawing a map.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No thread of its own: processes are forked while it is shown.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=total)

        def show(done: int) -> None:
            bar.update(task, completed=done, refresh=True)

        yield show
