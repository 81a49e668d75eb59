"""One run of `jmap render` into a folder: what is as it was is left alone, the rest is drawn and written."""

from __future__ import annotations

import gc
import mmap
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from jmap.audit.audit import score_map
from jmap.cli.baseline_file import find_baseline
from jmap.cli.progress import Progress
from jmap.cli.session import Session
from jmap.cli.site_files import already_there, files_of, indexes
from jmap.cli.site_memory import SiteMemory
from jmap.cli.stop import stop
from jmap.cli.writing import take_away, write
from jmap.faults import Severity
from jmap.findings.acceptance import Acceptance
from jmap.findings.collect import Judged, judge
from jmap.findings.examine import Examined
from jmap.findings.finding import Finding
from jmap.findings.workers import divided, share
from jmap.records import frozen
from jmap.render.index import NotDrawn
from jmap.render.made import Made, packed, unpacked
from jmap.render.site import Page, Plan, draw_indexes, draw_map
from jmap.workspace.cache import digest

_WORTH = 12
"""So many maps to draw are worth a second process."""

_BETWEEN_COLLECTIONS = 16


class _NotWrittenError(Exception):
    """A page that could not be written; its text says why."""


@frozen
class SiteRun:
    """What a run came to: how many files there are, how many of them it changed and took away.

    `kept_back` are files of maps that are gone, each with why it stays; `written_over` those that were there
    before, with another text, and that no earlier run is known to have written; `left` those of an earlier
    run whose maps have errors now, each with its map. `maps` counts those found, drawn or not.
    """

    maps: int
    files: int
    changed: int
    removed: tuple[str, ...]
    kept_back: tuple[tuple[str, str], ...]
    written_over: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    errors: tuple[Finding, ...]


def run_site(
    session: Session,
    plan: Plan,
    folder: Path,
    memory: SiteMemory | None,
    *,
    jobs: int | None,
    shown: Progress,
) -> SiteRun:
    """Bring the pages of all maps asked for up to date in a folder. Exits with 2 where one cannot be written.

    The pages are the same with a memory and without, and with any number of processes.
    """
    asked = session.workspace.asked
    found: dict[str, Made] = {}
    if memory is not None:
        found = memory.remembered()
    kept = frozenset(found)
    cold = sorted(path for path in asked.files if path not in found)
    mine = [name for path in cold for name in files_of(path, plan.formats)]
    mine.extend(indexes(plan.formats))
    unknown = (name for name in mine if memory is None or not memory.knows(name))
    before = already_there(unknown, folder)
    artist = _Artist(session, plan, folder)
    count = share(cold, jobs, _WORTH)
    counted = _counted(artist.draw, cold, len(kept), shown)
    try:
        for made in divided(cold, count, counted, packed, unpacked):
            found[made.path] = made
        index = _written_indexes(found, plan, folder)
    except _NotWrittenError as error:
        stop(str(error))
    _read_libraries(session, found)
    removed: list[str] = []
    kept_back: list[tuple[str, str]] = []
    drawn = [found[path] for path in sorted(found.keys() - kept)]
    written = [(name, text, made.path) for made in drawn for name, text in made.files]
    written.extend((page.path, _digest(page), "") for page, _ in index)
    if memory is not None:
        for name, text, path in written:
            memory.wrote(name, text, path, over=name in before)
        for made in drawn:
            memory.remember(made)
        if asked.complete and found:
            for name, why in memory.stale():
                if not why and take_away(folder / name, inside=folder):
                    removed.append(name)
                else:
                    kept_back.append((name, why or "it cannot be removed"))
        memory.save(complete=asked.complete)
    every = [found[path] for path in sorted(found)]
    left = (
        (name, made.path)
        for made in every
        if isinstance(made.row, NotDrawn)
        for name in files_of(made.path, plan.formats)
        if (memory is None or memory.knows(name)) and (folder / name).is_file()
    )
    return SiteRun(
        len(found),
        sum(len(made.files) for made in every) + len(index),
        sum(made.changed for made in drawn) + sum(changed for _, changed in index),
        tuple(removed),
        tuple(kept_back),
        tuple(name for name, text, _ in written if before.get(name, text) != text),
        tuple(left),
        tuple(text for made in every for text in made.notes),
        tuple(each for made in every for each in made.examined.findings),
    )


