"""One run over a workspace: each map read, judged and let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jmap.faults import Fault, Severity
from jmap.findings import crowd
from jmap.findings.accept import accept
from jmap.findings.acceptance import Acceptance, without
from jmap.findings.baseline import Baseline
from jmap.findings.build import Builder, once
from jmap.findings.finding import Finding, Report
from jmap.findings.incremental import examine_all
from jmap.findings.looked import Looked
from jmap.findings.reach import Reach
from jmap.records import frozen
from jmap.rules import engine, registry
from jmap.rules.engine import Answer, Settings
from jmap.workspace.documents import Document
from jmap.workspace.journey import Journey
from jmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from jmap.workspace.cache import Cache


@frozen
class Judged:
    """A map with the findings of its correctness, and the answers of the quality rules.

    `sound` is False where it has errors: such a map is neither drawn nor audited, and `answers` is empty.
    What is `accepted` is in none of the others; `every_answer` counts it in.
    """

    journey: Journey
    correctness: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    quality: tuple[Finding, ...]
    sound: bool
    accepted: tuple[Finding, ...] = ()
    every_answer: tuple[Answer, ...] = ()

    @property
    def audited(self) -> bool:
        """Tell whether the quality rules were asked of it, had they been wanted."""
        return self.sound and self.journey.file.status != "archived"


def validate(
    workspace: Workspace,
    settings: Settings,
    cache: Cache | None = None,
    processes: int | None = None,
    baseline: Baseline | None = None,
) -> Report:
    """Return the findings of the correctness rules over everything asked for, accepted ones apart.

    With a cache, files that are as they were are not looked at again. `processes` is the number that the work
    is divided into; None lets the number of files decide. Without a baseline, findings past the limit of a
    file are only counted.
    """
    found = examine_all(workspace, settings, cache, processes, every=baseline is not None)
    findings = [finding for each in found.values() for finding in each.findings]
    comments = [each for path in sorted(found) for each in found[path].suppressions]

    reach = Reach(lambda file: [each for each in comments if each.file == file], workspace.documents.get)

    def accepts(file: str, fault: Fault) -> bool:
        return baseline is not None or reach.holds(file, fault)

    # What is wrong with a library stands in its own result.
    findings.extend(_of_no_map(workspace, settings, workspace.between_files(), accepts))
    findings.extend(_of_theme(workspace, settings))
    side = registry.CORRECTNESS
    report = Report(
        tuple(once(findings)),
        files_read(workspace),
        rules=checked(settings, side),
        read=paths_read(workspace),
    )
    if not comments and baseline is None:
        return report
    looked = looked_at(workspace)
    for path, each in found.items():
        looked.add(path, each.facts.sees if each.facts.is_map else None, each.withheld)
    return accept(report, comments, baseline, settings, looked, side)


def checked(settings: Settings, side: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of all rules of one side, correctness or quality, that a run asks for."""
    return tuple(code for code in registry.names() if code.startswith(side) and settings.wants(code))


def looked_at(workspace: Workspace) -> Looked:
    """Return what is to be told, for each file of a run, which rules were withheld there."""
    root = workspace.root
    return Looked(lambda file: (root / file).is_file(), complete=workspace.asked.complete)


