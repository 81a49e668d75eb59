"""What touchpoints, drivers and risks go with: those who met one against those who did not.

The unit is a customer's first visit of the stage whose window has passed. It is exposed where the thing
happened inside the visit and the window. Those who stay longer meet more; the landmark guards against that:
only visits still open by the median time of the first contact are judged, by what they had met until then.
Either way it is an association, and no proof of a cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.moving import ended_visits, leads_on
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.analyze.wanted import Wanted
from jmap.measures.measured import Difference, Rate
from jmap.measures.proportion import difference, rate
from jmap.records import frozen

NOBODY = (0, 0, 0, 0)


@frozen
class Contrast:
    """The share of those who met it that came out so, and of those who did not."""

    exposed: Rate
    not_exposed: Rate

    @property
    def difference(self) -> Difference | None:
        """Return the first share less the second, or None where one is of nobody."""
        return difference(self.exposed, self.not_exposed)


@frozen
class Compared:
    """Moving forward and leaving within the window, among all units, or those still there at the landmark.

    Moving forward is of nobody in a stage from which no log can show it.
    """

    forward: Contrast
    leaving: Contrast


@frozen
class Exposure:
    """A touchpoint, driver or risk of a stage. Times are seconds; None where they are of nobody.

    `time_exposed` and `time_not_exposed` are median times to the next stage of those who moved forward.
    `at` is the median time of the first contact, `landmark` the comparison among visits still open then.
    """

    stage: int
    reach: Rate
    contacts: int
    whole: Compared
    time_exposed: float | None
    time_not_exposed: float | None
    at: float | None
    landmark: Compared | None

    @property
    def guarded(self) -> Compared:
        """Return the comparison to judge by: the landmark's where it has cases on both sides."""
        if self.landmark is not None and self.landmark.leaving.difference is not None:
            return self.landmark
        return self.whole


@frozen
class Exposures:
    """Exposures by the places of `contacts` and `signs` in the plan; those of stages or signs unseen miss."""

    contacts: Mapping[int, Exposure]
    signs: Mapping[int, Exposure]


def exposures(engine: Engine, plan: MapPlan, log: Log, wanted: Wanted, moments: Moments) -> Exposures:
    """Return what touchpoints, drivers and risks go with."""
    stages = dict(_subjects(plan))
    if not stages:
        return Exposures({}, {})
    window = wanted.window * MICROS
    engine.create("units", first_visits(plan, log.as_of, window))
    engine.create("met", " UNION ALL ".join(_met(plan, log)) or "SELECT 0 AS x, 0 AS stage, 0 AS code")
    engine.create("exposures", " UNION ALL ".join(_exposures(plan, moments)))
    firsts = quantiles_by(engine.rows(quantiles_query("SELECT x, first_us AS us FROM exposures", "x", "us")))
    # Only whole microseconds are compared, so that a landmark between two of them is the earlier one.
    at = {x: int(firsts[x].median) for x in stages if x in firsts}
    engine.create(
        "subjects", " UNION ALL ".join(_subject(x, stage, at.get(x)) for x, stage in stages.items())
    )
    engine.create("paired", _PAIRED)
    whole = {(x, hit): tuple(map(int, each)) for x, hit, *each in engine.rows(_COUNTED)}
    kept = {(x, hit): tuple(map(int, each)) for x, hit, *each in engine.rows(_LANDMARK)}
    times = quantiles_by(engine.rows(quantiles_query(_TIMES, "k", "us")))
    engine.drop("units", "met", "exposures", "subjects", "paired")

    def of(x: int) -> Exposure:
        here, there = whole.get((x, 1), NOBODY), whole.get((x, 0), NOBODY)
        onward = leads_on(plan, stages[x])
        spent = [times[key].median / MICROS if key in times else None for key in (x * 2 + 1, x * 2)]
        return Exposure(
            stages[x],
            rate(here[0], here[0] + there[0]),
            here[1],
            _compared(here, there, onward),
            spent[0],
            spent[1],
            at[x] / MICROS if x in at else None,
            _compared(kept.get((x, 1), NOBODY), kept.get((x, 0), NOBODY), onward) if x in at else None,
        )

    n = len(plan.contacts)
    return Exposures({x: of(x) for x in stages if x < n}, {x - n: of(x) for x in stages if x >= n})


