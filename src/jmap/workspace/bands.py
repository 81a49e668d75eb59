"""Bands of health scores that conditions and measures name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jmap.faults import Fault, On, Place
from jmap.model.binder import BandMention
from jmap.nearest import nearest
from jmap.workspace.documents import Document
from jmap.workspace.sight import Definition, Sight

_FEW = 8
_MOST_WEIGHED = 200_000
"""So many names are weighed for suggestions in one file."""


def unknown_bands(document: Document, sight: Sight, read: Callable[[str], Document]) -> Iterator[Fault]:
    """Yield the faults of bands that a health score in sight does not have.

    A score that is not in sight is a fault by itself. Of one whose bands have a fault nothing is said: there
    a band may only seem to be missing.
    """
    hurt: dict[str, bool] = {}
    said = 0
    for mention in document.bound.bands:
        definition = sight.sections["health"].get(mention.health)
        if definition is None or mention.band in definition.object.bands:
            continue
        if mention.health not in hurt:
            hurt[mention.health] = _has_bad_bands(definition, read)
        if not hurt[mention.health]:
            said += 1
            few = said * len(definition.object.bands) <= _MOST_WEIGHED
            yield _unknown(mention, definition, suggest=few)


def _has_bad_bands(definition: Definition, read: Callable[[str], Document]) -> bool:
    route = (*definition.place.route, "bands")
    return any(fault.place.route[:3] == route for fault in read(definition.file).faults)


def _unknown(mention: BandMention, definition: Definition, *, suggest: bool) -> Fault:
    bands = list(definition.object.bands)
    message = f"health score `{mention.health}` has no band `{mention.band}`"
    place = Place((*definition.place.route, "bands"), On.KEY, definition.file, "its bands")
    guess = nearest(mention.band, bands) if suggest else None
    if guess is not None:
        hint = f"did you mean `{guess}`?"
        place = Place((*place.route, guess), On.KEY, definition.file, "defined here")
    elif bands:
        hint = "it has " + ", ".join(f"`{band}`" for band in bands[:_FEW])
    else:
        message = f"health score `{mention.health}` has no bands"
        hint = "give it some, such as `bands: {healthy: 70, watch: 40, at-risk: 0}`"
        place = Place(definition.place.route, On.KEY, definition.file, "defined here")
    return Fault("JM201", message, Place(mention.route), hint, (place,), offending=mention.band)
