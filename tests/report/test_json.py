"""The review as JSON: what stands where, and the schema that it keeps to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jmap.formats.schema import findings_schema
from jmap.formats.style import Style
from jmap.report.data.schema import audit_schema
from jmap.report.json import render
from tests.cli.program import here as jmap
from tests.report.rich import AS_OF, rich, rich_map

VALID = Draft202012Validator(audit_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
ROOT = Path(__file__).parents[2]
EXAMPLES = ("burger", "first-deploy", "post-sales", "saas")


def told(**given: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(rich(**given), Style()))
    return data


def test_the_schema_is_a_schema_and_every_object_in_it_is_closed() -> None:
    Draft202012Validator.check_schema(audit_schema())
    assert json.dumps(audit_schema()) == json.dumps(audit_schema())

    def objects(schema: Any) -> Any:
        if isinstance(schema, dict):
            if "properties" in schema and schema.get("type") == "object":
                yield schema
            for each in schema.values():
                yield from objects(each)
        if isinstance(schema, list):
            for each in schema:
                yield from objects(each)

    assert [each for each in objects(audit_schema()) if each["additionalProperties"] is not False] == []


@pytest.mark.parametrize("since", [True, False])
def test_a_review_with_every_part_keeps_to_both_schemas(since: bool) -> None:
    maps = (rich_map(), rich_map("other", "Another", "draft", errors=("JM903",)))
    data = json.loads(render(rich(*maps, since=since), Style()))
    VALID.validate(data)
    Draft202012Validator(findings_schema()).validate(data)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_keeps_to_the_schema(name: str) -> None:
    ran = jmap("audit", "--as-of", str(AS_OF), "--format", "json", folder=ROOT / "examples" / name)
    data = json.loads(ran.out)
    VALID.validate(data)
    assert data["maps"]


def test_scores_are_cut_with_the_exact_fraction_beside_them() -> None:
    score = told()["maps"]["trial"]["score"]
    assert (score["overall"], score["exact"]) == (56.3, "1015/18")
    assert score["categories"]["touchpoints"] == {"score": 87.5, "exact": "175/2"}
    assert (score["rules"]["JM511"]["gain"], score["rules"]["JM511"]["gain_exact"]) == (2.2, "20/9")
    assert score["rules"]["JM501"]["gain_exact"] is None


def test_a_fix_has_its_number_points_owner_due_state_and_place() -> None:
    fix = told()["maps"]["trial"]["fixes"][1]
    assert {
        key: fix[key] for key in ("number", "rule", "points", "points_exact", "owner", "due", "state")
    } == {
        "number": "F-05",
        "rule": "JM703",
        "points": 10.0,
        "points_exact": "10",
        "owner": "Product",
        "due": "2026-12-01",
        "state": "unchanged",
    }
    assert fix["where"] == {
        "map": "trial",
        "file": "trial.journey.yaml",
        "line": 15,
        "column": 6,
        "section": "touchpoints",
        "id": "import",
        "anchor": "tp-import",
    }
    assert told(since=False)["maps"]["trial"]["fixes"][1]["state"] is None


def test_the_journey_stands_by_id_with_trends_and_places() -> None:
    journey = told()["maps"]["trial"]["journey"]
    done = journey["metrics"]["done"]
    assert (done["actual"], done["period"], done["target"], done["floor"]) == (45, "2026-Q3", 60, 50)
    assert (done["state"], done["breached"], done["near"], done["better"]) == (
        "missed",
        True,
        False,
        "higher",
    )
    assert done["trend"] == {"period": "2026-Q2", "previous": 40, "change": 5, "way": "better", "run": 2}
    assert done["history"] == [
        {"period": "2026-Q2", "value": 40, "n": 180},
        {"period": "2026-Q3", "value": 45, "n": 210},
    ]
    assert (done["where"]["line"], done["where"]["id"]) == (40, "done")
    assert journey["metrics"]["active"]["measured"] == {
        "value": 12001,
        "n": 800,
        "low": 11900,
        "high": 12100,
        "over": "",
    }
    assert journey["moments_of_truth"]["import"]["gap"] == 6
    assert (journey["emotion"]["low"]["at"], journey["emotion"]["low"]["value"]) == ("import", -1.8)
    assert [each["fall"] for each in journey["emotion"]["cliffs"]] == [3.3]
    assert journey["service_levels"]["import"]["kept"] is False
    assert journey["behaviour"]["stages"][0]["median"] == 6 * 86_400
    template = journey["opportunities"]["template"]
    ranks = [template[f"{way}_rank"] for way in ("rice", "ulwick", "impact_effort")]
    assert (ranks, template["disputed"], template["number"]) == ([1, 3, 1], True, "O-1")
    assert journey["agreement"] == 0.12
    assert [each["kind"] for each in journey["unanswered"]] == ["pain", "low"]


def test_the_change_adds_up() -> None:
    change = told()["change"]
    score = change["score"]
    assert (score["before"], score["after"], score["by"]) == (50.0, 56.3, 6.3)
    assert round(change["content"] + change["ruler"], 1) == score["by"]
    assert (change["content"], change["content_exact"]) == (6.6, "301/45")
    assert change["counts"] == {
        "new": 1,
        "reopened": 1,
        "expired": 1,
        "unchanged": 3,
        "fixed": 2,
        "accepted": 1,
    }
    assert sum(change["counts"].values()) == len(change["states"]) + len(change["fixed"])
    assert told(since=False)["change"] is None


def test_the_gate_the_trend_and_all_maps_together() -> None:
    data = told()
    assert [(each["key"], each["value"], each["met"]) for each in data["gate"]] == [
        ("errors", "0", True),
        ("new", "2", False),
        ("overall", "56.3", False),
    ]
    assert [(each["as_of"], each["overall"], each["breaks"], each["now"]) for each in data["trend"]] == [
        ("2026-02-20", 41.0, False, False),
        ("2026-05-20", 50.0, True, False),
        ("2026-11-20", 56.3, False, True),
    ]
    assert data["trend"][-1]["exact"] == "1015/18"
    assert [row["id"] for row in data["portfolio"]["grids"][0]["rows"]] == ["buyer", "user", "payer"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("verdict"),
        lambda data: data.update(extra=1),
        lambda data: data["score"].update(exact="0.5"),
        lambda data: data["score"].update(grade="F"),
        lambda data: data["gate"][0].update(met="yes"),
        lambda data: data["trend"][0].pop("breaks"),
        lambda data: data["change"]["states"].update(x="gone"),
        lambda data: data["maps"]["trial"]["fixes"][0].update(state="fixed"),
        lambda data: data["maps"]["trial"]["journey"]["metrics"]["done"].pop("near"),
        lambda data: data["maps"]["trial"]["journey"]["emotion"]["low"].pop("at"),
        lambda data: data["maps"]["trial"]["scorecard"][0].update(findings="2"),
        lambda data: data["portfolio"]["owners"][0].pop("points"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_have(spoil: Any) -> None:
    data = told()
    VALID.validate(data)
    spoil(data)
    assert not VALID.is_valid(data)
