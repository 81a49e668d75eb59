from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from jmap.audit.audit import Audit, audit
from jmap.audit.grids import MOST_ROWS, MOST_STAGES, grids
from jmap.audit.portfolio import CoverageCell, CoverageGrid, EvidenceUse, OwnerLoad, Portfolio
from jmap.audit.seen import Lead, Named
from jmap.audit.where import Where
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.discovery import find_home
from jmap.workspace.workspace import Workspace, asked_for
from tests.audit.maps_seen import seen, stage

AS_OF = date(2026, 11, 21)

LIBRARY = """
jmap: 1
title: Company
teams: {care: Care, sales: Sales}
segments: {small: Small firms, public: Public bodies}
personas:
  ann: {name: "Ann, planner", kind: primary, goals: Plan, evidence: talks}
  bob: {name: Bob, kind: secondary, goals: Drive}
metrics:
  kept: {kind: rate, owner: sales, target: 90, history: {2026-Q3: 40}}
evidence:
  talks: {kind: interview, n: 9, date: 2025-06-01}
  desk: {kind: support, date: 2026-11-01}
  gone: {kind: survey, date: 2020-01-01, status: archived}
  hunch: {name: A hunch}
opportunities:
  letter: {owner: sales, stages: renew, state: doing, due: 2026-11-20}
  price: {owner: sales, state: planned, due: 2026-11-21}
  old: {owner: sales, stages: renew, state: dropped, due: 2026-01-01}
plays:
  call: {owner: care, stages: renew, state: done}
"""
ALONE = LIBRARY.replace("stages: renew, ", "")
WHOLE = """
jmap: 1
title: The whole way
scope: lifecycle
uses: library.journey.yaml
owner: care
for: {persona: ann, segments: small}
metrics: {won: {kind: rate, target: 50, history: {2026-Q3: 60}}}
stages:
  try: {name: Try, phase: before, owner: sales, metrics: [won, kept], evidence: talks}
  use: {name: Use, phase: after, expands: detail.journey.yaml, next: renew}
  renew: {name: Renew, phase: after, next: use, metrics: kept}
touchpoints:
  look: {stage: try, emotion: 1, pains: [{text: Slow, evidence: [talks, desk]}, {text: Dear, evidence: gone}]}
  ask: {stage: try, owner: care, performance: 4}
  call: {stage: renew, personas: ann, emotion: -1}
opportunities: {mend: {owner: care, touchpoints: call, state: idea}}
"""
DETAIL = """
jmap: 1
title: First weeks
uses: library.journey.yaml
owner: sales
for: {persona: bob, segments: small}
stages: {set-up: {name: Set up, metrics: kept}}
touchpoints:
  account: {stage: set-up, performance: 7, evidence: [desk, hunch]}
"""
TO_BE = """
jmap: 1
title: The way it should be
state: future
as_is: whole.journey.yaml
uses: library.journey.yaml
owner: care
metrics: {won: {kind: rate, owner: care, target: 70}}
stages: {try: {name: Try, owner: sales, metrics: [won, kept]}}
touchpoints: {demo: {stage: try, emotion: 2, owner: sales}}
opportunities: {show: {owner: sales, touchpoints: demo, state: planned}}
"""
DRAFT = (
    "jmap: 1\ntitle: D\nstatus: draft\nuses: library.journey.yaml\nowner: lab\n"
    "stages: {lab: {name: Lab, owner: lab, emotion: 1}}\nteams: {lab: Lab}\n"
)
MAPS = {
    "library": LIBRARY,
    "whole": WHOLE,
    "detail": DETAIL,
    "to-be": TO_BE,
    "draft": DRAFT,
    "old": DRAFT.replace("draft", "archived"),
}


def audited(folder: Path, maps: Mapping[str, str], config: str = "") -> Audit:
    (folder / "jmap.toml").write_text(config, encoding="utf-8")
    for stem, text in maps.items():
        (folder / f"{stem}.journey.yaml").write_text(text, encoding="utf-8")
    home = find_home(folder)
    loaded = load_config(home.config).config
    workspace = Workspace(home, loaded, asked_for([folder], home, loaded), {})
    result = audit(workspace, Settings(loaded, AS_OF))
    assert [each.message for each in result.errors.findings] == []
    return result


def of(folder: Path, maps: Mapping[str, str], config: str = "") -> Portfolio:
    return audited(folder, maps, config).portfolio


@pytest.fixture
def folio(tmp_path: Path) -> Portfolio:
    return of(tmp_path, MAPS)


def cells(grid: CoverageGrid) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    return {row.title: [(cell.touchpoints, cell.maps) for cell in row.cells] for row in grid.rows}


