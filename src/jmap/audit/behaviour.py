"""What customers did: moves short of their target, times and milestones, health, clashes, segments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from jmap.audit.milestone_lines import MilestoneLine, ValueLine, milestone_lines, value_line
from jmap.audit.moves import MoveLine as MoveLine
from jmap.audit.moves import move_lines
from jmap.audit.segment_lines import SegmentLine, segment_lines
from jmap.audit.sign_lines import SignLine, sign_lines
from jmap.audit.where import Where, where_of
from jmap.measures.measured import MapMeasured, Rate
from jmap.measures.proportion import rate
from jmap.model.kinds.times import DurationText
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.rules.feelings import written_at
from jmap.rules.went_on import drop_offs
from jmap.workspace.journey import Journey


@frozen
class StageLine:
    """A stage as it was measured; durations in seconds, `declared` as the map says, '' where it does not.

    `drop_off` is the share of closed visits that ended by leaving or going back.
    """

    id: str
    title: str
    visits: int
    declared: str
    median: float | None
    p90: float | None
    n: int
    censored: int
    drop_off: Rate | None
    slow: bool
    where: Where


@frozen
class HealthLine:
    """A health score as measured: accounts by the name of the band, best band first, and those in none."""

    id: str
    title: str
    bands: Mapping[str, int]
    unknown: int
    where: Where


@frozen
class ClashLine:
    """A touchpoint drawn happy where most customers do not move on, or unhappy where most do.

    `emotion` is how its feeling ends, `drop_off` the share from 0 to 1 of the `cases` who met it and did not.
    """

    id: str
    title: str
    emotion: float
    drop_off: float
    cases: int
    quarter: Literal["worst", "best"]
    where: Where


@frozen
class Behaviour:
    """What is known of what customers did. Without measures only moves have figures, from histories.

    `stages` are those that the log can show, in journey order; `unobserved` are the names of the others.
    `signs` are drivers and risks. `segments` are those that differ from the rest, the worst first.
    """

    measured: bool
    moves: tuple[MoveLine, ...]
    stages: tuple[StageLine, ...]
    dormant: Rate | None
    event_coverage: Rate | None
    health: tuple[HealthLine, ...]
    clashes: tuple[ClashLine, ...]
    unobserved: tuple[str, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    time_to_value: ValueLine | None = None
    signs: tuple[SignLine, ...] = ()
    segments: tuple[SegmentLine, ...] = ()


def behaviour(journey: Journey, settings: Settings) -> Behaviour:
    """Return what is known of what customers did; moves by cases lost, then by points short."""
    measures = settings.measures
    measured = measures.maps.get(journey.id) if measures is not None else None
    moves = move_lines(journey, settings, measured)
    if measures is None or measured is None:
        return Behaviour(False, moves, (), None, None, (), ())
    clashes = _clashes(journey, settings, measured, measures.min_n)
    return Behaviour(
        True,
        moves,
        tuple(_stages(journey, settings, measured, measures.min_n)),
        measured.dormant,
        measured.event_coverage,
        tuple(_health(journey, measured)),
        tuple(sorted(clashes, key=_by_clash)),
        tuple(each.title for each in journey.stages if not _observed(measured, each)),
        tuple(milestone_lines(journey, measured, measures.min_n)),
        value_line(journey, measured, measures.min_n),
        tuple(sign_lines(journey, measured, measures.min_n)),
        segment_lines(journey, measured),
    )


def _stages(journey: Journey, settings: Settings, measured: MapMeasured, min_n: int) -> Iterator[StageLine]:
    """Yield the stages that the log can show, in journey order."""
    factor = settings.options(registry.get("JM816").rule)["factor"]
    for stage in journey.stages:
        seen = measured.stages.get(stage.id)
        if seen is None or not seen.observed:
            continue
        duration = stage.duration
        yield StageLine(
            stage.id,
            stage.title,
            seen.visits,
            _range(duration) if duration is not None else "",
            seen.median,
            seen.p90,
            seen.n,
            seen.censored,
            rate(seen.left + seen.back, seen.visits - seen.open),
            duration is not None and seen.takes_longer(factor * duration[1].seconds, min_n) is True,
            where_of(journey, "stages", stage.id),
        )


def _observed(measured: MapMeasured, stage: Stage) -> bool:
    seen = measured.stages.get(stage.id)
    return seen is not None and seen.observed


def _range(duration: tuple[DurationText, DurationText]) -> str:
    low, high = duration
    return low.text if low == high else f"{low.text}..{high.text}"


def _health(journey: Journey, measured: MapMeasured) -> Iterator[HealthLine]:
    for each in journey.health():
        seen = measured.health.get(each.id)
        if seen is None:
            continue
        best_first = sorted(each.bands, key=lambda band: -each.bands[band])
        bands = {band: seen.bands.get(band, 0) for band in best_first} | {
            band: count for band, count in seen.bands.items() if band not in each.bands
        }
        yield HealthLine(each.id, each.title, bands, seen.unknown, where_of(journey, "health", each.id))


def _clashes(journey: Journey, settings: Settings, measured: MapMeasured, min_n: int) -> Iterator[ClashLine]:
    """Yield the touchpoints at which feeling and drop-off contradict each other, as rule JM712 tells it."""
    options = settings.options(registry.get("JM712").rule)
    for each in drop_offs(journey, measured, min_n, **options):
        if each.clash and each.quarter is not None:
            owner, at = written_at(each.point, journey)
            yield ClashLine(
                owner.id,
                owner.title,
                each.point.value,
                each.share,
                each.n,
                each.quarter,
                where_of(journey, each.point.section, owner.id, at),
            )


def _by_clash(line: ClashLine) -> tuple[bool, float]:
    """Return what sorts those drawn happy first, and each kind by how far the drop-off is from it."""
    return line.quarter == "best", -line.drop_off if line.quarter == "worst" else line.drop_off
