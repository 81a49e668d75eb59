"""A map as it is and as it should be, with every kind of change."""

from __future__ import annotations

from pathlib import Path

from jmap.render.beside import Beside
from tests.render.drawing import view

TODAY = """\
jmap: 1
title: Renting today
reviewed: 2026-09-28
personas:
  ann: {name: Ann, kind: primary}
  bob: Bob
channels: {app: App, desk: Desk}
teams: {us: Us}
stages:
  find: {goal: Find a bike, needs: [A map, A price]}
  deposit: {name: Pay a deposit, goal: Pay}
  ride: {goal: Ride}
  back: {goal: Return}
touchpoints:
  map: {stage: find, name: The map, emotion: 0.5, channels: app}
  list: {stage: find, name: The list}
  card: {stage: deposit, name: The card, emotion: {value: -1, by: {bob: -2}}, channels: desk}
  key: {stage: deposit, name: The key, emotion: -0.5}
  lock: {stage: ride, name: The lock, pains: [{text: It jams, severity: 4, frequency: 12.5%}], emotion: 0}
  desk: {stage: back, name: The desk, channels: desk, actions: Queues}
metrics:
  rides: {kind: rate, target: 1200, unit: per day}
opportunities:
  no-queue: {problem: A queue, touchpoints: desk}
"""
TOMORROW = """\
jmap: 1
title: Renting tomorrow
state: future
as_is: today.journey.yaml
reviewed: 2026-11-02
personas:
  ann: {name: Ann, kind: primary}
  bob: Bob
channels: {app: App, desk: Desk}
teams: {us: Us}
stages:
  find: {goal: Find a bike, needs: [A map, A light]}
  ride: {goal: Ride at once}
  back: {goal: Return}
  thanks: {name: Tell a friend, goal: Tell a friend, duration: 1d..2w}
touchpoints:
  list: {stage: find, name: The list}
  map: {stage: find, name: The map, emotion: 0.5, channels: [app, desk]}
  key: {stage: ride, name: The key, emotion: 1}
  lock: {stage: ride, name: The lock, emotion: 0, backstage: [{text: Looks, team: us, wait: 2h}]}
  note: {stage: thanks, name: The note, channels: app, emotion: 1.5, actions: Writes}
metrics:
  rides: {kind: rate, target: 1500, unit: per day}
opportunities:
  at-once: {name: Ride at once, problem: It takes days, stages: ride, expected: {metric: rides, to: 1500}}
"""


def beside_of(folder: Path, today: str = TODAY, tomorrow: str = TOMORROW, lang: str = "") -> Beside:
    """Return the later of two maps beside the earlier one."""
    found = view(folder, tomorrow, lang=lang, today=today).beside
    assert found is not None
    return found