def test_grids_say_who_is_looked_at_where_and_a_detail_counts_for_the_stage_that_it_details(
    folio: Portfolio,
) -> None:
    personas, segments = folio.grids
    stages = (("try", "Try"), ("use", "Use"), ("renew", "Renew"))
    assert (personas.kind, personas.stages, personas.gaps) == ("persona", stages, 3)
    assert cells(personas) == {
        "Ann": [(2, ("whole",)), (0, ()), (1, ("whole",))],
        "Bob": [(0, ()), (1, ("detail",)), (0, ())],
    }
    assert (segments.kind, segments.stages, segments.gaps) == ("segment", stages, 3)
    assert cells(segments) == {
        "Small firms": [(2, ("whole",)), (1, ("detail",)), (1, ("whole",))],
        "Public bodies": [(0, ()), (0, ()), (0, ())],
    }
    assert folio.to_be == 1


def loads(folio: Portfolio) -> dict[str, OwnerLoad]:
    return {each.id: each for each in folio.owners}


def owned(load: OwnerLoad) -> tuple[int, ...]:
    return load.maps, load.stages, load.touchpoints, load.metrics, load.opportunities, load.plays


def test_owners_answer_for_what_is_theirs_and_a_touchpoint_without_one_for_its_stages(
    folio: Portfolio,
) -> None:
    every = loads(folio)
    assert {each.id: each.title for each in folio.owners} == {"care": "Care", "sales": "Sales", "": ""}
    assert {id_: owned(load) for id_, load in every.items()} == {
        # Two maps (one of what shall be), `ask`; `mend`, for a dropped one is no load; `call`.
        "care": (2, 0, 1, 0, 1, 1),
        # `detail`, `try`, `look`; `kept` once, though three maps use it; `letter`, `price` and `show`.
        "sales": (1, 1, 1, 1, 3, 0),
        # `use`, `renew` and `set-up`, `call` and `account`, `won`.
        "": (0, 3, 2, 1, 0, 0),
    }
    assert (every["sales"].in_hand, every["sales"].overdue) == (3, 1)
    assert (every["care"].in_hand, every["care"].overdue) == (0, 0)


def test_what_nobody_owns_is_last_and_has_no_findings_where_maps_have_owners(folio: Portfolio) -> None:
    assert folio.owners[-1].id == ""
    assert (folio.owners[-1].findings, folio.owners[-1].points) == (0, "0.0")
    amounts = [each.findings for each in folio.owners[:-1]]
    assert amounts == sorted(amounts, reverse=True)


def test_findings_and_points_of_owners_add_up_to_those_of_the_maps(tmp_path: Path) -> None:
    result = audited(tmp_path, MAPS)
    graded = [each for each in result.maps if not each.draft]
    fixes = [fix for each in graded for fix in each.review.fixes]
    owners = result.portfolio.owners
    # A persona of the library is found wanting by several maps: one finding, with points in each of them.
    about_library = [fix for fix in fixes if fix.finding.spot.file == "library.journey.yaml"]
    once = {(fix.finding.rule, fix.finding.route) for fix in about_library}
    assert len(once) < len(about_library)
    assert sum(each.findings for each in owners) == len(fixes) - len(about_library) + len(once)
    points = sum((fix.points for fix in fixes), Fraction(0))
    shares = sum((Fraction(each.points) for each in owners), Fraction(0))
    assert shares <= points < shares + Fraction(len(owners), 10)
    problems = {
        (fix.finding.rule, fix.finding.route, fix.finding.spot.file)
        for each in graded
        for fix in each.review.problems
    }
    assert sum(each.problems for each in owners) == len(problems)
    errors = {fix.finding.fingerprint for fix in fixes if fix.finding.severity.value == "error"}
    assert sum(each.errors for each in owners) == len(errors)


