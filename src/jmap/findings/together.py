"""All maps judged together, by the quality rules on the workspace, when each was judged by itself."""

from __future__ import annotations

from jmap.findings.acceptance import Acceptance, without
from jmap.findings.build import Builder
from jmap.findings.collect import Judged
from jmap.findings.finding import Finding
from jmap.records import frozen
from jmap.rules import engine, registry
from jmap.rules.engine import Answer, Settings
from jmap.rules.outline import Outline, outline
from jmap.workspace.workspace import Workspace


@frozen
class JudgedTogether:
    """What the quality rules on the workspace say; what is `accepted` is in `every_answer` too."""

    answers: tuple[Answer, ...]
    quality: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    every_answer: tuple[Answer, ...]


class Together:
    """Keeps the outline of each map as it comes, drafts and archived maps left out."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._outlines: list[Outline] = []
        self._whole = workspace.asked.complete

    def add(self, judged: Judged) -> None:
        """Take what is needed of a map. Of one with errors nothing is known, nor then of the whole."""
        if judged.journey.file.status in ("draft", "archived"):
            return
        if judged.sound:
            self._outlines.append(outline(judged.journey))
        else:
            self._whole = False

    def judge(self, settings: Settings, acceptance: Acceptance | None = None) -> JudgedTogether:
        """Return what the rules say when all maps are through, findings that are accepted apart."""
        read = self._workspace.documents.get
        builder = Builder(read, settings.severity)
        rules = registry.matching(tuple(registry.QUALITY))
        every = tuple(engine.run_over_maps(self._outlines, rules, settings, whole=self._whole))
        findings = tuple(builder.build((each for answer in every for each in answer.faults), ""))
        if acceptance is None:
            return JudgedTogether(every, findings, (), every)
        files = dict.fromkeys(each.spot.file for each in findings)
        open_, accepted = acceptance.split_in(findings, files)
        left = tuple(without(every, accepted, builder, "")) if accepted else every
        return JudgedTogether(left, open_, accepted, every)
