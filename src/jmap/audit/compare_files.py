"""Compares an audit with one of older files: what the files changed, and what the config did."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from jmap.audit.audit import Audit
from jmap.audit.change import Change
from jmap.audit.compare import categories_moved, change_since, maps_moved, moved
from jmap.audit.keep import snapshot_of
from jmap.audit.ruler import ruler_parts
from jmap.audit.ruler_changes import ruler_changes
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.workspace.workspace import Asked

_OF_TODAY: Final = "JM821"
"""A rule that tells whether files are those that were measured: older ones need not be, and nothing is mended
where those of today are."""


@frozen
class OldAudit:
    """The files of a revision, audited twice: by today's settings, and by those of then.

    Both are of the same day. `name` is the revision as it was named.
    """

    name: str
    asked: Asked
    by_ours: Audit
    by_theirs: Audit
    theirs: Settings


def change_since_files(audit: Audit, settings: Settings, asked: Asked, old: OldAudit) -> Change:
    """Return what changed since older files.

    The states of findings come from the old files by today's settings and measures; the score before is that
    by the settings of then. What the files and what the settings changed sum to the whole.
    """
    then = snapshot_of(old.by_ours, settings, old.asked)
    change = change_since(audit, settings, asked, then)
    theirs = snapshot_of(old.by_theirs, old.theirs, old.asked)
    content = ruler = None
    why = change.why
    if not why:
        content, ruler, why = _parts(audit, old)
    before = theirs.score if asked.complete else replace(theirs.score, overall=None, grade="", categories={})
    return replace(
        change,
        kind="revision",
        since=old.name,
        score=moved(before, audit.score),
        weakest_before=before.weakest if asked.complete else "",
        fixed=tuple(each for each in change.fixed if each.rule != _OF_TODAY),
        content=content,
        ruler=ruler,
        shared=None,
        why=why,
        ruler_before=old.by_theirs.ruler,
        ruler_changes=ruler_changes(theirs.measures, ruler_parts(settings)),
        categories=categories_moved(before, audit.score),
        maps=maps_moved(theirs.maps, audit.maps),
    )


def _parts(audit: Audit, old: OldAudit) -> tuple[Fraction | None, Fraction | None, str]:
    now, by_ours, by_theirs = audit.score.overall, old.by_ours.score.overall, old.by_theirs.score.overall
    if by_theirs is None:
        return None, None, f"nothing was scored at `{old.name}` by the config of then"
    if now is None or by_ours is None:
        return None, None, "nothing could be scored by today's config"
    return now - by_ours, by_ours - by_theirs, ""
