"""Maps as coverage sees them, with nothing in them but what is said."""

from __future__ import annotations

from jmap.audit.seen import MapSeen, StageSeen, Tally


def seen(path: str, **more: object) -> MapSeen:
    """Return a map with what is said."""
    values: dict[str, object] = {
        **dict.fromkeys(("future", "lifecycle"), False),
        **dict.fromkeys(("segments", "people_known", "segments_known", "stages", "details"), ()),
        "id": path,
        "path": path,
        "lang": "en",
    }
    return MapSeen(**{**values, **more})  # type: ignore[arg-type]


def stage(id_: str, touchpoints: int = 1, *people: str, segments: tuple[str, ...] = ()) -> StageSeen:
    """Return a stage with touchpoints that some personas meet, for all segments or for some."""
    tally = Tally(touchpoints)
    unnamed = Tally() if segments else tally
    by_segment = tuple((each, tally) for each in segments)
    return StageSeen(id_, id_.upper(), tally, unnamed, by_segment, tuple((each, tally) for each in people))
