"""Who is looked at where, over all maps: what each map has for whom in which shared stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias, TypeVar

from jmap.audit.columns import Columns
from jmap.audit.seen import Named, Seen, StageSeen, Tally

M = TypeVar("M", bound=Seen)
Kind: TypeAlias = Literal["segment", "persona"]
Person: TypeAlias = tuple[str, str, str]
"""The id of a segment or persona, its name, and the language of that."""


def of_today(maps: Sequence[M]) -> list[M]:
    """Return the maps that say how it is; all where none does, for then they are all that is known."""
    return [each for each in maps if not each.future] or list(maps)


def known(maps: Iterable[Seen], kind: Kind) -> list[Person]:
    """Return all segments or personas that maps see, each once."""
    found: dict[str, Person] = {}
    for seen in maps:
        every: tuple[Named, ...] = seen.people_known if kind == "persona" else seen.segments_known
        for each in every:
            found.setdefault(each.id, (each.id, each.name, seen.lang))
    return list(found.values())


def looks(
    seen: Seen, columns: Columns, kind: Kind | None, segments: Sequence[str] = ()
) -> dict[tuple[str, str], Tally]:
    """Return what one map has, by segment or persona and by column; without a kind, for everyone, as ''.

    `segments` are all that there are: a map that tells none apart is for every one. A stage counts where it
    has a touchpoint, or where something is felt in it.
    """
    mine = [each.id for each in seen.segments or seen.segments_known] or segments
    targets = columns.detailed.get(seen.path)
    found: dict[tuple[str, str], Tally] = {}
    for stage in seen.stages:
        for who, tally in _has(stage, kind, mine):
            if tally.touchpoints or tally.felt:
                for column in targets or (stage.id,):
                    so_far = found.get((who, column))
                    found[who, column] = tally if so_far is None else so_far.plus(tally)
    return found


def _has(stage: StageSeen, kind: Kind | None, segments: Iterable[str]) -> Iterator[tuple[str, Tally]]:
    """Yield what a stage has for each segment, or for each persona, or for everyone."""
    if kind == "segment":
        for id_ in segments:
            yield id_, stage.unnamed
        yield from stage.segments
    elif kind == "persona":
        yield from stage.people
    else:
        yield "", stage.every
