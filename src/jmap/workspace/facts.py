"""What a file tells the rest of the workspace: plain data, small enough to keep for thousands of files.

Checks between files read these and no documents, so that a file which has not changed need not be read
again for them.
"""

from __future__ import annotations

from binascii import crc32
from typing import TypeAlias

from jmap.faults import Fault, Route, Severity
from jmap.model.metrics import Metric
from jmap.records import frozen
from jmap.workspace.documents import Document
from jmap.workspace.sight import Sight

SHARED = ("channels", "teams", "evidence")
"""Sections whose objects are there to be referred to."""

_HARMLESS = ("JM012", "JM013", "JM113")


# Not records: there is one for every metric of every file, in each run.
MetricFacts: TypeAlias = tuple[str, str, str, str]
"""Id, digest of the formula, unit and direction of a metric; '' where nothing is said."""

Variant: TypeAlias = tuple[str, str, str]
"""Id, kind and variant of a metric that asks customers."""


@frozen
class Lead:
    """A way from one map to another: `expands` or `as_is`, the map it names, and where it stands."""

    purpose: str
    target: str
    route: Route


@frozen
class Facts:
    """The facts of one file.

    `sound` is False where the file holds an error of reading or shape, so that something it says may be
    missing here. `sees` are the libraries in its sight. `defines` and `mentions` are the objects of `SHARED`
    sections, each as `section/id`. `open` are ids that a map does not know of those which its libraries
    mention and do not know by themselves, each as `library`, `section/id`; for a library, its own.
    """

    path: str
    is_map: bool
    sound: bool
    sees: tuple[str, ...]
    defines: tuple[str, ...]
    mentions: tuple[str, ...]
    metrics: tuple[MetricFacts, ...]
    variants: tuple[Variant, ...]
    leads: tuple[Lead, ...]
    open: tuple[tuple[str, str], ...]


def facts_of(
    document: Document, sight: Sight, leads: tuple[Lead, ...], still_open: tuple[tuple[str, str], ...]
) -> Facts:
    """Return the facts of a document and of what it sees."""
    bound = document.bound
    metrics: list[Metric] = []
    if bound.file.status != "archived":
        metrics = [each for each in bound.file.metrics.values() if not each.archived]
    return Facts(
        document.path,
        bound.is_map,
        sight.whole and not any(_loses(fault) for fault in document.faults),
        sight.libraries,
        tuple(
            f"{section}/{id_}"
            for section in SHARED
            for id_, each in getattr(bound.file, section).items()
            if not each.archived
        ),
        tuple(sorted({f"{each.section}/{each.id}" for each in bound.references if each.section in SHARED})),
        tuple((each.id, _digest(each.formula), each.shown_unit, each.better) for each in metrics),
        tuple((each.id, each.kind, each.variant) for each in metrics if each.kind and each.variant),
        leads,
        still_open,
    )


def _loses(fault: Fault) -> bool:
    """Tell whether a fault may keep something that is written out of the model."""
    return fault.code not in _HARMLESS and fault.severity in (None, Severity.ERROR)


def _digest(text: str | None) -> str:
    """Return a short text that is the same for the same words, whatever their case and spacing."""
    words = " ".join((text or "").casefold().split())
    return f"{len(words)}-{crc32(words.encode('utf-8', 'surrogatepass')):08x}" if words else ""
