"""One map on a terminal: how far it can be trusted, how its journey is doing, what to fix first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jmap.audit.audit import MapAudit
from jmap.audit.change import Change
from jmap.audit.moved import gained, moved, signed
from jmap.audit.review import Fix
from jmap.audit.score import CategoryScore
from jmap.audit.verdict import TITLES
from jmap.formats.style import Style
from jmap.formats.width import cells, cut, visible, wrapped
from jmap.report.terminal.journey import journey_lines
from jmap.report.terminal.paper import Cell, Paint, Row, paragraph, place, room, table
from jmap.report.terminal.priorities import opportunity_lines, unanswered_lines
from jmap.report.wording.figures import counted
from jmap.report.wording.priorities import Group, grouped, others_of, who_and_when
from jmap.rules import registry
from jmap.rules.registry import QUALITY

_BAR = 20
_BESIDE_BAR = 52
_FIXES = 5
_OF_A_DRAFT = 3
_PLACES = 4
_INDENT = 6
_POINTS = 7


def map_lines(each: MapAudit, change: Change | None, style: Style) -> Iterator[str]:
    """Yield the review of a map. A draft has no grade, and the three findings that recover most."""
    yield _title(each, style)
    yield from paragraph(_about(each), style, 2, paint=style.faint)
    yield from _trust(each, change, style)
    yield from _categories(each, change, style)
    yield from journey_lines(each.review, style)
    yield from _fixes(each, style)
    if not each.draft:
        yield from opportunity_lines(each.review.priorities, style)
        yield from unanswered_lines(each.review.priorities, style)


def _title(each: MapAudit, style: Style) -> str:
    path = visible(each.path)
    left = max(room(style) - cells(path) - 2, 20)
    return f"{style.bold(cut(visible(each.title), left))}  {style.faint(path)}"


def _about(each: MapAudit) -> str:
    reviewed = f"reviewed {each.review.reviewed}" if each.review.reviewed else "never reviewed"
    owner = f"owner {each.review.owner}" if each.review.owner else "no owner"
    return f"{each.status}, {owner}, {reviewed}"


def _trust(each: MapAudit, change: Change | None, style: Style) -> Iterator[str]:
    grade = f"grade {each.score.grade}" if each.score.grade else ""
    if each.draft:
        grade = "a draft, not graded"
    then = change.maps.get(each.id) if change is not None else None
    told = [text for text in (grade, moved(then) if then is not None else "") if text]
    yield f"  How far can we trust the map?  {style.bold(each.score.shown)}  {', '.join(told)}".rstrip()
    if each.score.capped_by is not None:
        rule = registry.get(each.score.capped_by).rule
        yield from paragraph(
            f"held at D by an open error of {rule.code} {rule.name}", style, 4, paint=style.bad
        )
    if each.accepted:
        some = counted(len(each.accepted), "accepted finding")
        yield from paragraph(f"without {some}; {each.score_with_accepted.shown} with", style, 4)


def _categories(each: MapAudit, change: Change | None, style: Style) -> Iterator[str]:
    score = each.score
    ordered = sorted(
        (score.categories[name] for name in QUALITY.values()),
        key=lambda one: (one.score is None, one.score or Fraction(0)),
    )
    only = change.categories if change is not None and list(change.maps) == [each.id] else {}
    for category in ordered:
        note = "  weakest" if category.name == score.weakest else ""
        by = signed(only[category.name]) if category.name in only else ""
        by = f"  {by}" if by not in ("", "0.0") else ""
        line = f"    {TITLES[category.name]:<24}{category.shown:>6}  {_bar(category, style)}{by}{note}"
        yield line


def _bar(category: CategoryScore, style: Style) -> str:
    if category.score is None:
        return style.faint("nothing applies")
    wide = min(_BAR, room(style) - _BESIDE_BAR)
    filled = int(category.score * wide / 100)
    return "█" * filled + style.faint("░" * (wide - filled))


def _fixes(each: MapAudit, style: Style) -> Iterator[str]:
    groups = grouped(each.review.fixes)
    if not groups:
        yield f"  {style.bold('Fix first')}  nothing: every rule that counts passes"
        return
    shown = groups[: _OF_A_DRAFT if each.draft else _FIXES]
    rest = sum(1 + len(group.others) for group in groups[len(shown) :])
    left = f", {rest} more with `-v`" if rest else ""
    count = counted(len(each.review.fixes), "finding")
    yield f"  {style.bold('Fix first')}  of {count} that the score counts{left}"
    for group in shown:
        yield from fix_lines(group, style)


def fix_lines(group: Group, style: Style) -> Iterator[str]:
    """Yield a finding with what it recovers, what to do, who answers for it, where; and others like it."""
    fix = group.first
    yield from one_fix(fix, style)
    if group.others:
        places = [place(other.where) for other in group.others[:_PLACES]]
        more = ", …" if len(group.others) > _PLACES else ""
        text = f"{others_of(group)}: {', '.join(places)}{more}"
        yield from paragraph(text, style, _INDENT + _POINTS, paint=style.faint)


def one_fix(fix: Fix, style: Style) -> Iterator[str]:
    """Yield a finding with its points, its hint, its owner and its place."""
    finding = fix.finding
    head = f"{fix.number} {finding.rule}"
    indent = _INDENT + _POINTS
    first, *others = wrapped(f"{head} {visible(finding.message)}", room(style) - indent)
    code = f"{fix.number} {style.severity(finding.severity, style.rule(finding.rule))}"
    yield f"  {gained(fix.points):>{indent - 4}}  {first.replace(head, code, 1)}"
    yield from (" " * indent + line.lstrip(" ") for line in others)
    if finding.hint:
        yield from paragraph(finding.hint, style, indent)
    yield from paragraph(f"{place(fix.where)}  {who_and_when(fix)}", style, indent, paint=style.faint)


def category_table(each: MapAudit, style: Style) -> Iterator[str]:
    """Yield every rule with its counts and its weight, so that the score can be recomputed by hand."""
    faint: Paint = style.faint
    heads = ("rule", "", "passed", "of", "weight", "a pass gives")
    rows = [Row(tuple(Cell(text, faint, right=index > 1) for index, text in enumerate(heads)))]
    for name in QUALITY.values():
        category = each.score.categories[name]
        if category.score is None:
            continue
        rows.append(
            Row((Cell(""), Cell(TITLES[name], style.bold), Cell(category.shown, right=True), *[Cell("")] * 3))
        )
        for count in category.rules:
            gain = each.score.gains.get(count.code)
            told = registry.get(count.code).rule.name
            figures = (
                f"{count.passed}",
                f"{count.applicable}",
                f"{count.weight}",
                gained(gain) if gain else "",
            )
            rows.append(
                Row((Cell(count.code), Cell(told, gives=True), *(Cell(one, right=True) for one in figures)))
            )
    yield from table(rows, style)
