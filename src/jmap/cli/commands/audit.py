"""`jmap audit`: how far can we trust the maps, how are the journeys doing, what do we fix first."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from jmap.audit.audit import Audit, audit
from jmap.audit.report_json import audit_document
from jmap.audit.report_text import report_text, verdict
from jmap.cli import options
from jmap.cli.baseline_file import find_baseline
from jmap.cli.ci import append_summary, for_services
from jmap.cli.outputs import outputs, write_file
from jmap.cli.session import fails, note_unasked, open_session
from jmap.cli.stop import style
from jmap.findings.finding import Report
from jmap.formats import registry
from jmap.formats.sinks.json_text import dump
from jmap.formats.sinks.markdown import prose
from jmap.formats.sinks.workflow import line
from jmap.formats.style import Style
from jmap.rules.registry import QUALITY
from jmap.workspace.config import Gate


def command(
    paths: options.Paths = None,
    format: options.Format = None,
    output: options.Output = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOnOption = None,
    gate: Annotated[bool, typer.Option("--gate", help="Fail where `[audit.gate]` is not met.")] = False,
    as_of: options.AsOf = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Score maps, tell how journeys do and what to fix first."""
    asked = outputs(format, output, registry.names())
    session = open_session(
        paths,
        config,
        as_of=as_of,
        select=options.split(select),
        ignore=options.split(ignore),
        colour=color,
        quiet=quiet,
        verbose=verbose,
    )
    baseline = find_baseline(session.workspace.root).baseline
    result = audit(session.workspace, session.settings, baseline)
    threshold = fail_on.value if fail_on is not None else "never"
    plain = for_services(Style(), session.workspace.root, threshold)
    for each in asked:
        if each.file is not None:
            write_file(each, _render(result, each.format, plain, verbose=verbose))
        elif not quiet or each.format != "full":
            shown = for_services(style(color), session.workspace.root, threshold)
            typer.echo(_render(result, each.format, shown, verbose=verbose), nl=False, color=True)
    if format is None:
        append_summary(lambda roomy: _markdown(result, roomy), plain)
    if not quiet:
        note_unasked(session.settings, tuple(QUALITY), "audit")
    if result.errors.findings:
        typer.echo(
            registry.load("full")(result.errors, style(color, sys.stderr)), err=True, nl=False, color=True
        )
    if result.about and asked[0].format == "full" and not (quiet or verbose):
        about = Report(result.about, result.report.files)
        typer.echo(registry.load("full")(about, style(color, sys.stderr)), err=True, nl=False, color=True)
    for_errors = fail_on.value if fail_on is not None else session.settings.config.fail_on
    failed = fails(result.errors, for_errors)
    if fail_on is not None:
        failed = failed or fails(result.gated(), fail_on.value)
    if gate:
        missed = list(_gate(result, session.settings.config.audit.gate))
        for line in missed:
            typer.echo(f"gate: {line}", err=True)
        failed = failed or bool(missed)
    raise typer.Exit(1 if failed else 0)


def _render(result: Audit, format_: str, style_: Style, *, verbose: bool) -> str:
    if format_ == "json":
        return dump(audit_document(result))
    if format_ == "concise":
        return registry.load(format_)(result.report, style_)
    if format_ == "markdown":
        return _markdown(result, style_)
    if format_ == "github":
        return registry.load(format_)(result.everything(), style_) + line(verdict(result)) + "\n"
    if format_ != "full":
        return registry.load(format_)(result.everything(), style_)
    text = report_text(result, style_)
    if verbose:
        text = f"{registry.load('full')(result.report, style_)}\n{text}"
    return text


def _markdown(result: Audit, style_: Style) -> str:
    told = f"\n{prose(verdict(result))}\n"
    left = replace(style_, room=style_.room - len(told.encode()))
    return registry.load("markdown")(result.everything(), left) + told


def _errors(count: int) -> str:
    return f"{count} open error{'s' if count != 1 else ''}"


def _gate(result: Audit, gate: Gate) -> list[str]:
    if not result.graded():
        return []
    lines = []
    errors, of_journey = result.scored_errors(), result.journey_errors()
    if errors > gate.errors:
        lines.append(f"{_errors(errors)} of scored rules, {gate.errors} allowed")
    if gate.journey_errors is not None and of_journey > gate.journey_errors:
        lines.append(f"{_errors(of_journey)} of the journey, {gate.journey_errors} allowed")
    if gate.new is not None:
        lines.append("`new` compares with a snapshot, which this release does not keep yet; take it out")
    overall, weakest = result.score.overall, result.score.weakest
    if gate.overall is not None and (overall is None or overall < gate.overall):
        lines.append(f"overall score {result.score.shown}, at least {gate.overall:g} asked for")
    if gate.weakest is not None and weakest is not None:
        category = result.score.categories[weakest]
        if category.score is not None and category.score < gate.weakest:
            lines.append(f"{weakest} at {category.shown}, at least {gate.weakest:g} asked for")
    return lines
