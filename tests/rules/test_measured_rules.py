"""Rules that need measures: they have nothing to say without, and no other rule asks for any."""

from __future__ import annotations

from datetime import date

from jmap.findings.collect import judge
from jmap.measures.measured import Measures
from jmap.measures.reading import read_measures
from jmap.rules import registry
from jmap.rules.engine import Answer, Settings
from jmap.rules.rule import Rule
from jmap.workspace.config import Config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for
from tests.measures.saas import EXAMPLE, FILE

NEEDING = {code for code in registry.names() if registry.get(code).rule.measured}


def answers(measures: Measures | None) -> dict[tuple[str, str], Answer]:
    home = Home(EXAMPLE, None)
    workspace = Workspace(home, Config(), asked_for([EXAMPLE], home, Config()))
    settings = Settings(Config(), date(2026, 11, 1), measures=measures)
    return {
        (judged.journey.id, answer.rule.code): answer
        for judged in judge(workspace, settings, quality=True)
        for answer in judged.answers
    }


def test_they_apply_where_there_are_measures_of_the_map_and_nowhere_else() -> None:
    without, with_ = answers(None), answers(read_measures(FILE))
    assert {code for (_, code), each in without.items() if code in NEEDING and each.applicable} == set()
    applied = {key for key, each in with_.items() if key[1] in NEEDING and each.applicable}
    assert applied == {("lifecycle", code) for code in NEEDING}


def test_no_other_rule_answers_otherwise_for_measures() -> None:
    without, with_ = answers(None), answers(read_measures(FILE))
    assert {key for key, each in with_.items() if each != without[key]} == {
        ("lifecycle", code) for code in NEEDING
    }


def test_which_of_them_are_of_the_journey() -> None:
    rules: list[Rule] = [registry.get(code).rule for code in sorted(NEEDING)]
    assert {rule.code: rule.of_journey for rule in rules} == {
        "JM712": False,
        "JM816": True,
        "JM817": True,
        "JM818": False,
        "JM819": False,
        "JM821": True,
    }
