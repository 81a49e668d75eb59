"""A team has more in hand than it can finish.

What: a team that owns opportunities in hand, over all maps, owns at most 5. In hand is what is `state:
planned` or `doing`; one that several maps see in a library counts once. Drafts and archived maps do not
count, nor does an owner in free text; the rule is not asked in a run over a part of the workspace, nor
while a map has errors.

Why: work that is begun and not finished helps no customer. The more of it a team holds, the longer each
piece takes, and the later anybody learns which of them was worth it.

Fix: decide which five come first. Set the others back to `state: idea`, give them to another team, or drop
them and say so with `state: dropped`.

Source: the figure is ours; that work in progress wants a limit is from Anderson, "Kanban" (2010).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Final

from jmap.faults import Severity
from jmap.rules.all_maps import AllMaps
from jmap.rules.outline import Defined
from jmap.rules.rule import Option, Outcome, Rule
from jmap.rules.words import counted, listed

RULE = Rule(
    code="JM902",
    name="overload",
    severity=Severity.INFO,
    on="team of the workspace",
    options={
        "max": Option(5, "most opportunities in hand", ours=True, least=1, most=1000, whole=True),
    },
)

_LISTED: Final = 8


def check(see: AllMaps) -> Iterator[Outcome]:
    """Count what each team has in hand, each opportunity once."""
    in_hand: dict[Defined, dict[Defined, None]] = defaultdict(dict)
    for each in see.maps:
        for team, opportunity in each.in_hand:
            in_hand[team][opportunity] = None
    most = see.options["max"]
    for team, opportunities in sorted(in_hand.items()):
        file, id_ = team
        route = ("teams", id_)
        if len(opportunities) <= most:
            yield see.passed(file, route)
            continue
        names = [f"`{name}`" for _, name in islice(opportunities, _LISTED)]
        if len(opportunities) > _LISTED:
            names.append(f"{len(opportunities) - _LISTED} more")
        held = counted(len(opportunities), "opportunity", "opportunities")
        message = f"team `{id_}` has {held} in hand: {listed(names)}"
        hint = f"choose {most:g} of them, and set the others back, hand them over or drop them"
        yield see.failed(file, route, message, hint)