def judge(
    workspace: Workspace,
    settings: Settings,
    *,
    quality: bool,
    acceptance: Acceptance | None = None,
    files: Iterable[str] | None = None,
) -> Iterator[Judged]:
    """Yield each map asked for, or of some files, with its findings; with quality rules' answers where asked.

    Archived maps are read, and not audited. With an `acceptance`, findings that are accepted stand apart,
    and do not keep a map from being drawn unless they leave a hole in it.
    """
    builder = Builder(workspace.documents.get, settings.severity)
    before = settings.for_correctness() if quality else settings
    correct = registry.matching(registry.CHECKED)
    scored = registry.matching(tuple(registry.QUALITY)) if quality else []
    for journey in workspace.journeys(files):
        mine, first = settings.for_file(journey.path), before.for_file(journey.path)
        wanted = [
            (file, fault)
            for file, fault in journey.faults
            if quality or settings.for_file(file).wants(fault.code)
        ]
        answered = engine.run(journey, correct, first)
        for answer in answered:
            wanted.extend(answer.faults)
        hole = engine.has_hole(journey)
        accepted: tuple[Finding, ...] = ()
        if hole and quality:
            # A fault's own severity says why a map was left out, which no config can change.
            reader = Builder(workspace.documents.get, lambda _, fault: engine.severity_of(fault))
            # Nothing of such a map is accepted.
            correctness = tuple(crowd.build(reader, wanted, journey.id, _never))
        else:
            correctness = tuple(builder.build(wanted, journey.id))
            if acceptance is not None:
                correctness, accepted = acceptance.split(correctness, journey)
        of_rules = {answer.rule.code for answer in answered}
        sound = not hole and not any(
            each.severity is Severity.ERROR and each.rule in of_rules for each in correctness
        )
        answers: tuple[Answer, ...] = ()
        if sound and journey.file.status != "archived":
            answers = tuple(engine.run(journey, scored, mine))
        findings = tuple(builder.build((each for answer in answers for each in answer.faults), journey.id))
        open_, left = findings, answers
        if acceptance is not None:
            open_, silenced = acceptance.split(findings, journey)
            left = tuple(without(answers, silenced, builder, journey.id)) if silenced else answers
            accepted = (*accepted, *silenced)
        yield Judged(journey, correctness, left, open_, sound, accepted, answers)


def leftovers(workspace: Workspace, settings: Settings) -> list[Finding]:
    """Return the findings that belong to no map; to be asked for when all maps are through.

    For an audit or a picture, ask with `settings.for_correctness()`.
    """
    return _of_no_map(workspace, settings, workspace.leftovers(), _never)


def _of_no_map(
    workspace: Workspace, settings: Settings, faults: Iterable[tuple[str, Fault]], accepts: crowd.Accepts
) -> list[Finding]:
    """Return the findings of some faults, and those of the rules on the whole workspace."""
    outside = set(workspace.asked.outside)
    documents = workspace.documents

    def read(path: str) -> Document:
        return documents.outside(path) if path in outside else documents.get(path)

    rules = registry.matching(registry.CHECKED)
    every = (*faults, *engine.run_over(workspace, rules, settings))
    wanted = [(file, fault) for file, fault in every if settings.for_file(file).wants(fault.code)]
    return crowd.build(Builder(read, settings.severity), wanted, "", accepts)


def _never(_file: str, _fault: Fault) -> bool:
    """Tell that nothing of a file is accepted."""
    return False


def theme_path(workspace: Workspace) -> str | None:
    """Return the path of the theme that a run over the whole workspace looks at; None where there is none."""
    return workspace.config.render.theme if workspace.asked.complete else None


def _of_theme(workspace: Workspace, settings: Settings) -> tuple[Finding, ...]:
    path = theme_path(workspace)
    if path is None:
        return ()
    # What reads a theme is loaded only where a config names one.
    from jmap.findings.theme import look_at_theme

    return look_at_theme(workspace.root, path, settings).findings


def concerning(report: Report, files: tuple[str, ...]) -> Report:
    """Return the part of a report that has its place in some files, as an editor shows it."""
    absent = report.absent
    return replace(
        report,
        findings=tuple(each for each in report.findings if each.spot.file in files),
        accepted=tuple(each for each in report.accepted if each.spot.file in files),
        absent=None if absent is None else tuple(each for each in absent if each.file in files),
        files=len(files),
        read=tuple(sorted(files)),
    )


def files_read(workspace: Workspace) -> int:
    """Return how many files a run read: those asked for, the libraries they use, the theme."""
    return len(paths_read(workspace))


def paths_read(workspace: Workspace) -> tuple[str, ...]:
    """Return the paths of the files that a run read, sorted; those outside the workspace by their names."""
    asked = workspace.asked
    theme = theme_path(workspace)
    own = {*asked.files, *workspace.libraries(), *([theme] if theme is not None else [])}
    return tuple(sorted([*own, *asked.outside]))
