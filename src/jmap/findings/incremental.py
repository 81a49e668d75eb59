"""One run over many files: what is still true is taken from the cache, the rest is looked at."""

from __future__ import annotations

import posixpath
from datetime import date
from typing import TYPE_CHECKING

from jmap.findings.examine import Examined, Examiner
from jmap.findings.stored import pack, unpack
from jmap.findings.workers import divided, share
from jmap.rules.engine import Settings
from jmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from jmap.workspace.cache import Cache


def examine_all(
    workspace: Workspace, settings: Settings, cache: Cache | None, processes: int | None, *, every: bool
) -> dict[str, Examined]:
    """Return the result of every file asked for and of every library in sight, by path.

    The results are the same with a cache and without, and with any number of processes. `every` is for the
    examiner.
    """
    run = _Run(workspace, settings, cache, every=every)
    found = {path: examined for path in workspace.asked.files if (examined := run.remembered(path))}
    cold = sorted(path for path in workspace.asked.files if path not in found)
    for examined in divided(cold, share(cold, processes), run.look, pack, unpack):
        found[examined.facts.path] = examined
    for library in sorted({library for each in found.values() for library in each.facts.sees}):
        if library not in found:
            found[library] = run.remembered(library) or run.library(library)
    workspace.facts.clear()
    workspace.facts.update({path: found[path].facts for path in sorted(found)})
    if cache is not None:
        run.remember(found)
    return found


class _Run:
    def __init__(self, workspace: Workspace, settings: Settings, cache: Cache | None, *, every: bool) -> None:
        self._workspace = workspace
        self._settings = settings
        self._cache = cache
        self._every = every
        self._examiner: Examiner | None = None
        self._kept: set[str] = set()
        self._told: set[str] = set()
        self._ways: dict[tuple[str, str], str] = {}

    def look(self, path: str) -> list[Examined]:
        """Return the result of a file and those of libraries that no file before it has seen."""
        results = [self._looking().examine(path)]
        facts = results[0].facts
        for library in facts.sees if facts.is_map else ():
            if library not in self._told:
                self._told.add(library)
                results.append(self._looking().library(library))
        return results

    def library(self, path: str) -> Examined:
        """Return the result of a library."""
        return self._looking().examine(path)

    def remembered(self, path: str) -> Examined | None:
        """Return what the cache has of a file, if it still holds."""
        if self._cache is None:
            return None
        entry = self._cache.get(path)
        if entry is None:
            return None
        try:
            reads, ways, result = entry
            if any(self._cache.digest_of(file) != digest for file, digest in reads):
                return None
            if any(self._way(file, mention) != lead for file, mention, lead in ways):
                return None
            examined = unpack(result)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        if examined.facts.path != path or not _holds(examined, self._settings.as_of):
            return None
        self._kept.add(path)
        return examined

    def remember(self, found: dict[str, Examined]) -> None:
        """Keep what is new of what was found."""
        cache = self._cache
        if cache is None:
            return
        cache.lasting = all(examined.lasting for examined in found.values())
        for path, examined in found.items():
            if path in self._kept or not examined.lasting:
                continue
            reads = [(file, cache.settled(file)) for file in examined.reads]
            ways = [(file, mention, self._way(file, mention)) for file, mention in examined.paths]
            if all(digest for _, digest in reads):
                cache.put(path, (reads, ways, pack(examined)))
        if self._workspace.asked.complete:
            cache.drop_others(found)
        cache.save()

    def _way(self, file: str, mention: str) -> str:
        key = (file, mention)
        if key not in self._ways:
            self._ways[key] = self._workspace.leads_to(file, mention)
            if self._cache is not None:
                self._cache.touch(posixpath.normpath(posixpath.join(posixpath.dirname(file), mention)))
        return self._ways[key]

    def _looking(self) -> Examiner:
        if self._examiner is None:
            self._examiner = Examiner(self._workspace, self._settings, every=self._every)
        return self._examiner


def _holds(examined: Examined, as_of: date) -> bool:
    after = examined.first is None or examined.first <= as_of
    return after and (examined.last is None or as_of <= examined.last)
