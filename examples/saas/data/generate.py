"""Write the event log of Torrin's customers: `python generate.py [FILE]`; `events.csv.gz` if none is named.

Everything is invented, and the same on every machine: seeded, and of whole numbers. What is in it:

- from 2 March 2026 the import refuses the sheets of regional firms, and most of them never get to a template
- national firms fill their seats, buy more, and come into adoption again by way of upsell
- local firms fall silent: on 2 November 2026 about one in seven firms that are alive is dormant
- on that day they get an email, `wake_up_sent`, and a quarter of them is back within nine days
- some rows were sent twice
"""

from __future__ import annotations

import csv
import gzip
import io
import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

SEED = 20261115
BEGAN = datetime(2025, 9, 1, tzinfo=UTC)
ENDED = datetime(2026, 11, 15, 18, tzinfo=UTC)
BROKE = datetime(2026, 3, 2, tzinfo=UTC)
CAMPAIGN = datetime(2026, 11, 2, 8, tzinfo=UTC)

FIRMS_BEFORE = 340
LEADS = 700
QUIET = 36

OF_ALL = ("customer_id", "event", "timestamp", "event_id")
OF_FIRM = ("segment", "plan", "engineers", "seat_use", "renewal_date")
OF_EVENT = (
    "amount",
    "engineer",
    "module",
    "priority",
    "reason",
    "rejected",
    "rows",
    "score",
    "seats",
    "survey",
)


