"""What touchpoints, drivers and risks go with: those who met one against those who did not.

The unit is a customer's first visit of the stage whose window has passed. It is exposed where the thing
happened inside the visit and the window. Those who stay longer meet more; the landmark guards against that:
only visits still open by the median time of the first contact are judged, by what they had met until then.
Either way it is an association, and no proof of a cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from jmap.analyze.conditions import MICROS
from jmap.analyze.engine import Engine
from jmap.analyze.measures.belonging import counted, spread
from jmap.analyze.measures.moving import ended_visits, leads_on
from jmap.analyze.measures.quantiles import quantiles_by, quantiles_query
from jmap.analyze.moments import Moments
from jmap.analyze.plan import MapPlan
from jmap.analyze.staging import Log
from jmap.measures.measured import Difference, Rate
from jmap.measures.proportion import difference, rate
from jmap.records import frozen

NOBODY: Final = (0, 0, 0, 0)
Counts: TypeAlias = Mapping[tuple[int, int], tuple[int, ...]]


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


def exposures(engine: Engine, plan: MapPlan, log: Log, moments: Moments) -> Exposures:
    """Return what touchpoints, drivers and risks go with, and make the table `paired` where there are any.

    It has a row for each subject and row of the table `units`, the first visits, by which groups of customers
    are compared.
    """
    stages = dict(_subjects(plan))
    if not stages:
        return Exposures({}, {})
    engine.create("met", " UNION ALL ".join(_met(plan, log)) or "SELECT 0 AS x, 0 AS stage, 0 AS code")
    engine.create("exposures", " UNION ALL ".join(_exposures(plan, moments)))
    firsts = quantiles_by(engine.rows(quantiles_query("SELECT x, first_us AS us FROM exposures", "x", "us")))
    # Only whole microseconds are compared, so that a landmark between two of them is the earlier one.
    at = {x: int(firsts[x].median) for x in stages if x in firsts}
    engine.create(
        "subjects", " UNION ALL ".join(_subject(x, stage, at.get(x)) for x, stage in stages.items())
    )
    engine.create("paired", _PAIRED)
    engine.drop("met", "exposures", "subjects")
    whole = {(x, hit): tuple(map(int, each)) for x, hit, *each in engine.rows(_WHOLE)}
    kept = {(x, hit): tuple(map(int, each)) for x, hit, *each in engine.rows(_KEPT)}
    times = quantiles_by(engine.rows(quantiles_query(_TIMES, "k", "us")))
    subjects = {x: (stage, at[x] / MICROS if x in at else None) for x, stage in stages.items()}
    return _told(plan, subjects, whole, kept, {key: each.median for key, each in times.items()})


def exposures_of_groups(engine: Engine, plan: MapPlan, found: Exposures) -> dict[int, Exposures]:
    """Return what was found of all customers for each group of them, at the landmarks of all."""
    n = len(plan.contacts)
    subjects = {x: (each.stage, each.at) for x, each in found.contacts.items()}
    subjects |= {x + n: (each.stage, each.at) for x, each in found.signs.items()}
    if not subjects:
        return {}
    of_all: dict[int, dict[tuple[int, int], tuple[int, ...]]] = {}
    of_kept: dict[int, dict[tuple[int, int], tuple[int, ...]]] = {}
    for grp, x, hit, *each in counted(engine, "paired q", ("x", "hit"), _COUNTS):
        of_all.setdefault(grp, {})[x, hit] = tuple(each)
    for grp, x, hit, *each in counted(engine, f"({_AT_LANDMARK}) q", ("x", "hit"), _COUNTS):
        of_kept.setdefault(grp, {})[x, hit] = tuple(each)
    keys = (max(subjects) + 1) * 2
    moved = f"({_TIMES}) q"
    times = quantiles_by(
        engine.rows(quantiles_query(spread(moved, f"b.grp * {keys} + q.k AS k, q.us AS us"), "k", "us"))
    )
    medians: dict[int, dict[int, float]] = {}
    for key, time in times.items():
        medians.setdefault(key // keys, {})[key % keys] = time.median
    return {
        grp: _told(plan, subjects, whole, of_kept.get(grp, {}), medians.get(grp, {}))
        for grp, whole in of_all.items()
    }


def _told(
    plan: MapPlan,
    subjects: Mapping[int, tuple[int, float | None]],
    whole: Counts,
    kept: Counts,
    medians: Mapping[int, float],
) -> Exposures:
    """Return exposures of subjects, each with its stage and the landmark in seconds."""
    contacts = len(plan.contacts)

    def of(x: int) -> Exposure:
        stage, at = subjects[x]
        here, there = whole.get((x, 1), NOBODY), whole.get((x, 0), NOBODY)
        onward = leads_on(plan, stage)
        spent = [medians[key] / MICROS if key in medians else None for key in (x * 2 + 1, x * 2)]
        return Exposure(
            stage,
            rate(here[0], here[0] + there[0]),
            here[1],
            _compared(here, there, onward),
            spent[0],
            spent[1],
            at,
            _compared(kept.get((x, 1), NOBODY), kept.get((x, 0), NOBODY), onward) if at is not None else None,
        )

    return Exposures(
        {x: of(x) for x in subjects if x < contacts},
        {x - contacts: of(x) for x in subjects if x >= contacts},
    )


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
    "SELECT u.cid AS cid, s.x AS x, s.at_us AS at_us, u.us_out - u.us_in AS spent, u.moved AS moved,"
    " u.gone AS gone, e.first_us AS first_us, COALESCE(e.n, 0) AS n,"
    " CASE WHEN e.first_us IS NULL THEN 0 ELSE 1 END AS hit"
    " FROM units u JOIN subjects s ON s.stage = u.stage"
    " LEFT JOIN exposures e ON e.x = s.x AND e.cid = u.cid AND e.ix = u.ix"
)
_COUNTS: Final = ("COUNT(*)", "SUM(q.n)", "SUM(q.moved)", "SUM(q.gone)")
_AT_LANDMARK = (
    "SELECT cid, x, n, moved, gone, CASE WHEN first_us <= at_us THEN 1 ELSE 0 END AS hit FROM paired"
    " WHERE at_us IS NOT NULL AND (spent IS NULL OR spent > at_us)"
)
_WHOLE = f"SELECT x, hit, {', '.join(_COUNTS)} FROM paired q GROUP BY x, hit"
_KEPT = f"SELECT x, hit, {', '.join(_COUNTS)} FROM ({_AT_LANDMARK}) q GROUP BY x, hit"
_TIMES = "SELECT cid, x * 2 + hit AS k, spent AS us FROM paired WHERE moved = 1"