class _Artist:
    """Draws maps one by one and writes their files, in whichever process."""

    def __init__(self, session: Session, plan: Plan, folder: Path) -> None:
        self._workspace = session.workspace
        self._settings = session.settings
        self._plan = plan
        self._maps = frozenset(session.workspace.asked.files)
        self._folder = folder
        baseline = find_baseline(session.workspace.root).baseline
        self._acceptance = Acceptance(session.workspace.documents.get, baseline, session.settings.as_of)
        self._drawn = 0

    def draw(self, path: str) -> list[Made]:
        """Draw the map in a file; nothing comes of a library."""
        workspace = self._workspace
        workspace.documents.read.clear()
        workspace.consulted_elsewhere = False
        made = [self._made(judged) for judged in self._judged(path)]
        self._drawn += 1
        if self._drawn % _BETWEEN_COLLECTIONS == 0:
            # Templates leave rings behind, which nothing else takes away.
            gc.collect()
        return made

    def _judged(self, path: str) -> Iterator[Judged]:
        accepted = self._acceptance
        return judge(self._workspace, self._settings, quality=True, acceptance=accepted, files=(path,))

    def _made(self, judged: Judged) -> Made:
        workspace, path = self._workspace, judged.journey.path
        score = score_map(judged, self._settings) if judged.audited else None
        pages, row = draw_map(judged, score, self._plan)
        changed = sum(_write(self._folder, page) for page in pages if page.path)
        facts = workspace.facts[path]
        futures = tuple(each.path for each in judged.journey.futures())
        linked = {lead.target for lead in facts.leads} | set(futures)
        # Whether a map that this one leads to has a page may have been found out for another before.
        beyond = {file for each in linked & workspace.facts.keys() for file in workspace.facts[each].sees}
        read = sorted(workspace.documents.read | linked | beyond)
        examined = Examined(
            facts,
            tuple(each for each in judged.correctness if each.severity is Severity.ERROR),
            tuple(read),
            tuple((file, each) for file in read for each in workspace.mentions(file)),
            lasting=not workspace.consulted_elsewhere,
        )
        return Made(
            examined,
            row,
            tuple(sorted({lead.target for lead in facts.leads} & self._maps)),
            futures,
            tuple((page.path, _digest(page)) for page in pages if page.path),
            changed,
            tuple(note for page in pages for note in page.notes),
        )


def _counted(
    work: Callable[[str], list[Made]], paths: list[str], before: int, shown: Progress
) -> Callable[[str], list[Made]]:
    """Return work that shows, in this process, how much of it all processes have done."""
    done = mmap.mmap(-1, max(len(paths), 1))
    places = {path: index for index, path in enumerate(paths)}
    here = os.getpid()
    shown(before)

    def counting(path: str) -> list[Made]:
        made = work(path)
        done[places[path]] = 1
        if os.getpid() == here:
            shown(before + done[:].count(1))
        return made

    return counting


def _written_indexes(found: dict[str, Made], plan: Plan, folder: Path) -> list[tuple[Page, bool]]:
    """Write the index in each format that has one, and return each with whether it changed.

    Where nothing was drawn, an index of earlier pages stays.
    """
    rows = [found[path].row for path in sorted(found)]
    if all(isinstance(row, NotDrawn) for row in rows):
        return []
    return [(page, _write(folder, page)) for page in draw_indexes(rows, plan)]


def _read_libraries(session: Session, found: dict[str, Made]) -> None:
    """Look at the libraries that no map was drawn with in this process, for what concerns them alone."""
    workspace = session.workspace
    for path, made in found.items():
        workspace.facts[path] = made.examined.facts
    seen = {library for made in found.values() for library in made.examined.facts.sees}
    for path in sorted({*seen, *workspace.asked.files} - workspace.facts.keys()):
        workspace.look_at(path)


def _write(folder: Path, page: Page) -> bool:
    try:
        return write(folder / page.path, page.text, inside=folder)
    except OSError as error:
        raise _NotWrittenError(
            f"`{folder / page.path}` cannot be written: {error.strerror or error}"
        ) from None


def _digest(page: Page) -> str:
    return digest(page.text.encode("utf-8", "backslashreplace"))
