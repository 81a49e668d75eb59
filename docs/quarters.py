"""Writes the snapshots of the example's two earlier quarters: `python docs/quarters.py`.

Torrin reviewed its maps in May and in August. What they looked like then is told here as edits to the maps of
today, so that its snapshots in `examples/saas/audits` are made by the rules of today. Where the ruler breaks
between them, it does so on purpose.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "saas"
AUDITS = EXAMPLE / "audits"

LIFECYCLE = "lifecycle.journey.yaml"
ONBOARDING = "onboarding.journey.yaml"
RENEWAL = "renewal.journey.yaml"
TO_BE = "renewal-to-be.journey.yaml"
COMPANY = "library/company.journey.yaml"
CUSTOMERS = "library/customers.journey.yaml"
CONFIG = "jmap.toml"

MAY, AUGUST = date(2026, 5, 21), date(2026, 8, 20)


def in_august(root: Path) -> None:
    """Make the maps of today those of August: less asked, less known, less planned."""
    (root / TO_BE).unlink()
    _each(root, _forget("2026-Q3", "2026-09", "2026-10"))
    _edit(
        root,
        LIFECYCLE,
        ("reviewed: 2026-10-14", "reviewed: 2026-07-15"),
        ("validated: 2026-09-18", "validated: 2026-04-22"),
        ("metrics: [gross-retention, letter-lead-time, at-risk-share, ease]", "metrics: gross-retention"),
        (
            (
                "    needs:\n      - A price for twelve more engineers, today\n"
                "      - A plan for the new depot that copies the first\n"
            ),
            "",
        ),
        (
            (
                "      - {text: Three urgent questions in a month, when: {event: ticket_opened, "
                "where: {priority: urgent}, times: 3}}\n"
            ),
            "",
        ),
    )
    _without(root, LIFECYCLE, "opportunities", _since(root, LIFECYCLE, AUGUST))
    _edit(root, RENEWAL, ("reviewed: 2026-09-28", "reviewed: 2026-06-29"))
    _without(root, RENEWAL, "opportunities", _since(root, RENEWAL, AUGUST))
    _edit(
        root,
        CUSTOMERS,
        (
            "  finance-director:\n",
            (
                "  # jmap: ignore[JM504] four talks are booked for September until=2026-10-31\n"
                "  finance-director:\n"
            ),
        ),
        ("date: 2026-09-18\n    n: 11", "date: 2026-03-20\n    n: 8"),
        ("date: 2026-08-21\n    n: 7", "date: 2026-05-08\n    n: 4"),
        ("date: 2026-10-05\n    n: 412", "date: 2026-07-06\n    n: 371"),
        ("date: 2026-10-31\n    n: 131", "date: 2026-07-31\n    n: 104"),
        ("date: 2026-09-30\n    n: 118", "date: 2026-06-30\n    n: 97"),
        ("date: 2026-10-12\n    n: 640", "date: 2026-07-13\n    n: 602"),
    )


def in_may(root: Path) -> None:
    """Make the maps of August those of May, when what is done counted half in the score."""
    _each(root, _forget("2026-Q2", "2026-06", "2026-07", "2026-08", "2026-05"))
    _edit(
        root,
        LIFECYCLE,
        ("reviewed: 2026-07-15", "reviewed: 2026-04-15"),
        ("validated: 2026-04-22\n", ""),
        ("    evidence: [ops-interviews, market-study]\n    tags: growth\n", "    tags: growth\n"),
        ("    start: true\n    owner: sales\n", "    start: true\n"),
        ("    evidence: [trial-funnel, loss-interviews]\n", ""),
        ("    evidence: [product-usage, onboarding-survey]\n    expands", "    expands"),
        ("    milestone: {event: subscription_renewed, label: Next term signed}\n", ""),
        (
            "    performance: 5\n    moment_of_truth:\n      success: Every site",
            "    performance: 4\n    moment_of_truth:\n      success: Every site",
        ),
        (
            (
                "    drivers:\n      - {text: First depot above 80 % of seats, "
                'when: {attribute: seat_use, is: ">= 80%"}}\n'
            ),
            "",
        ),
        ("    sla: {response: 1d, target: 80%, actual: 82%}\n", ""),
    )
    _without(root, LIFECYCLE, "opportunities", _since(root, LIFECYCLE, MAY))
    _edit(
        root,
        ONBOARDING,
        ("reviewed: 2026-06-17", "reviewed: 2026-01-20"),
        ("validated: 2026-06-12\n", ""),
    )
    _without(root, ONBOARDING, "opportunities", _since(root, ONBOARDING, MAY))
    _edit(root, RENEWAL, ("reviewed: 2026-06-29", "reviewed: 2026-04-02"))
    _edit(
        root,
        CUSTOMERS,
        ("  # jmap: ignore[JM504] four talks are booked for September until=2026-10-31\n", ""),
        ("date: 2026-03-20\n    n: 8", "date: 2025-10-09\n    n: 5"),
        ("date: 2026-05-08\n    n: 4", "date: 2025-09-30\n    n: 3"),
        ("date: 2026-06-12\n    n: 9", "date: 2025-11-21\n    n: 5"),
        ("date: 2026-07-06\n    n: 371", "date: 2026-04-07\n    n: 318"),
        ("date: 2026-07-31\n    n: 104", "date: 2026-04-30\n    n: 82"),
        ("date: 2026-06-30\n    n: 97", "date: 2026-03-31\n    n: 71"),
        ("date: 2026-07-13\n    n: 602", "date: 2026-04-13\n    n: 511"),
        ("date: 2026-07-30\n    n: 41", "date: 2026-01-30\n    n: 29"),
    )
    config = root / CONFIG
    config.write_text(
        f"{config.read_text(encoding='utf-8')}\n[audit.weights]\naction = 0.5\n", encoding="utf-8"
    )


def _edit(root: Path, name: str, *edits: tuple[str, str]) -> None:
    text = (root / name).read_text(encoding="utf-8")
    for old, new in edits:
        if text.count(old) != 1:
            raise ValueError(f"{name} has {text.count(old)} times {old!r}")
        text = text.replace(old, new)
    (root / name).write_text(text, encoding="utf-8")


def _each(root: Path, change: Callable[[str], str]) -> None:
    for path in sorted(root.rglob("*.journey.yaml")):
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def _forget(*periods: str) -> Callable[[str], str]:
    """Return what takes the observations of some periods out of histories, in flow and in block style."""
    some = "|".join(map(re.escape, periods))
    value = r"(?:\{[^{}]*\}|[\d.]+)"
    block = re.compile(rf"^ +(?:{some}): {value}\n", re.MULTILINE)
    flow = re.compile(rf",\s*(?:{some}): {value}")
    return lambda text: flow.sub("", block.sub("", text))


def _since(root: Path, name: str, day: date) -> list[str]:
    """Return the opportunities of a map that were found after a day."""
    found = []
    for id_, body in _objects((root / name).read_text(encoding="utf-8"), "opportunities"):
        since = re.search(r"^    since: (\S+)$", body, re.MULTILINE)
        if since is not None and date.fromisoformat(since[1]) > day:
            found.append(id_)
    return found


def _without(root: Path, name: str, section: str, ids: Iterable[str]) -> None:
    """Take objects out of a section, and the section where none is left."""
    text = (root / name).read_text(encoding="utf-8")
    every = list(_objects(text, section))
    gone = set(ids)
    for id_, body in every:
        if id_ in gone:
            text = text.replace(body, "")
    if every and all(id_ in gone for id_, _ in every):
        text = text.replace(f"\n{section}:\n", "\n")
    (root / name).write_text(text, encoding="utf-8")


def _objects(text: str, section: str) -> Iterable[tuple[str, str]]:
    """Yield the id and the lines of each object of a section."""
    start = re.search(rf"^{section}:\n", text, re.MULTILINE)
    if start is None:
        return
    rest = text[start.end() :]
    end = re.search(r"^\S", rest, re.MULTILINE)
    body = rest[: end.start()] if end else rest
    for each in re.finditer(r"^  ([a-z0-9-]+):\n(?:    .*\n|\n)+", body, re.MULTILINE):
        yield each[1], each[0]


def snapshots(folder: Path) -> list[Path]:
    """Write the snapshots of both quarters into a folder, and return their paths, the older first."""
    kept: list[Path] = []
    for day, steps in ((MAY, (in_august, in_may)), (AUGUST, (in_august,))):
        with TemporaryDirectory() as place:
            root = Path(place) / EXAMPLE.name
            shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(AUDITS.name))
            for step in steps:
                step(root)
            (root / AUDITS.name).mkdir()
            for each in kept:
                shutil.copy(each, root / AUDITS.name)
            audit = [sys.executable, "-m", "jmap", "audit", "--save", "--as-of", day.isoformat(), "-q"]
            subprocess.run(audit, cwd=root, check=True, stdout=subprocess.DEVNULL)
            kept.append(folder / f"{day}.json")
            shutil.copy(root / AUDITS.name / kept[-1].name, kept[-1])
    return kept


if __name__ == "__main__":
    AUDITS.mkdir(exist_ok=True)
    for path in snapshots(AUDITS):
        sys.stdout.write(f"{path.relative_to(ROOT).as_posix()}\n")