def _compared(here: tuple[int, ...], there: tuple[int, ...], onward: bool) -> Compared:
    """Return the comparison of (units, contacts, moved forward, left)."""
    (n, _, moved, gone), (others, _, others_moved, others_gone) = here, there
    return Compared(
        Contrast(rate(moved, n), rate(others_moved, others)) if onward else Contrast(rate(0, 0), rate(0, 0)),
        Contrast(rate(gone, n), rate(others_gone, others)),
    )


def _subjects(plan: MapPlan) -> Iterator[tuple[int, int]]:
    """Yield the number and stage of what is compared: touchpoints, then drivers and risks."""
    for x, contact in enumerate(plan.contacts):
        if plan.stages[contact.stage].observed:
            yield x, contact.stage
    for x, sign in enumerate(plan.signs, len(plan.contacts)):
        if sign.when.ways and plan.stages[sign.stage].observed:
            yield x, sign.stage


def first_visits(plan: MapPlan, as_of: int, window: int) -> str:
    """Return first visits whose window has passed; `end_us` is when they no longer meet anything."""
    return (
        "SELECT cid, ix, stage, us_in, us_out,"
        f" CASE WHEN us_out IS NULL OR us_out > us_in + {window} THEN us_in + {window} + 1 ELSE us_out END"
        " AS end_us,"
        f" CASE WHEN us_out <= us_in + {window} THEN forward ELSE 0 END AS moved,"
        f" CASE WHEN us_out <= us_in + {window} THEN leaves ELSE 0 END AS gone"
        f" FROM ({ended_visits(plan)}) w WHERE visit_no = 1 AND us_in <= {as_of - window}"
    )


def _met(plan: MapPlan, log: Log) -> Iterator[str]:
    """Yield the codes of each touchpoint's events."""
    for x, contact in enumerate(plan.contacts):
        codes = log.codes(contact.events)
        if codes and plan.stages[contact.stage].observed:
            inside = ", ".join(map(str, codes))
            yield f"SELECT {x} AS x, {contact.stage} AS stage, code FROM names WHERE code IN ({inside})"


def _exposures(plan: MapPlan, moments: Moments) -> Iterator[str]:
    """Yield the units that met each thing: when first, counted from entering, and how often."""
    yield (
        "SELECT m.x AS x, u.cid AS cid, u.ix AS ix, MIN(e.us - u.us_in) AS first_us, COUNT(*) AS n"
        " FROM events e JOIN met m ON m.code = e.code JOIN units u ON u.cid = e.cid AND u.stage = m.stage"
        " WHERE e.us >= u.us_in AND e.us < u.end_us GROUP BY m.x, u.cid, u.ix"
    )
    for x, sign in enumerate(plan.signs, len(plan.contacts)):
        if sign.when.ways and plan.stages[sign.stage].observed:
            yield (
                f"SELECT {x} AS x, u.cid AS cid, u.ix AS ix, s.us - u.us_in AS first_us, 1 AS n"
                f" FROM ({moments.in_visits(sign.when, sign.stage)}) s"
                " JOIN units u ON u.cid = s.cid AND u.ix = s.ix WHERE s.us < u.end_us"
            )


def _subject(x: int, stage: int, at: int | None) -> str:
    return f"SELECT {x} AS x, {stage} AS stage, CAST({'NULL' if at is None else at} AS BIGINT) AS at_us"


_PAIRED = (
    "SELECT s.x AS x, s.at_us AS at_us, u.us_out - u.us_in AS spent, u.moved AS moved, u.gone AS gone,"
    " e.first_us AS first_us, e.n AS n, CASE WHEN e.first_us IS NULL THEN 0 ELSE 1 END AS hit"
    " FROM units u JOIN subjects s ON s.stage = u.stage"
    " LEFT JOIN exposures e ON e.x = s.x AND e.cid = u.cid AND e.ix = u.ix"
)
_COUNTED = "SELECT x, hit, COUNT(*), SUM(COALESCE(n, 0)), SUM(moved), SUM(gone) FROM paired GROUP BY x, hit"
_LANDMARK = (
    "SELECT x, early, COUNT(*), COUNT(*), SUM(moved), SUM(gone) FROM (SELECT x, moved, gone,"
    " CASE WHEN first_us <= at_us THEN 1 ELSE 0 END AS early FROM paired"
    " WHERE at_us IS NOT NULL AND (spent IS NULL OR spent > at_us)) l GROUP BY x, early"
)
_TIMES = "SELECT x * 2 + hit AS k, spent AS us FROM paired WHERE moved = 1"
