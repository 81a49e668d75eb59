"""Measures and indicators as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jmap.model.health import Indicator
from jmap.model.measures import DurationOf, FieldOfEvent, HealthShare, Measure, RateOf, ShareOf
from jmap.render.words import Words, term
from jmap.workspace.journey import Journey

_STATISTICS = {
    "median": term("median time from {start} to {end}"),
    "mean": term("mean time from {start} to {end}"),
    "p90": term("90th percentile of the time from {start} to {end}"),
}
_MISSING = {"skip": term("left out where unknown"), "zero": term("0 where unknown")}


def measure_in_words(measure: Measure, journey: Journey, words: Words) -> str:
    """Return how a metric is computed from the event log."""
    if measure.count is not None:
        return words("number of {event}", event=words.theirs(measure.count))
    if measure.sum is not None:
        return _sum(measure.sum, words)
    if measure.distinct is not None:
        found = measure.distinct
        field, event = words.theirs(found.field), words.theirs(found.event)
        return words("different values of {field} in {event}", field=field, event=event)
    if measure.rate is not None:
        return _rate(measure.rate, journey, words)
    if measure.ratio is not None:
        above, below = (
            words.theirs(journey.title_of("metrics", id_ or ""))
            for id_ in (measure.ratio.of, measure.ratio.over)
        )
        return words("{above} over {below}", above=above, below=below)
    if measure.duration is not None:
        return _time(measure.duration, journey, words)
    return _share(measure.share, journey, words) if measure.share is not None else ""


def indicator_in_words(indicator: Indicator, journey: Journey, words: Words) -> str:
    """Return a sign of health: its name, what it looks at, its weight, what is good and what is poor."""
    facts = [_source(indicator, journey, words)]
    if indicator.weight is not None:
        facts.append(words("weight {weight}", weight=indicator.weight))
    if indicator.good is not None and indicator.poor is not None:
        facts.append(words("good at {good}, poor at {poor}", good=indicator.good, poor=indicator.poor))
    facts.append(words(_MISSING[indicator.missing]))
    text = words.language.semicolon.join(each for each in facts if each)
    return words("{name}: {text}", name=words.theirs(indicator.title), text=text)


def bands_in_words(bands: Mapping[str, float], words: Words) -> Iterator[str]:
    """Yield the bands of a health score, the best first, each with its lowest score."""
    for name, lowest in sorted(bands.items(), key=lambda band: -band[1]):
        yield words("{band} from {lowest}", band=words.theirs(name), lowest=lowest)


def _source(indicator: Indicator, journey: Journey, words: Words) -> str:
    if indicator.count is not None:
        return words("number of {event}", event=words.theirs(indicator.count))
    if indicator.sum is not None:
        return _sum(indicator.sum, words)
    if indicator.days_since == "any":
        return words("days since any event")
    if indicator.days_since is not None:
        return words("days since {event}", event=words.theirs(indicator.days_since))
    if indicator.attribute is not None:
        return words("newest value of {field}", field=words.theirs(indicator.attribute))
    return words.theirs(journey.title_of("metrics", indicator.metric or ""))


def _sum(found: FieldOfEvent, words: Words) -> str:
    return words(
        "sum of {field} in {event}", field=words.theirs(found.field), event=words.theirs(found.event)
    )


def _place(name: str, journey: Journey, words: Words) -> str:
    """Return a stage by its name, or an event by its own."""
    stage = journey.file.stages.get(name)
    return words.theirs(stage.title if stage is not None else name)


def _rate(rate: RateOf, journey: Journey, words: Words) -> str:
    start, end = _place(rate.from_, journey, words), _place(rate.to, journey, words)
    text = words("share that goes from {start} to {end}", start=start, end=end)
    if rate.within is None:
        return text
    return words("{text} within {time}", text=text, time=words.duration(rate.within))


def _time(found: DurationOf, journey: Journey, words: Words) -> str:
    start, end = _place(found.from_, journey, words), _place(found.to, journey, words)
    return words(_STATISTICS[found.stat], start=start, end=end)


def _share(share: ShareOf, journey: Journey, words: Words) -> str:
    if isinstance(share, HealthShare):
        name = words.theirs(journey.title_of("health", share.health or ""))
        return words("share whose {health} is {band}", health=name, band=words.theirs(share.is_ or ""))
    if share == "left":
        return words("share that left")
    return words("share that is dormant")
