"""The log of `examples/saas`: its script writes it, and `jmap analyze` finds the story that was put in."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from jmap.cli.app import app

SAAS = Path(__file__).parents[2] / "examples" / "saas"
LOG = SAAS / "data" / "events.csv.gz"
BROKE = "2026-03-02"


def analyzed(*arguments: str, of: str = "lifecycle") -> dict[str, Any]:
    ran = CliRunner().invoke(
        app, ["analyze", str(SAAS / f"{of}.journey.yaml"), "--format", "json", *arguments]
    )
    assert ran.exit_code == 0, ran.output
    document: dict[str, Any] = json.loads(ran.stdout)
    return document


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gzip.decompress(LOG.read_bytes()).decode())))


@pytest.fixture(scope="module")
def now() -> dict[str, Any]:
    return analyzed()


@pytest.fixture
def onboarding(rows: list[dict[str, str]], tmp_path: Path) -> Callable[..., dict[str, int]]:
    """Return how many firms of a segment that signed within some days reached each stage."""
    signed = {row["customer_id"]: row["timestamp"] for row in rows if row["event"] == "subscription_started"}

    def reached(segment: str, since: str, until: str) -> dict[str, int]:
        path = tmp_path / f"{segment}-{since}.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(
                row
                for row in rows
                if row["segment"] == segment and since <= signed.get(row["customer_id"], "") < until
            )
        measured = analyzed("--source", str(path), "--as-of", "2026-11-15", of="onboarding")
        return {step["stage"]: step["reached"] for step in measured["maps"]["onboarding"]["funnel"]["steps"]}

    return reached


def test_the_script_writes_the_log_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.gz"
    subprocess.run([sys.executable, SAAS / "data" / "generate.py", path], check=True)
    # How well it is packed is for the machine's zlib to say.
    assert gzip.decompress(path.read_bytes()) == gzip.decompress(LOG.read_bytes())


def test_all_that_was_sent_is_read(now: dict[str, Any]) -> None:
    assert now["log"] == {
        **now["log"],
        "capped": 0,
        "customers": 1040,
        "ignored": 36,
        "naive_times": 0,
        "rejected": {},
    }
    assert now["log"]["duplicates"] > 0


def test_the_import_breaks_for_regional_firms_from_a_date_on(
    onboarding: Callable[..., dict[str, int]],
) -> None:
    before = onboarding("regional", "2025-09-01", "2026-02-17")
    after = onboarding("regional", BROKE, "2026-08-17")
    others = onboarding("local", BROKE, "2026-08-17")
    assert (before["move-records"], before["set-up"]) == (17, 17)
    assert (after["move-records"], after["set-up"]) == (26, 4)
    assert (others["move-records"], others["set-up"]) == (40, 40)


def test_national_firms_come_in_again_by_way_of_upsell(
    now: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    moves = now["maps"]["lifecycle"]["conformance"]["moves"]
    [again] = [move for move in moves if (move["from"], move["to"]) == ("upsell", "adoption")]
    assert (again["n"], again["customers"], again["kind"]) == (84, 55, "declared")
    buyers = [row["segment"] for row in rows if row["event"] == "seats_added"]
    assert (buyers.count("national"), len(buyers)) == (56, 89)


def test_about_one_firm_in_eight_is_dormant(now: dict[str, Any]) -> None:
    share = now["maps"]["lifecycle"]["dormant"]["share"]
    assert (share["n"], share["of"]) == (69, 563)


def test_the_email_wakes_a_quarter_of_those_who_get_it(
    now: dict[str, Any], rows: list[dict[str, str]]
) -> None:
    got = {row["customer_id"]: row["timestamp"] for row in rows if row["event"] == "wake_up_sent"}
    back = {
        row["customer_id"]
        for row in rows
        if row["customer_id"] in got and row["timestamp"] > got[row["customer_id"]]
        if row["event"] != "wake_up_sent"
    }
    assert (len(got), len(back)) == (36, 9)
    before = analyzed("--as-of", "2026-11-01")["maps"]["lifecycle"]["dormant"]["stages"]
    after = now["maps"]["lifecycle"]["dormant"]["stages"]
    assert [before[stage]["n"] for stage in ("adoption", "renewal")] == [27, 10]
    assert [after[stage]["n"] for stage in ("adoption", "renewal")] == [19, 10]
