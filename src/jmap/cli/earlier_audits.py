"""The scores of earlier audits that pages compare a map's with: those of the ruler of today."""

from __future__ import annotations

from jmap.audit.ruler import ruler
from jmap.cli.session import Session
from jmap.cli.snapshots import kept
from jmap.render.earlier import NEVER, Earlier, Run


def earlier_audits(session: Session) -> Earlier:
    """Return the audits that snapshots keep, from the last break of the ruler on, oldest first.

    What cannot be read is left out: `jmap audit` says so.
    """
    points = kept(session.workspace.root, session.settings.as_of).points
    if not points:
        return NEVER
    now, runs = ruler(session.settings), list[Run]()
    for each in reversed(points):
        if each.ruler != now:
            break
        scores = {id_: score for id_, score in each.maps.items() if score is not None}
        runs.append(Run(each.as_of, scores))
    return Earlier(tuple(reversed(runs)))
