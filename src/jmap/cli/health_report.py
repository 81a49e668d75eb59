"""What `jmap health` found, in each of its formats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from jmap.analyze.accounts import Explained, Named, as_data, earlier_of, explained, lowest_first
from jmap.analyze.formats.account_rows import UNKNOWN, account_list, explanation, past
from jmap.analyze.formats.figure_rows import band_rows
from jmap.analyze.formats.tables import fitted
from jmap.analyze.measures.backtest import Backtest
from jmap.analyze.measures.health import HealthScores
from jmap.analyze.times import moment
from jmap.cli.earlier_score import read_earlier
from jmap.cli.health_run import Look, Seen, before
from jmap.cli.stop import stop
from jmap.formats.sinks.csv import MARK, line
from jmap.formats.sinks.json_text import dump_sorted
from jmap.formats.style import Style
from jmap.formats.width import visible

_NO_MODEL: Final = "No map has a health score: write one under `health`, with indicators and bands."


def told(seen: Seen, format_: str, style_: Style) -> str:
    """Return what was found in a format. Exits with 2 where an account has no score, or too many."""
    if format_ == "csv":
        return _csv(seen)
    if format_ == "json":
        found = _account_data(seen) if seen.wish.account is not None else _data(seen)
        return dump_sorted(found)
    shown = _account(seen, style_) if seen.wish.account is not None else _all(seen, style_)
    return "\n".join(line for each in shown for line in fitted(each, style_.width)) + "\n"


def _explained(seen: Seen) -> Iterator[Explained]:
    """Yield the explained scores of the account. Exits with 2 where it has none."""
    found = False
    for look in seen.looks:
        then = {each.model.id: each for each in look.before}
        for account in look.accounts:
            found = True
            earlier = None
            if isinstance(seen.wish.since, Path):
                earlier = read_earlier(seen.wish.since, account.account, account.model.id)
            elif account.model.id in then:
                when = moment(before(account.model, seen.log, seen.wanted, seen.wish))
                earlier = earlier_of(then[account.model.id].score, when)
            yield explained(account, earlier)
    if not found:
        stop(
            f"the customer `{seen.wish.account}` has no health score as of {seen.as_of}",
            "scores are for customers who are alive, in one of the stages that the score is kept for",
        )


def _account(seen: Seen, style_: Style) -> Iterator[str]:
    for index, found in enumerate(_explained(seen)):
        if index:
            yield ""
        # A day that was named is told as it was, and not as its last moment.
        since = seen.wish.since.isoformat() if isinstance(seen.wish.since, date) else ""
        yield from explanation(found, seen.as_of, style_, since)


def _account_data(seen: Seen) -> dict[str, Any]:
    scores = list(_explained(seen))
    models = list(dict.fromkeys(each.named.model.id for each in scores))
    if len(models) > 1:
        known = ", ".join(models)
        stop(f"the account has {len(models)} health scores", f"choose one with `--model`: {known}")
    return as_data(scores[0], seen.as_of)


def _all(seen: Seen, style_: Style) -> Iterator[str]:
    if not seen.looks:
        yield _NO_MODEL
        return
    yield f"Health as of {seen.as_of}"
    for look in seen.looks:
        yield ""
        yield f"{style_.bold(visible(look.plan.title))}  {style_.faint(visible(look.plan.path))}"
        for each in look.past:
            yield from past(each, seen.log.as_of, seen.wanted.min_n, style_)
        if seen.wish.ago is not None and not look.past:
            yield "  not tested: the map does not say when a customer leaves, such as by `leave`"
        for scores in look.scores:
            yield f"  {visible(scores.model.title)}"
            yield from band_rows(scores, seen.wanted.min_n, style_)
            if seen.wish.rows:
                yield from account_list(_of(look, scores), style_)


def _of(look: Look, scores: HealthScores) -> list[Named]:
    return lowest_first([each for each in look.accounts if each.model.id == scores.model.id])


def _data(seen: Seen) -> dict[str, Any]:
    return {
        "as_of": seen.as_of,
        "maps": {
            look.plan.id: {
                **{each.model.id: _model(seen, look, each) for each in look.scores},
                **{each.model.id: {"backtest": _past(each)} for each in look.past},
            }
            for look in seen.looks
        },
    }


def _past(found: Backtest) -> dict[str, Any]:
    return {
        "at": moment(found.at),
        "bands": {
            name or UNKNOWN: {"accounts": share.of, "left": share.n} for name, share in found.bands.items()
        },
        "auc": None
        if found.auc is None
        else {key: round(getattr(found.auc, key), 6) for key in ("value", "low", "high")},
    }


def _model(seen: Seen, look: Look, scores: HealthScores) -> dict[str, Any]:
    found: dict[str, Any] = {
        "accounts": scores.accounts,
        "bands": dict(scores.bands),
        "unknown": scores.unknown,
        "unseen": dict(scores.unseen),
    }
    if seen.wish.rows:
        found["list"] = [
            {
                "account": each.account,
                "score": None if each.score.score is None else round(each.score.score, 4),
                "band": each.score.band,
            }
            for each in _of(look, scores)
        ]
    return found


def _csv(seen: Seen) -> str:
    rows = [line(("account", "score", "band", "model", "map"))]
    for look in seen.looks:
        for scores in look.scores:
            for each in _of(look, scores):
                value = None if each.score.score is None else round(each.score.score, 4)
                rows.append(line((each.account, value, each.score.band, each.model.id, look.plan.id)))
    return MARK + "".join(rows)