class Dice:
    """Chance that falls the same everywhere: of `random` only what no version of Python changes is asked."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def of(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def happens(self, percent: int) -> bool:
        """Tell whether something happens that does so in so many of a hundred cases."""
        return self.of(1, 100) <= percent

    def after(self, moment: datetime, low: int, high: int) -> datetime:
        """Return a moment some days later, in working hours."""
        day = (moment + timedelta(days=self.of(low, high))).replace(hour=0, minute=0, second=0)
        return max(day + timedelta(seconds=self.of(7 * 3600, 18 * 3600)), moment + timedelta(minutes=5))


@dataclass
class Firm:
    """A customer, and what has become known of it."""

    id: str
    segment: str
    plan: str
    engineers: int
    dice: Dice
    seat_use: int = 0
    renewal: datetime | None = None
    rows: list[tuple[datetime, str, dict[str, object], dict[str, object]]] = field(default_factory=list)

    def does(self, event: str, moment: datetime, **fields: object) -> datetime:
        """Put an event down, with what is known of the firm at the time."""
        known: dict[str, object] = {
            "segment": self.segment,
            "plan": self.plan,
            "engineers": self.engineers,
            "seat_use": self.seat_use or "",
            "renewal_date": self.renewal.date().isoformat() if self.renewal is not None else "",
        }
        self.rows.append((moment, event, known, fields))
        return moment


def firm(number: int, dice: Dice) -> Firm:
    """Return a firm of some size."""
    size = dice.of(1, 100)
    if size <= 61:
        return Firm(f"T{number:04}", "local", "plus" if dice.happens(30) else "core", dice.of(15, 49), dice)
    if size <= 91:
        return Firm(
            f"T{number:04}", "regional", "fleet" if dice.happens(40) else "plus", dice.of(50, 199), dice
        )
    return Firm(f"T{number:04}", "national", "fleet", dice.of(200, 400), dice)


def consider(one: Firm, moment: datetime) -> datetime | None:
    """Let a firm look around and try; return its first paid day, if it signs."""
    dice = one.dice
    if dice.happens(88):
        one.does("guide_downloaded", moment)
        for _ in range(dice.of(0, 3)):
            moment = one.does("pricing_viewed", dice.after(moment, 1, 12))
        if not dice.happens(55):
            return None
        moment = one.does("demo_booked", dice.after(moment, 0, 6))
    moment = one.does("demo_held", dice.after(moment, 1, 7))
    moment = one.does("trial_started", dice.after(moment, 0, 3))
    if one.segment != "local":
        form = one.does("security_form_received", dice.after(moment, 1, 4))
        one.does("security_form_returned", dice.after(form, 3, 9))
    keen = dice.happens(50)
    for _ in range(dice.of(10, 13) if keen else dice.of(1, 6)):
        moment = one.does("trial_visit_completed", dice.after(moment, 0, 2))
    if not dice.happens(82 if keen else 22):
        if dice.happens(70):
            one.does(
                "deal_lost", dice.after(moment, 4, 20), reason=("price", "rival", "paper")[dice.of(0, 2)]
            )
        return None
    moment = one.does("proposal_sent", dice.after(moment, 1, 5), amount=one.engineers * 420)
    return dice.after(moment, 2, 14)


def move_in(one: Firm, start: datetime) -> datetime | None:
    """Let a firm move its records and go live; return when it did, if it did."""
    dice = one.dice
    one.renewal = start + timedelta(days=365)
    one.does("subscription_started", start, seats=one.engineers)
    moment = one.does("kickoff_held", dice.after(start, 2, 7))
    size = dice.of(120, 900)
    moment = dice.after(moment, 1, 5)
    broken = one.segment == "regional" and moment >= BROKE
    for attempt in range(1, 5):
        rejected = dice.of(60, size) if broken else 0 if attempt > 1 or dice.happens(66) else dice.of(1, 40)
        if broken and attempt == 4 and dice.happens(22):
            rejected = 0
        one.does("records_imported", moment, rows=size, rejected=rejected)
        if not rejected:
            break
        one.does("ticket_opened", moment + timedelta(hours=2), priority="normal")
        one.does("ticket_solved", dice.after(moment, 1, 2), priority="normal")
        moment = dice.after(moment, 3, 9)
    else:
        if dice.happens(75):
            one.does("subscription_cancelled", dice.after(moment, 14, 26), reason="never_live")
        else:
            while moment < ENDED:
                moment = one.does("ticket_opened", dice.after(moment, 8, 20), priority="normal")
        return None
    moment = one.does("template_approved", dice.after(moment, 2, 6))
    for _ in range(6):
        one.does("engineer_invited", moment)
        moment += timedelta(minutes=4)
    moment = dice.after(moment, 1, 3)
    for number in range(1, 5):
        one.does("engineer_signed_in", moment + timedelta(minutes=number), engineer=f"{one.id}-{number}")
    one.seat_use = dice.of(50, 70)
    one.does("handover_held", dice.after(start, 52, 60))
    return dice.after(moment, 0, 2)


def use(one: Firm, live: datetime) -> None:
    """Let a firm work with Torrin until it gives notice, or the log ends."""
    dice, moment = one.dice, live
    grows = dice.happens(80 if one.segment == "national" else 4)
    full = live + timedelta(days=dice.of(100, 190))
    asked = False
    while moment < ENDED:
        if grows and moment >= full:
            one.seat_use = 97
            if dice.happens(50):
                one.does("module_trialled", moment - timedelta(hours=1), module="parts")
            moment = _work(one, moment)
            moment = _work(one, dice.after(moment, 6, 12))
            seats = 5 + one.engineers // 8
            one.seat_use, one.engineers = 82, one.engineers + seats
            moment = one.does("seats_added", dice.after(moment, 5, 10), seats=seats, amount=seats * 420)
            full += timedelta(days=dice.of(200, 280))
        elif one.renewal is not None and moment >= one.renewal - timedelta(days=100) and not asked:
            asked = True
            if one.segment != "local" and dice.happens(60):
                one.does("review_held", moment)
            letter = one.renewal - timedelta(days=dice.of(19, 26), hours=-9)
            one.does("price_letter_sent", letter)
            if dice.happens(82):
                one.does("price_letter_opened", dice.after(letter, 0, 6))
        elif one.renewal is not None and moment >= one.renewal - timedelta(days=12):
            asked = False
            if dice.happens(12):
                one.does("subscription_cancelled", moment, reason="price" if dice.happens(60) else "rival")
                return
            one.renewal += timedelta(days=365)
            one.does("subscription_renewed", moment)
        else:
            moment = _work(one, moment)
            if not one.seat_use > 80:
                one.seat_use = min(90, max(30, one.seat_use + dice.of(-4, 5)))
        moment = dice.after(moment, 6, 18)


def _work(one: Firm, moment: datetime) -> datetime:
    """Let an engineer finish a visit, and what comes of it."""
    dice = one.dice
    who = f"{one.id}-{dice.of(1, 4)}"
    one.does("visit_completed", moment, engineer=who)
    one.does("certificate_issued", moment + timedelta(minutes=dice.of(3, 50)))
    if dice.happens(22):
        one.does("invoice_synced", moment + timedelta(hours=5), amount=dice.of(4, 90) * 250)
    if dice.happens(5):
        urgent = "urgent" if dice.happens(30) else "normal"
        one.does("ticket_opened", moment + timedelta(hours=1), priority=urgent)
        one.does("ticket_solved", moment + timedelta(hours=4), priority=urgent)
    if dice.happens(3):
        one.does("survey_answered", moment + timedelta(hours=6), survey="relationship", score=dice.of(4, 10))
    return moment


def firms() -> list[Firm]:
    """Return all firms with their rows, in no order of time."""
    dice = Dice(SEED)
    found = []
    for number in range(1, FIRMS_BEFORE + LEADS + 1):
        one = firm(number, dice)
        if number <= FIRMS_BEFORE:
            start: datetime | None = BEGAN - timedelta(days=dice.of(70, 364), hours=-10)
        else:
            start = consider(one, dice.after(BEGAN, 0, 436))
        live = move_in(one, start) if start is not None else None
        if live is not None:
            use(one, live)
        one.rows = sorted((row for row in one.rows if BEGAN <= row[0] <= ENDED), key=lambda row: row[0])
        found.append(one)
    _silence(found, dice)
    return found


def _silence(found: list[Firm], dice: Dice) -> None:
    """Let local firms fall silent, send them the email, and let every fourth come back."""
    quiet = 0
    for one in found:
        stop = CAMPAIGN - timedelta(days=dice.of(33, 95))
        before = [row for row in one.rows if row[0] < stop]
        after = [row for row in one.rows if row[0] >= stop]
        works = before and before[-1][1] in ("visit_completed", "certificate_issued") and after
        signs = any(row[1].startswith(("subscription", "price_letter", "seats")) for row in after)
        soon = one.renewal is not None and one.renewal < ENDED + timedelta(days=25)
        if one.segment != "local" or quiet == QUIET or not works or signs or soon:
            continue
        quiet += 1
        one.rows = before
        one.does("wake_up_sent", CAMPAIGN + timedelta(minutes=quiet))
        if quiet % 4 == 0:
            _work(one, dice.after(CAMPAIGN, 1, 8))


def text() -> str:
    """Return the log as CSV, by time; a row that was sent twice has the same `event_id`."""
    dice = Dice(SEED + 1)
    rows = [
        (moment, one.id, event, known, more) for one in firms() for moment, event, known, more in one.rows
    ]
    rows.sort(key=lambda row: (row[0], row[1]))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*OF_ALL, *OF_FIRM, *OF_EVENT))
    for number, (moment, customer, event, known, more) in enumerate(rows, 1):
        written = [customer, event, f"{moment:%Y-%m-%dT%H:%M:%SZ}", number]
        written.extend(known[name] for name in OF_FIRM)
        written.extend(more.get(name, "") for name in OF_EVENT)
        for _ in range(2 if dice.of(1, 1000) == 1 else 1):
            writer.writerow(written)
    return out.getvalue()


def main() -> None:
    """Write the log, packed; of two runs the unpacked bytes are the same."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("events.csv.gz")
    path.write_bytes(gzip.compress(text().encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