def test_where_no_teams_are_in_sight_an_owner_is_its_text(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: M\nstages: {a: {owner: 'Ada, ops'}, b: B}\ntouchpoints: {t: {stage: a}}\n"
    folio = of(tmp_path, {"m": text})
    # The map has no owner, so what concerns it alone is nobody's.
    assert [(each.id, each.title, owned(each)) for each in folio.owners] == [
        ("Ada, ops", "Ada, ops", (0, 1, 1, 0, 0, 0)),
        ("", "", (1, 1, 0, 0, 0, 0)),
    ]
    assert all(each.findings for each in folio.owners)


def test_a_metric_is_one_where_it_is_defined_and_says_which_maps_use_it(folio: Portfolio) -> None:
    assert [(each.id, each.maps, each.actual, each.target, each.state) for each in folio.metrics] == [
        ("kept", ("detail", "to-be", "whole"), 40.0, 90.0, "missed"),
        ("won", ("whole",), 60.0, 50.0, "on target"),
    ]
    assert (folio.metrics[0].title, folio.metrics[0].unit) == ("Kept", "%")
    assert folio.metrics[0].where == Where(
        "detail", "library.journey.yaml", 10, 3, "metrics", "kept", "st-set-up"
    )


def evidence(folio: Portfolio) -> dict[str, EvidenceUse]:
    return {each.id: each for each in folio.evidence}


def test_evidence_says_how_old_it_is_and_which_claims_would_rest_on_nothing_without_it(
    folio: Portfolio,
) -> None:
    every = evidence(folio)
    assert list(every) == ["talks", "desk", "hunch"]
    talks, desk, hunch = every.values()
    assert (talks.kind, talks.date, talks.age, talks.stale) == ("interview", date(2025, 6, 1), 538, True)
    assert talks.freshness == pytest.approx(0.5 ** (538 / 180))
    # `look`'s emotion and the performance of `ask` rest on it alone, the slow pain on `desk` too.
    assert (talks.claims, talks.alone, talks.maps) == (3, 2, ("whole",))
    # The slow pain has nothing else that is not stale; the performance of `account` has a hunch besides.
    assert (desk.claims, desk.alone, desk.maps, desk.stale) == (2, 1, ("detail", "whole"), False)
    assert (hunch.title, hunch.kind, hunch.date, hunch.age, hunch.stale) == ("A hunch", "", None, None, False)
    assert (hunch.claims, hunch.alone, hunch.maps) == (1, 0, ("detail",))
    assert (hunch.where.file, hunch.where.line) == ("library.journey.yaml", 15)


def test_claims_are_counted_that_rest_on_nothing_and_on_nothing_that_still_holds(folio: Portfolio) -> None:
    # Emotions of `look` and `call`, two pains, performances of `ask` and `account`; not those of `to-be`.
    assert folio.claims == 6
    # The emotion of `call`.
    assert folio.unproven == 1
    # What rests on `talks` alone, and the pain whose survey is archived.
    assert folio.outdated == 3


def test_what_is_stale_is_what_the_config_calls_so(tmp_path: Path) -> None:
    folio = of(tmp_path, MAPS, "[rules.JM708]\nhalf_life = 600\n")
    talks = evidence(folio)["talks"]
    assert talks.freshness == pytest.approx(0.5 ** (538 / 600))
    assert (talks.stale, talks.alone, folio.outdated) == (False, 2, 1)
    assert evidence(folio)["desk"].alone == 0


def test_maps_of_what_shall_be_alone_are_covered_and_claim_nothing(tmp_path: Path) -> None:
    text = TO_BE.replace("as_is: whole.journey.yaml\n", "")
    folio = of(tmp_path, {"library": ALONE, "to-be": text})
    assert [grid.gaps for grid in folio.grids] == [1, 0]
    assert (folio.claims, folio.evidence, [each.id for each in folio.metrics]) == (0, (), ["kept"])


def test_drafts_alone_make_an_empty_portfolio(tmp_path: Path) -> None:
    assert of(tmp_path, {"library": ALONE, "draft": DRAFT}) == Portfolio((), (), (), (), 0, 0)


def test_of_very_many_stages_and_segments_a_bounded_number_is_shown() -> None:
    people = tuple(Named(f"p{n}", f"P{n}") for n in range(MOST_ROWS + 5))
    stages = tuple(stage(f"s{n:02}", 1, "p0") for n in range(MOST_STAGES + 3))
    maps = [
        seen("all", stages=stages, people_known=people, lifecycle=True),
        seen("end", stages=stages[5:], people_known=people),
    ]
    [grid] = grids(maps)
    assert [id_ for id_, _ in grid.stages] == [f"s{n:02}" for n in (0, 1, *range(5, MOST_STAGES + 3))]
    assert (len(grid.rows), grid.more_rows, grid.more_stages) == (MOST_ROWS, 5, 3)
    assert grid.rows[0].cells[1:3] == (CoverageCell(1, ("all",)), CoverageCell(2, ("all", "end")))


def test_grids_are_the_same_in_whichever_order_maps_come() -> None:
    top = seen(
        "b", stages=(stage("s", 1, "p"),), people_known=(Named("p", "P"),), details=(Lead("s", "S", "a"),)
    )
    low = seen("a", stages=(stage("x", 2, "p"),), people_known=(Named("p", "Pia"),))
    assert grids([top, low]) == grids([low, top])
    assert grids([top, low])[0].rows[0].cells == (CoverageCell(3, ("a", "b")),)


def test_a_claim_on_two_stale_pieces_is_outdated_once(tmp_path: Path) -> None:
    text = (
        "jmap: 1\ntitle: M\nstages: {a: {emotion: 1, evidence: [one, two]}}\n"
        "evidence: {one: {kind: survey, date: 2024-01-01}, two: {kind: diary, date: 2023-01-01}}\n"
    )
    folio = of(tmp_path, {"m": text})
    assert [(each.id, each.claims, each.alone) for each in folio.evidence] == [("two", 1, 1), ("one", 1, 1)]
    assert (folio.claims, folio.outdated) == (1, 1)
