"""What several maps have in common is shown once, with the maps that it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from jmap.audit.audit import MapAudit
from jmap.audit.review import Review
from jmap.audit.where import Where
from jmap.records import frozen

T = TypeVar("T")


@frozen
class Of(Generic[T]):
    """Something of a map; `others` are more maps that share its definition."""

    audit: MapAudit
    line: T
    others: tuple[MapAudit, ...] = ()

    @property
    def lang(self) -> str:
        """Return the language of the map's texts."""
        return self.audit.review.lang

    @property
    def maps(self) -> tuple[MapAudit, ...]:
        """Return all maps that it is of."""
        return (self.audit, *self.others)


def each_of(maps: Iterable[MapAudit], lines: Callable[[Review], Iterable[T]]) -> Iterator[Of[T]]:
    """Yield the lines of the reviews of maps, each with its map."""
    for audit in maps:
        yield from (Of(audit, each) for each in lines(audit.review))


def shared(every: Iterable[Of[T]], where: Callable[[T], Where]) -> list[Of[T]]:
    """Return lines with those of one definition as one, in the order in which they first stand."""
    found: dict[tuple[str, str, str], Of[T]] = {}
    for each in every:
        place = where(each.line)
        key = (place.file, place.section, place.id)
        before = found.get(key)
        found[key] = each if before is None else Of(before.audit, before.line, (*before.others, each.audit))
    return list(found.values())
