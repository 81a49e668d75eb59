from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.drawing import view


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("Feels ready", "Feels ready"),
        ("{event: signed_up}", "signed_up"),
        ("{event: [a, b], times: 3}", "a or b, 3 times"),
        (
            '{event: paid, where: {amount: "> 0", plan: [team, big]}}',
            "paid where amount > 0 and plan is team or big",
        ),
        ("{inactive: 90d, label: Silent}", "Silent (nothing seen for 90\u00a0days)"),
        ("{before: renewal, by: 120d}", "120\u00a0days before renewal"),
        ("{after: close, by: 1w}", "1\u00a0week after close"),
        ("{milestone: two}", "milestone of Two reached"),
        ('{attribute: seats, is: ">= 50%"}', "seats ≥ 50%"),
        ('{attribute: plan, is: "!= free"}', "plan is not free"),
        ("{dormant: true}", "gone quiet"),
        ("[{event: a}, {inactive: 1d}]", "a or nothing seen for 1\u00a0day"),
        ("{all: [{event: a}, {event: b}], label: Both}", "Both (a and b)"),
    ],
)
def test_every_form_is_told_in_words(tmp_path: Path, condition: str, words: str) -> None:
    text = (
        "jmap: 1\ntitle: T\ndormant: {inactive: 30d}\nstages:\n"
        f"  one: {{phase: after, enter: {condition}}}\n  two: {{phase: after, milestone: {{event: x}}}}\n"
    )
    assert view(tmp_path, text, lanes=("findings",)).graph.steps[0].enter == words
