"""The file of measures that a command judges by: the one named, else that of the config."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jmap.cli.session import Session
from jmap.cli.stop import note, stop
from jmap.workspace.paths import below

if TYPE_CHECKING:
    from jmap.measures.measured import Measures

Option = Annotated[
    Path | None,
    typer.Option(
        "--measures",
        metavar="FILE",
        help="What customers did: a file of measures, in place of the config's.",
        show_default=False,
    ),
]


def with_measures(session: Session, named: Path | None) -> Session:
    """Return a session with what was measured: the file named, else that of the config, else none.

    One that is named may lie anywhere; that of the config lies within the workspace. Exits with 2 where it
    cannot be read.
    """
    said = session.settings.config.events.measures
    if named is None and said is None:
        return session
    # Most runs have no measures, and need nothing of this.
    from jmap.measures.reading import read_measures
    from jmap.measures.source import MeasuresError

    by_config = "" if named is not None else ", which `measures` under `[events]` names"
    path = named if named is not None else _within(session, said or "")
    try:
        measures = read_measures(path, "" if named is not None else said or "")
    except MeasuresError as error:
        stop(error.message + by_config, error.hint)
    return replace(session, settings=replace(session.settings, measures=measures))


def note_measures(measures: Measures | None, maps: Iterable[str], as_of: date) -> None:
    """Say on standard error that a file of measures is of a later day, or of none of some maps."""
    ids = tuple(maps)
    if measures is None or not ids:
        return
    if any(id_ in measures.maps for id_ in ids):
        if measures.as_of > as_of:
            note(f"`{measures.path}` is as of {measures.as_of}, and so tells of days after {as_of}")
        return
    has = ", ".join(f"`{id_}`" for id_ in list(measures.maps)[:3])
    more = " and more" if len(measures.maps) > 3 else ""
    what = f"; it has {has}{more}" if has else ""
    note(f"`{measures.path}` speaks of none of the maps{what}")


def _within(session: Session, said: str) -> Path:
    root = session.workspace.root
    path = root / said
    if below(root, path) is None:
        stop(
            f"`{said}`, which `measures` under `[events]` names, lies outside the workspace", "move it inside"
        )
    return path
