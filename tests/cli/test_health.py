"""`jmap health` from the outside: bands, a list, one account explained, the past, and what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jmap.analyze.figures import DAY
from jmap.analyze.measures.health import Accounts
from jmap.cli import health_report, health_run
from jmap.formats.style import Style
from tests.cli.program import Ran
from tests.cli.program import here as jmap

MAP = """\
jmap: 1
title: Accounts
leave: {event: gone}
stages:
  trial: {enter: {event: trial}}
  paid: {enter: {event: paid}}
health:
  account:
    stages: [paid]
    window: 10d
    indicators:
      seats: {name: Seats in use, weight: 30, attribute: seats, good: 80, poor: 30}
      uses: {weight: 50, count: use, good: 4, poor: 0}
      quiet: {weight: 20, days_since: use, good: 0, poor: 10}
    bands: {healthy: 70, watch: 40, at-risk: 0}
"""
LOG = """\
customer,event,time,seats
a,paid,2026-01-01T00:00:00Z,55
a,use,2026-01-09T00:00:00Z,
a,use,2026-01-18T00:00:00Z,80
a,use,2026-01-19T00:00:00Z,
a,use,2026-01-21T00:00:00Z,
b,paid,2026-01-02T00:00:00Z,40
b,use,2026-01-10T00:00:00Z,
=c,paid,2026-01-03T00:00:00Z,
d,paid,2026-01-01T00:00:00Z,90
d,use,2026-01-05T00:00:00Z,
d,gone,2026-01-15T00:00:00Z,
e,trial,2026-01-01T00:00:00Z,
"""


def run(folder: Path, *arguments: str, text: str = MAP) -> Ran:
    (folder / "jmap.toml").write_text('[events]\nsource = "log.csv"\nmin_n = 3\n', encoding="utf-8")
    (folder / "a.journey.yaml").write_text(text, encoding="utf-8")
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    return jmap("health", *arguments, folder=folder)


def data(folder: Path, *arguments: str, text: str = MAP) -> Any:
    return json.loads(run(folder, *arguments, "--format", "json", text=text).out)


BANDS = """\
Health as of 2026-01-21T00:00:00Z

Accounts  a.journey.yaml
  Account
    band       score  accounts
    healthy  from 70         1  33.3 % (6 to 79) of 3
    watch    from 40         0  0.0 % (0 to 56) of 3
    at-risk   from 0         1  33.3 % (6 to 79) of 3
    unknown                  1  33.3 % (6 to 79) of 3
"""


def test_without_an_account_nobody_is_named(tmp_path: Path) -> None:
    ran = run(tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, BANDS, "")


def test_accounts_are_named_where_they_are_asked_for_the_lowest_first(tmp_path: Path) -> None:
    rows = [
        "    account  score  band",
        "    =c         0.0  unknown",
        "    b          6.0  at-risk",
        "    a         87.5  healthy",
    ]
    assert run(tmp_path, "--list").out == BANDS + "\n".join(rows) + "\n"
    listed = data(tmp_path, "--list")["maps"]["a"]["account"]["list"]
    assert [(each["account"], each["score"], each["band"]) for each in listed] == [
        ("=c", 0, None),
        ("b", 6, "at-risk"),
        ("a", 87.5, "healthy"),
    ]


def test_a_spreadsheet_takes_no_name_for_a_formula(tmp_path: Path) -> None:
    out = run(tmp_path, "--list", "--format", "csv").out
    assert out.splitlines() == [
        "\ufeffaccount,score,band,model,map",
        "'=c,0,,account,a",
        "b,6,at-risk,account,a",
        "a,87.5,healthy,account,a",
    ]


EXPLAINED = """\
a  Account: 87.5, healthy
  as of 2026-01-21T00:00:00Z, by `weighted`, looking back 10 d, map Accounts
    indicator     value  of 100  weight    gives    change
    Seats in use     80   100.0      30  30.0000  +15.0000
    Uses              3    75.0      50  37.5000  +25.0000
    Quiet             0   100.0      20  20.0000   +4.0000
    score                                87.5000  +44.0000
  changes are against 2026-01-11T00:00:00Z: 43.5000, watch
