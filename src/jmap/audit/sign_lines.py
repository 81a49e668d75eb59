"""Whether the drivers and risks that a map declares hold in the data. What is found is an association."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from jmap.audit.where import Where, where_of
from jmap.measures.measured import Difference, MapMeasured, Rate, SignMeasured
from jmap.model.stages import Sign, Stage
from jmap.records import frozen
from jmap.workspace.journey import Journey

SignKind: TypeAlias = Literal["driver", "risk"]


@frozen
class SignLine:
    """A driver or a risk of a stage (`id`, `title`) as the data has it, shares from 0 to 1.

    `shown` and `not_shown` are the shares that moved on, of a driver, or left, of a risk. `holds` is None
    where the data cannot tell; `few` tells that there are too few cases on a side. `reach` is the share of
    visits in which it showed.
    """

    id: str
    title: str
    kind: SignKind
    text: str
    reach: Rate | None
    shown: Rate | None
    not_shown: Rate | None
    difference: Difference | None
    holds: bool | None
    few: bool
    where: Where


def sign_lines(journey: Journey, measured: MapMeasured, min_n: int) -> Iterator[SignLine]:
    """Yield the drivers and risks that the log can show, in journey order, drivers of a stage first."""
    for stage in journey.stages:
        for kind, place, sign, seen in signs_seen(stage, measured):
            if seen is None:
                continue
            at = ("drivers" if kind == "driver" else "risks", place)
            yield SignLine(
                stage.id,
                stage.title,
                kind,
                text_of(sign),
                seen.reach,
                seen.shown,
                seen.not_shown,
                seen.difference,
                seen.holds,
                too_few(seen, min_n),
                where_of(journey, "stages", stage.id, at),
            )


def signs_seen(
    stage: Stage, measured: MapMeasured | None
) -> Iterator[tuple[SignKind, int, Sign, SignMeasured | None]]:
    """Yield the drivers and risks of a stage with their places, and what was seen of each, or None."""
    drivers: Mapping[str, Sequence[SignMeasured]] = measured.drivers if measured is not None else {}
    risks: Mapping[str, Sequence[SignMeasured]] = measured.risks if measured is not None else {}
    kinds: tuple[tuple[SignKind, Sequence[Sign], Mapping[str, Sequence[SignMeasured]]], ...]
    kinds = (("driver", stage.drivers, drivers), ("risk", stage.risks, risks))
    for kind, every, found in kinds:
        of_stage = found.get(stage.id, ())
        # Known by their texts, since a map may have changed since it was measured; equal texts by their turn.
        turns: Counter[str] = Counter()
        for place, sign in enumerate(every):
            text = text_of(sign)
            alike = [each for each in of_stage if each.text == text]
            seen = alike[turns[text]] if turns[text] < len(alike) else None
            turns[text] += 1
            yield kind, place, sign, seen if seen is not None and seen.observed else None


def text_of(sign: Sign) -> str:
    """Return what a driver or risk says, as a file of measures has it."""
    return sign.text or getattr(sign.when, "label", None) or ""


def too_few(seen: SignMeasured, min_n: int) -> bool:
    """Tell whether there are too few cases with the sign, or without it, to judge by."""
    return any(side is None or side.of < min_n for side in (seen.shown, seen.not_shown))
