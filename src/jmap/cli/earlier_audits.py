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
    snapshots = kept(session.workspace.root, session.settings.as_of).snapshots
    if not snapshots:
        return NEVER
    now, runs = ruler(session.settings), list[Run]()
    for each in reversed(snapshots):
        if each.ruler != now:
            break
        scores = {id_: one.score.overall for id_, one in each.maps.items() if one.score.overall is not None}
        runs.append(Run(each.as_of, scores))
    return Earlier(tuple(reversed(runs)))