"""


def test_one_account_is_explained_and_the_parts_add_up(tmp_path: Path) -> None:
    ran = run(tmp_path, "a")
    assert (ran.code, ran.out, ran.err) == (0, EXPLAINED, "")
    found = data(tmp_path, "a")
    assert (found["account"], found["model"], found["score"], found["band"]) == (
        "a",
        "account",
        87.5,
        "healthy",
    )
    assert found["parts"][0] == {
        "indicator": "seats",
        "name": "Seats in use",
        "value": 80,
        "s": 100,
        "weight": 30,
        "contribution": 30,
        "change": 15,
    }
    assert sum(part["contribution"] for part in found["parts"]) == found["score"]
    assert sum(part["change"] for part in found["parts"]) == found["change"] == 44


def test_an_earlier_day_and_a_file_of_that_day_say_the_same(tmp_path: Path) -> None:
    earlier = run(tmp_path, "a", "--as-of", "2026-01-10", "--format", "json").out
    (tmp_path / "then.json").write_text(earlier, encoding="utf-8")
    by_day = data(tmp_path, "a", "--since", "2026-01-10")
    by_file = data(tmp_path, "a", "--since", "then.json")
    assert by_day == by_file
    assert "changes are against 2026-01-10: 43.5000" in run(tmp_path, "a", "--since", "2026-01-10").out
    assert by_day["since"] == {
        "as_of": "2026-01-10T23:59:59.999999Z",
        "score": json.loads(earlier)["score"],
        "band": "watch",
    }


def test_what_the_score_no_longer_looks_at_has_its_share_in_the_change(tmp_path: Path) -> None:
    earlier = data(tmp_path, "a")
    earlier["parts"][0]["indicator"] = "calls"
    (tmp_path / "then.json").write_text(json.dumps(earlier), encoding="utf-8")
    found = data(tmp_path, "a", "--since", "then.json")
    assert [(part["indicator"], part["change"]) for part in found["parts"]] == [
        ("seats", 30),
        ("uses", 0),
        ("quiet", 0),
        ("calls", -30),
    ]
    assert found["change"] == 0


def test_what_has_no_data_is_left_out_and_the_band_is_unknown(tmp_path: Path) -> None:
    out = run(tmp_path, "=c").out
    assert "50 % of the weights have data; a band needs 60 %" in out
    assert "Seats in use      -  left out      30       -" in out
    assert data(tmp_path, "=c")["band"] is None


def test_the_past_is_held_against_who_left(tmp_path: Path) -> None:
    assert run(tmp_path, "--backtest", "10d").out == (
        "Health as of 2026-01-21T00:00:00Z\n\nAccounts  a.journey.yaml\n"
        "  Account as it stood at 2026-01-11T00:00:00Z, and who left by 2026-01-21T00:00:00Z\n"
        "    band     accounts  left\n"
        "    healthy         0     0  -\n"
        "    watch           2     1  50.0 %* (9 to 91) of 2\n"
        "    at-risk         1     0  0.0 %* (0 to 79) of 1\n"
        "    unknown         1     0  0.0 %* (0 to 79) of 1\n"
        "    AUC 0.000 (0.000 to 0.000): how often who stayed had the better score than who left; "
        "0.5 is a coin\n"
        "    fewer than 3 left or stayed: too few to judge by\n"
    )
    told = data(tmp_path, "--backtest", "10d")["maps"]["a"]["account"]
    # Nothing of today is worked out for it.
    assert list(told) == ["backtest"]
    found = told["backtest"]
    assert found["bands"]["watch"] == {"accounts": 2, "left": 1}
    assert found["auc"] == {"value": 0, "low": 0, "high": 0}


def test_sentences_keep_to_the_width_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "  as of 2026-01-21, looking back 10 d, map From the wall planner"
    monkeypatch.setattr(health_report, "_account", lambda *_: iter([said]))
    seen: Any = SimpleNamespace(wish=SimpleNamespace(account="x"))
    lines = ["  as of 2026-01-21, looking back 10 d,", "    map From the wall planner"]
    assert health_report.told(seen, "full", Style(width=40)).splitlines() == lines


def test_only_what_is_asked_for_is_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scored: list[tuple[str, int]] = []
    values = Accounts.values

    def counted(accounts: Accounts) -> Any:
        scored.append((accounts.model.id, (accounts.at - accounts.log.as_of) // DAY))
        return values(accounts)

    monkeypatch.setattr(Accounts, "values", counted)
    text = (
        MAP
        + "  other:\n    indicators: {uses: {weight: 1, count: use, good: 8, poor: 0}}\n    bands: {b: 0}\n"
    )

    def of(*arguments: str) -> list[tuple[str, int]]:
        scored.clear()
        assert run(tmp_path, *arguments, text=text).code == 0
        return scored[:]

    assert of("--backtest", "10d", "--model", "account") == [("account", -10)]
    assert of("a", "--since", "2026-01-10", "--model", "other") == [("other", 0), ("other", -11)]
    assert of("--model", "other") == [("other", 0)]
    assert of() == [("account", 0), ("other", 0)]


def test_how_far_it_is_is_told_map_by_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []

    @contextmanager
    def told(what: str, total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
        said.append((what, total, quiet))
        yield said.append

    monkeypatch.setattr(health_run, "progress", told)
    (tmp_path / "b.journey.yaml").write_text(MAP, encoding="utf-8")
    # A map without a health score takes no time.
    (tmp_path / "c.journey.yaml").write_text("jmap: 1\ntitle: C\nstages: {c: C}\n", encoding="utf-8")
    assert run(tmp_path, "-q").code == 0
    assert said == [("scoring", 2, True), 1, 2]


def test_scores_of_several_models_are_chosen_between(tmp_path: Path) -> None:
    second = "  other:\n    stages: [paid]\n    method: worst\n    indicators:\n"
    second += "      uses: {weight: 1, count: use, good: 8, poor: 0}\n    bands: {good: 0}\n"
    text = MAP + second
    ran = run(tmp_path, "a", "--format", "json", text=text)
    assert (ran.code, ran.out) == (2, "")
    assert "choose one with `--model`: account, other" in ran.err
    assert data(tmp_path, "a", "--model", "other", text=text)["score"] == 50
    assert run(tmp_path, "a", text=text).out.count("as of 2026-01-21T00:00:00Z") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody",), "the log has no customer `nobody`"),
        (("d",), "the customer `d` has no health score as of 2026-01-21T00:00:00Z"),
        (("e",), "the customer `e` has no health score"),
        (("a", "--list"), "one account is explained by itself"),
        (("a", "--backtest", "9d"), "one account is explained by itself"),
        (("--since", "2026-01-01"), "`--since` is for one account"),
        (("a", "--since", "soon"), "`--since soon` is no day, and no file is there"),
        (("a", "--since", "log.csv"), "`log.csv` is no score of an account"),
        (("a", "--since", "list.json"), "`list.json` is no score of an account"),
        (("a", "--since", "other.json"), "`other.json` is not of the account `a`"),
        (("a", "--since", "parts.json"), "`parts.json` has no `score` with `parts`"),
        (("a", "--since", "part.json"), "`part.json` has a part without `indicator` and `contribution`"),
        (("a", "--since", "sum.json"), "the parts of `sum.json` do not add up to its score"),
        (("--model", "none"), "no map has a health score `none`"),
        (("--backtest", "90d"), "the log begins at 2026-01-01T00:00:00Z"),
        (("--backtest", "soon"), "`soon` is not a duration"),
        (("--format", "csv"), "ask for them with `--list`"),
        (("--list", "--backtest", "9d"), "`--backtest` names no accounts"),
        (("--format", "html"), "no format `html`"),
    ],
)
def test_what_goes_wrong_is_said_with_2(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    given = {
        "list": [1],
        "other": {"account": "b", "model": "account"},
        "parts": {"account": "a", "model": "account", "score": True, "parts": []},
        "sum": {
            "account": "a",
            "model": "account",
            "score": 43.5,
            "band": "watch",
            "parts": [
                {"indicator": "seats", "contribution": 15},
                {"indicator": "uses", "contribution": 28.4999},
            ],
        },
        "part": {"account": "a", "model": "account", "score": 1, "band": None, "parts": [{"indicator": 3}]},
    }
    for name, content in given.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    ran = run(tmp_path, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_map_that_does_not_say_who_leaves_has_no_past(tmp_path: Path) -> None:
    ran = run(tmp_path, "--backtest", "9d", text=MAP.replace("leave: {event: gone}\n", ""))
    assert ran.code == 2
    assert "the map `a` does not say when a customer leaves" in ran.err


def test_a_map_without_leaving_does_not_stop_the_test_of_another(tmp_path: Path) -> None:
    (tmp_path / "b.journey.yaml").write_text(MAP.replace("leave: {event: gone}\n", ""), encoding="utf-8")
    ran = run(tmp_path, "--backtest", "10d")
    assert ran.code == 0
    assert "Accounts  a.journey.yaml\n  Account as it stood at 2026-01-11" in ran.out
    assert ran.out.endswith(
        "Accounts  b.journey.yaml\n"
        "  not tested: the map does not say when a customer leaves, such as by `leave`\n"
    )


def test_without_a_health_score_it_is_said(tmp_path: Path) -> None:
    ran = run(tmp_path, text=MAP[: MAP.index("health:")])
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("No map has a health score: ")
