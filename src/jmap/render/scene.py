"""What the builders of cells look at: the map, its personas in order, its columns, its findings."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from datetime import date

from jmap.measures.measured import MapMeasured, Measures
from jmap.model.evidence import Evidence
from jmap.model.people import Persona
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.render.earlier import NEVER, Earlier
from jmap.render.noted import Notes
from jmap.render.urls import path_url
from jmap.render.whereabouts import NOWHERE, Parent, Whereabouts
from jmap.render.words import Words
from jmap.workspace.discovery import map_id
from jmap.workspace.journey import Journey


@frozen
class Scene:
    """A map as its page is built from it, in our words for it.

    `maps` are the paths of maps that have a page of their own; `around` is where the page will lie.
    `earlier` has the scores of audits before. `measures` are what a log says of maps.
    """

    journey: Journey
    words: Words
    as_of: date
    personas: tuple[Persona, ...]
    stages: tuple[Stage, ...]
    opportunities: Mapping[str, str]
    notes: Notes
    maps: Collection[str]
    around: Whereabouts = NOWHERE
    earlier: Earlier = NEVER
    measures: Measures | None = None

    @property
    def measured(self) -> MapMeasured | None:
        """Return what a log says of the map, where it was read."""
        return self.measures.maps.get(self.journey.id) if self.measures is not None else None

    @property
    def min_n(self) -> int:
        """Return below how many cases nothing is judged, 0 where no log was read."""
        return self.measures.min_n if self.measures is not None else 0

    @property
    def parents(self) -> tuple[Parent, ...]:
        """Return the parts of other maps that this map is the detail of."""
        return self.around.parents.get(self.journey.path, ())

    def places(self, personas: Collection[str]) -> tuple[int, ...]:
        """Return the places of personas in the view; empty where all of them are meant."""
        found = tuple(index for index, each in enumerate(self.personas) if each.id in personas)
        return () if len(found) == len(self.personas) else found

    def touchpoints(self, stage: Stage, *, archived: bool = False) -> list[Touchpoint]:
        """Return the touchpoints of a stage in file order, with `archived` those too, last."""
        every = [each for each in self.journey.file.touchpoints.values() if each.stage == stage.id]
        live = [each for each in every if not each.archived]
        return live + [each for each in every if each.archived] if archived else live

    def silent(self, concerned: Collection[tuple[int, ...]]) -> tuple[int, ...]:
        """Return the places of personas whom nothing in a cell concerns."""
        if not concerned or any(not personas for personas in concerned):
            return ()
        heard = {place for personas in concerned for place in personas}
        return tuple(place for place in range(len(self.personas)) if place not in heard)

    def team(self, id_: str | None) -> str:
        """Return the name of an owner, or nothing."""
        return self.journey.title_of("teams", id_) if id_ else ""

    def evidence(self, id_: str) -> str:
        """Return a piece of evidence in words: name, kind, number of cases, age."""
        found = self.journey.definition("evidence", id_)
        return evidence_words(found.object, self.as_of, self.words) if found is not None else id_

    def href_of(self, file: str, mention: str) -> str:
        """Return the address of the page of a map that a file mentions, or nothing where it has none."""
        return self.href_to(posixpath.normpath(posixpath.join(posixpath.dirname(file), mention)))

    def href_to(self, target: str) -> str:
        """Return the address of the page of a map at a path below the root, or nothing where it has none."""
        if target not in self.maps:
            return ""
        return path_url(relative(page_path(map_id(target)), page_path(self.journey.id)))

    def way(self, file: str, mention: str, *, encoded: bool = False) -> str:
        """Return the address of a file of the workspace that another mentions, or nothing."""
        return self.around.way(page_path(self.journey.id), file, mention, encoded=encoded)


def evidence_words(evidence: Evidence, as_of: date, words: Words) -> str:
    """Return a piece of evidence in words."""
    parts = [words(evidence.kind)] if evidence.kind else []
    if evidence.n is not None:
        parts.append(words("{count}\u00a0cases", count=evidence.n))
    if evidence.date is not None:
        parts.append(words.age(evidence.date, as_of))
    title, facts = words.theirs(evidence.title), words.language.comma.join(parts)
    return words("{label} ({text})", label=title, text=facts) if facts else title


def page_path(id_: str) -> str:
    """Return the path of a map's page below the site's folder; the index has `index.html`."""
    return f"{id_}-map.html" if id_ == "index" else f"{id_}.html"


def relative(target: str, page: str) -> str:
    """Return the way from one page to another."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
