"""The catalogue says which rules a run has to load."""

from __future__ import annotations

from jmap.rules import registry


def test_every_correctness_rule_with_a_check_is_where_checks_are_looked_for() -> None:
    with_check = [
        each.rule.code for each in registry.matching(registry.CORRECTNESS) if each.check is not None
    ]
    assert with_check
    assert [code for code in with_check if not code.startswith(registry.CHECKED)] == []


def test_only_rules_with_a_check_are_withheld_by_sections() -> None:
    others = [each.rule for each in registry.matching(("JM0", "JM1"))]
    assert [rule.code for rule in others if rule.withheld_by] == []
