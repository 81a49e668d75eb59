"""Makes maps to measure with: realistic, 20 KB each, the same for the same number."""

from __future__ import annotations

from pathlib import Path

_STAGES = ("awareness", "consideration", "decision", "onboarding", "renewal", "advocacy")
_PHASES = ("before", "before", "purchase", "after", "after", "after")
_TOUCHPOINT = """\
  {id}:
    stage: {stage}
    name: Step {number} of {stage}
    owner: team-{team}
    channels: [email, website]
    actions:
      - Opens the message about item {number} and reads what is asked
      - "Compares it with what was promised: price, time and place"
    thoughts: Will this take as long as the last time I tried it?
    emotion: {{value: {emotion}, label: unsure}}
    importance: {importance}
    performance: {performance}
    pains:
      - {{text: "The form asks again what step {number} already knew", severity: 3, frequency: 20%}}
    frontstage:
      - {{text: Shows the form, system: Website}}
    backstage:
      - {{text: Checks the answer, team: team-{team}, wait: 4h, fails: Queue is full, recovery: Calls back}}
    events: step_{number}
    metrics: [rate-{metric}]
"""
_METRIC = """\
  rate-{number}:
    kind: rate
    owner: team-{number}
    formula: customers who finish step {number} / customers who begin it
    source: product analytics
    target: 60
    history: {{2025-Q4: 41, 2026-Q1: 44.5, 2026-Q2: 48, 2026-Q3: 52.5}}
"""


def make_map(number: int, size: int = 20_000) -> str:
    """Return a lifecycle map of about `size` bytes."""
    lines = [
        f"jmap: 1\ntitle: Bench map {number}\nscope: lifecycle\nowner: team-0\nreviewed: 2026-09-01\n",
        "leave: {event: subscription_cancelled}\nteams:\n",
        *(f"  team-{team}: Team {team}\n" for team in range(6)),
        "channels:\n  email: {name: E-mail, kind: digital}\n  website: {name: Website, kind: digital}\n",
        "personas:\n  buyer:\n    name: The buyer\n    kind: primary\n    goals: [Finish on time]\nstages:\n",
    ]
    for index, (stage, phase) in enumerate(zip(_STAGES, _PHASES, strict=True)):
        lines.append(f"  {stage}:\n    phase: {phase}\n    goal: Get through {stage}\n")
        lines.append(f"    enter: {{event: entered_{stage}}}\n    metrics: rate-{index}\n")
        if stage == "advocacy":
            lines.append("    next: onboarding\n")
    lines.append("metrics:\n")
    lines.extend(_METRIC.format(number=metric) for metric in range(6))
    lines.append("touchpoints:\n")
    written = sum(map(len, lines))
    step = 0
    while written < size:
        text = _TOUCHPOINT.format(
            id=f"step-{step}",
            stage=_STAGES[step % 6],
            number=step,
            team=step % 6,
            emotion=(step + number) % 5 - 2,
            importance=5 + step % 5,
            performance=4 + (step + number) % 5,
            metric=step % 6,
        )
        lines.append(text)
        written += len(text)
        step += 1
    return "".join(lines)


def write_maps(folder: Path, count: int) -> None:
    """Write `count` maps and an empty config into a folder."""
    (folder / "jmap.toml").write_text("", encoding="utf-8")
    for number in range(count):
        (folder / f"map-{number:05}.journey.yaml").write_text(make_map(number), encoding="utf-8")
