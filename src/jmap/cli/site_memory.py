"""What a run of `jmap render` remembers for the next one: which pages it made, and of what.

It lies in the user's cache folder, never among the pages. A map is drawn anew unless everything that its
pages rest on is as it was and they themselves are too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from jmap import replay
from jmap.cli.session import Session
from jmap.findings.baseline import NAME as BASELINE
from jmap.render.made import Made, packed, unpacked
from jmap.render.site import Plan
from jmap.render.templates import template_folder
from jmap.workspace.cache import Cache, digest
from jmap.workspace.workspace import Workspace


class SiteMemory:
    """What is known of the pages in a folder: those of each map, and all that were ever written there."""

    def __init__(self, session: Session, plan: Plan, home: Path, folder: Path) -> None:
        workspace = session.workspace
        self._workspace: Workspace = workspace
        self._maps = frozenset(workspace.asked.files)
        self._root = _name(str(workspace.root))
        place = str(folder.resolve())
        self._sources = Cache(home / "sites", workspace.root, _key(session, plan), place)
        self._written = Cache(home / "sites", Path(place), "", "written")
        self._ways: dict[tuple[str, str], str] = {}
        self._parents = plan.around.parents

    def remembered(self) -> dict[str, Made]:
        """Return what is known of each map whose pages are as they would be made again, by its path."""
        found = {path: made for path in self._workspace.asked.files if (made := self._as_it_was(path))}
        futures = self._futures(found) if found else {}
        return {path: made for path, made in found.items() if list(made.futures) == futures.get(path, [])}

    def _futures(self, found: dict[str, Made]) -> dict[str, list[str]]:
        """Return the maps that change another by the path of that one; of most files nothing is parsed."""
        documents, futures = self._workspace.documents, dict[str, list[str]]()
        for path in sorted(self._maps):
            targets: list[str] = []
            if path in found:
                leads = found[path].examined.facts.leads
                targets = [lead.target for lead in leads if lead.purpose == "as_is"]
            elif documents.holds(path, b"as_is"):
                mentions = documents.get(path).bound.paths
                targets = [self._way(path, each.path) for each in mentions if each.purpose == "as_is"]
            for target in targets:
                if target != path:
                    futures.setdefault(target, []).append(path)
        return futures

    def _as_it_was(self, path: str) -> Made | None:
        entry = self._sources.get(path)
        if entry is None:
            return None
        try:
            reads, ways, above, pages, data = entry
            if above != self._above(path):
                return None
            if any(self._sources.digest_of(file) != found for file, found in reads):
                return None
            if any(self._way(file, mention) != lead for file, mention, lead in ways):
                return None
            if any(self._written.digest_of(name) != found for name, found in pages):
                return None
            made = unpacked(data)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        leads = {lead.target for lead in made.examined.facts.leads}
        if made.path != path or set(made.linked) != leads & self._maps:
            return None
        return made

    def knows(self, name: str) -> bool:
        """Tell whether a file was written by an earlier run."""
        return self._written.get(name) is not None

    def wrote(self, name: str, found: str, path: str, *, over: bool) -> None:
        """Keep that a file was written: its digest, and the map it is of, or ''.

        `over` where one was there that no run had written; that is never forgotten, nor the file removed.
        """
        self._written.put(name, [found, self._root, path, over or self._was_over(name)])

    def _was_over(self, name: str) -> bool:
        entry = self._written.get(name)
        return isinstance(entry, list) and len(entry) == 4 and entry[3] is True

    def remember(self, made: Made) -> None:
        """Keep what is known of a map that was drawn in this run."""
        examined = made.examined
        reads = [(file, self._sources.settled(file)) for file in examined.reads]
        if made.lasting and all(found for _, found in reads):
            ways = [(file, mention, self._way(file, mention)) for file, mention in examined.paths]
            above = self._above(made.path)
            self._sources.put(made.path, (reads, ways, above, made.files, packed(made)))

    def stale(self) -> Iterator[tuple[str, str]]:
        """Yield the files of maps of this workspace that are gone, and why each has to stay, if it has."""
        for name, entry in self._written.entries().items():
            try:
                found, root, path, over = entry
            except (TypeError, ValueError):
                continue
            if root == self._root and path and path not in self._maps:
                there = self._written.digest_of(name)
                self._written.drop(name)
                if there:
                    changed = "it was changed by another hand" if there != found else ""
                    yield name, "it was there before" if over else changed

    def save(self, *, complete: bool) -> None:
        """Keep all of it for the next run; after a complete one nothing of maps that are gone."""
        if complete:
            self._sources.drop_others(self._maps)
        self._sources.save()
        self._written.save()

    def _above(self, path: str) -> str:
        """Return what a page says of the maps that it is the detail of, in short."""
        return _name(repr(self._parents.get(path, ())))

    def _way(self, file: str, mention: str) -> str:
        key = (file, mention)
        if key not in self._ways:
            self._ways[key] = self._workspace.leads_to(file, mention)
        return self._ways[key]


def open_memory(session: Session, plan: Plan, folder: Path) -> SiteMemory | None:
    """Return what is remembered of the pages in a folder; None where nothing is to be."""
    home = replay.cache_folder()
    return SiteMemory(session, plan, Path(home), folder) if home is not None else None


def _key(session: Session, plan: Plan) -> str:
    """Return what every page rests on beside the files of its map."""
    engine = plan.engine
    parts = (
        replay.program(),
        _states(_templates()),
        _states([session.workspace.root / BASELINE]),
        repr(session.settings.config),
        (plan.title, plan.as_of.isoformat(), plan.formats, plan.lanes, plan.lang, plan.sources, plan.size),
        repr(plan.look),
        (plan.audience, plan.around.folder),
        repr(plan.measures),
        [(run.as_of.isoformat(), sorted(run.scores.items())) for run in plan.earlier.runs],
        (str(engine.program), _states([engine.program])) if engine is not None else "",
    )
    return digest(repr(parts).encode("utf-8", "surrogatepass"))


def _templates() -> Iterable[Path]:
    return sorted(each for each in template_folder().rglob("*") if each.is_file())


def _states(paths: Iterable[Path]) -> list[str]:
    return [f"{posixpath.basename(path)} {replay.state(str(path))}" for path in paths]


def _name(text: str) -> str:
    return digest(text.encode("utf-8", "surrogatepass"))[:32]
