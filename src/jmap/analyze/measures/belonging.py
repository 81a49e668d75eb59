"""Who belongs to which group, and counts by group in one pass over what is counted.

Customers who are alike in every group are kin: they are counted together, and the few sums of kin are put
together by group. So a log is passed once, however many groups there are. Tables that stand behind it:

- `members`: `cid`, `kin`
- `belongs`: `kin`, `grp`; kin may be in several groups, or in none
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.engine import Engine, Row


def drop_groups(engine: Engine) -> None:
    """Take the tables of the groups away."""
    engine.drop("members", "belongs")


def counted(engine: Engine, source: str, keys: tuple[str, ...], counts: tuple[str, ...]) -> Iterator[Row]:
    """Yield group, keys, and counts; `source` is what stands after FROM, with `cid` and known as `q`.

    Counts are aggregates that may be added up, those of different customers among them: nobody is twice kin.
    """
    keyed = ", ".join(("m.kin", *(f"q.{key}" for key in keys)))
    named = [f"q.{key} AS {key}" for key in keys] + [f"{each} AS c{n}" for n, each in enumerate(counts)]
    by_kin = (
        f"SELECT m.kin AS kin, {', '.join(named)} FROM {source} JOIN members m ON m.cid = q.cid"
        f" GROUP BY {keyed}"
    )
    groups = ", ".join(("b.grp", *(f"k.{key}" for key in keys)))
    sums = ", ".join(f"SUM(k.c{n})" for n in range(len(counts)))
    for row in engine.rows(
        f"SELECT {groups}, {sums} FROM ({by_kin}) k JOIN belongs b ON b.kin = k.kin"
        f" GROUP BY {groups} ORDER BY {groups}"
    ):
        yield tuple(int(each or 0) for each in row)


def spread(source: str, columns: str) -> str:
    """Return a query of `grp` and columns of a source `q`: its rows once for each group they are in."""
    return (
        f"SELECT b.grp AS grp, {columns} FROM {source} JOIN members m ON m.cid = q.cid"
        " JOIN belongs b ON b.kin = m.kin"
    )
