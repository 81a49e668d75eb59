"""No rule changes its answers in silence: a score of last quarter would no longer mean what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from jmap.faults import Severity
from jmap.rules import registry
from jmap.rules.cases import Example
from jmap.rules.registry import Registered
from jmap.rules.rule import Outcome
from tests.rules.harness import case_files
from tests.rules.revisions import (
    COMMAND,
    FILE,
    Kept,
    asked,
    frozen,
    kept,
    now,
    silent_changes,
    stale,
    text_of,
)

CODE = "JM605"


def test_rules_answer_as_their_revision_did() -> None:
    before, after = kept(), now(asked())
    changed = list(silent_changes(before, after))
    assert not changed, "\n".join(changed)
    others = list(stale(before, after))
    assert not others, "\n".join(others)
    assert FILE.read_text(encoding="utf-8") == text_of(before)


def test_every_quality_rule_with_a_check_is_kept_and_was_asked_about_the_frozen_maps() -> None:
    every = registry.matching(tuple(registry.QUALITY))
    assert list(kept()) == [each.rule.code for each in every if each.check is not None]
    assert all(len(each.answers) >= 3 for each in kept().values())


def cases() -> list[tuple[tuple[str, ...], Example]]:
    found = [((case.code,), example) for _, case in case_files([CODE]) for example in case.examples]
    return [*found, ((CODE,), frozen())]


def answering(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Outcome], Outcome | None]
) -> dict[str, Kept]:
    """Return what is answered where each outcome of the rule is another, or none."""
    known = registry.get

    def changed(code: str) -> Registered:
        found = known(code)
        if code != CODE:
            return found

        def check(subject: Any, see: Any) -> Iterator[Outcome]:
            assert found.check is not None
            for outcome in found.check(subject, see):
                other = change(outcome)
                if other is not None:
                    yield other

        return replace(found, check=check)

    monkeypatch.setattr(registry, "get", changed)
    return now(cases())


def graver(outcome: Outcome) -> Outcome:
    return replace(outcome, fault=outcome.fault and replace(outcome.fault, severity=Severity.ERROR))


@pytest.mark.parametrize(
    "change",
    [
        lambda outcome: replace(outcome, fault=None),
        lambda outcome: outcome if outcome.fault is None else None,
        lambda outcome: replace(outcome, subject=(*outcome.subject, "name")),
        graver,
    ],
    ids=["another verdict", "another subject less", "another place", "another severity"],
)
def test_another_answer_at_the_same_revision_is_told(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Outcome], Outcome | None]
) -> None:
    before = {CODE: kept()[CODE]}
    after = answering(monkeypatch, change)
    (told,) = silent_changes(before, after)
    assert told.startswith(f"{CODE} answers otherwise than revision {before[CODE].revision} did: raise its")
    assert COMMAND in told


def test_another_answer_at_a_higher_revision_only_has_to_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {CODE: kept()[CODE]}
    after = answering(monkeypatch, lambda outcome: replace(outcome, fault=None))
    after[CODE] = replace(after[CODE], revision=after[CODE].revision + 1)
    assert list(silent_changes(before, after)) == []
    assert [line.partition(",")[0] for line in stale(before, after)] == [f"{CODE} is at revision 2"]


def test_other_words_are_no_other_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def reworded(outcome: Outcome) -> Outcome:
        fault = outcome.fault and replace(outcome.fault, message="other words", hint="", related=())
        return replace(outcome, fault=fault)

    before = {CODE: kept()[CODE]}
    after = answering(monkeypatch, reworded)
    assert (list(silent_changes(before, after)), list(stale(before, after))) == ([], [])


def test_an_example_that_changed_has_to_be_kept_and_accuses_nobody() -> None:
    before = {CODE: kept()[CODE]}
    some = cases()
    codes, first = some[0]
    data = first.files[0].data.replace(b"title: ", b"title: The other ")
    edited = replace(first, title="reworded", files=(replace(first.files[0], data=data), *first.files[1:]))
    after = now([(codes, edited), *some[1:]])
    assert list(silent_changes(before, after)) == []
    assert list(stale(before, after)) == [f"{CODE} has other examples than those kept: run `{COMMAND}`"]
    prose = now([(codes, replace(first, title="T", prose="P", output="O")), *some[1:]])
    assert (list(silent_changes(before, prose)), list(stale(before, prose))) == ([], [])


def test_a_rule_that_is_new_or_gone_has_to_be_kept() -> None:
    one = {CODE: kept()[CODE]}
    assert list(stale({}, one)) == [f"{CODE} is not kept yet: run `{COMMAND}`"]
    assert list(stale(one, {})) == [f"{CODE} is kept, but there is no such rule: run `{COMMAND}`"]
