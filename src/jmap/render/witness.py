"""What a log says of a map, in our words: beside what the map says, never in its place."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.measures.measured import MapMeasured, StageMeasured
from jmap.model.kinds.times import parse_period
from jmap.model.metrics import Metric
from jmap.render.words import Words, term
from jmap.rules.went_on import went_on

_UNITS = (
    (86_400, term("{count}\u00a0days")),
    (3_600, term("{count}\u00a0hours")),
    (60, term("{count}\u00a0minutes")),
)


def went_on_in_words(measured: MapMeasured | None, start: str, end: str, words: Words) -> str:
    """Return the share of the ended visits of a stage that went on to another, or '' where none is known."""
    share = went_on(measured, start, end) if measured is not None else None
    if share is None or share.value is None:
        return ""
    text = words("measured {value}", value=share_in_words(share.value, words))
    return f"{text}{words.language.comma}{_cases(share.of, words)}"


def time_in_words(measured: MapMeasured | None, stage: str, words: Words) -> str:
    """Return the median time of the visits of a stage, or '' where none is known."""
    seen = _stage(measured, stage)
    if seen is None or seen.median is None or not seen.n:
        return ""
    return words("measured median {time}", time=seconds_in_words(seen.median, words))


def dormant_in_words(measured: MapMeasured | None, words: Words) -> str:
    """Return the share of those alive who are dormant, or '' where it is not known."""
    share = measured.dormant if measured is not None else None
    if share is None or share.value is None:
        return ""
    value, whole = share_in_words(share.value, words), words.number(share.of)
    return words("measured {value} of {whole} alive", value=value, whole=whole)


def value_in_words(measured: MapMeasured | None, metric: Metric, words: Words) -> str:
    """Return what a log says that a metric is, or '' where it says nothing."""
    seen = measured.metrics.get(metric.id) if measured is not None else None
    if seen is None or seen.value is None:
        return ""
    value = words.measured(seen.value, metric.shown_unit)
    if seen.of_whole_log:
        text = words("measured {value} over the whole log", value=value)
    elif (period := parse_period(seen.over)) is not None:
        text = words("measured {value}, {period}", value=value, period=words.period(period))
    else:
        text = words("measured {value}", value=value)
    return text if seen.n is None else f"{text}{words.language.comma}{_cases(seen.n, words)}"


def touchpoint_in_words(measured: MapMeasured | None, touchpoint: str, words: Words) -> Iterator[str]:
    """Yield what a log says of a touchpoint: who met it, how many of them moved on and how many did not."""
    seen = measured.touchpoints.get(touchpoint) if measured is not None else None
    if seen is None:
        return
    if seen.reach is not None and seen.reach.value is not None:
        share, whole = share_in_words(seen.reach.value, words), words.number(seen.reach.of)
        yield words("met in {share} of {whole} visits", share=share, whole=whole)
    if seen.drop_off is not None and seen.exposed is not None:
        value = (
            f"{share_in_words(seen.drop_off, words)}{words.language.comma}{_cases(seen.exposed.of, words)}"
        )
        yield words("not moved on in time: {value}", value=value)
    if seen.not_exposed is not None and seen.not_exposed.value is not None:
        off = share_in_words(1 - seen.not_exposed.value, words)
        value = f"{off}{words.language.comma}{_cases(seen.not_exposed.of, words)}"
        yield words("not moved on in time: {value} among those who did not meet it", value=value)


def seconds_in_words(seconds: float, words: Words) -> str:
    """Return a length of time in the largest unit of which there are two or more, to one decimal."""
    for length, text in _UNITS:
        if seconds >= 2 * length:
            return words(text, count=round(seconds / length, 1))
    return words("{count}\u00a0seconds", count=round(seconds, 1))


def _stage(measured: MapMeasured | None, stage: str) -> StageMeasured | None:
    seen = measured.stages.get(stage) if measured is not None else None
    return seen if seen is not None and seen.observed else None


def share_in_words(value: float, words: Words) -> str:
    """Return a share from 0 to 1 in percent, to one decimal."""
    return words.percent(round(100 * value, 1))


def _cases(n: int, words: Words) -> str:
    return f"n\u00a0=\u00a0{words.number(n)}"
