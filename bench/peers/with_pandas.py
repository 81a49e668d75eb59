"""The five questions of `bench/analyze.py`, answered with pandas as a careful analyst would.

Given a folder with an event log; prints a line of JSON for each question, with what it cost.
"""

from __future__ import annotations

import sys

import pandas as pd
from cost import told
from journey import COLUMNS, DAY, ENTRIES, LEAVING, LEFT, SILENT_DAYS, WINDOW_DAYS

DAY_US = DAY * 1_000_000


def main(folder: str) -> None:
    with told("read, without duplicates"):
        log = pd.read_parquet(f"{folder}/events", columns=COLUMNS)
        log = log.dropna(subset=["customer_id", "event", "timestamp"]).drop_duplicates()
        events = pd.DataFrame(
            {
                "cid": pd.factorize(log["customer_id"], sort=True)[0],
                "us": log["timestamp"].astype("datetime64[us]").astype("int64"),
                "event": log["event"].astype("category"),
            }
        ).sort_values(["cid", "us"], kind="stable", ignore_index=True)
        del log
    with told("visits"):
        as_of = events["us"].max()
        ranks = {**{name: rank for rank, name in enumerate(ENTRIES)}, LEFT: LEAVING}
        rank = events["event"].map(ranks).astype("float")
        entered = events.assign(rk=rank)[["cid", "us", "rk"]]
        later = entered["us"].shift(-1).where(entered["cid"].shift(-1) == entered["cid"])
        quiet = later.isna() | (later - entered["us"] > SILENT_DAYS * DAY_US)
        due = entered["us"] + SILENT_DAYS * DAY_US
        silent = pd.DataFrame({"cid": entered["cid"], "us": due, "rk": LEAVING})[quiet & (due <= as_of)]
        marks = (
            pd.concat([entered.dropna(subset=["rk"]), silent])
            .astype({"rk": "int8"})
            .sort_values(["cid", "us", "rk"], kind="stable", ignore_index=True)
        )
        same = (marks["cid"] == marks["cid"].shift()) & (marks["rk"] == marks["rk"].shift())
        runs = marks[~same]
        following = runs["cid"].shift(-1) == runs["cid"]
        out, nxt = (runs[each].shift(-1).where(following) for each in ("us", "rk"))
        runs = runs.assign(out=out, nxt=nxt)
        visits = runs[runs["rk"] < LEAVING]
    with told("funnel") as answer:
        came = marks[marks["rk"] < LEAVING]
        latest = _latest(came["us"].where(came["rk"] == 0), came["cid"])
        reached = [came["cid"][latest.notna()].nunique()]
        for place in range(1, LEAVING):
            here = (came["rk"] == place) & (came["us"] <= latest + WINDOW_DAYS * DAY_US)
            latest = _latest(latest.where(here), came["cid"])
            reached.append(came["cid"][latest.notna()].nunique())
        answer["is"] = reached
    with told("times") as answer:
        spent = (visits["out"] - visits["us"]).groupby(visits["rk"])
        table = pd.DataFrame(
            {"n": spent.count(), "visits": spent.size(), "median": spent.median(), "p90": spent.quantile(0.9)}
        )
        answer["is"] = [
            [int(n), int(all_ - n), round(median / 1_000_000), round(p90 / 1_000_000)]
            for n, all_, median, p90 in table.itertuples(index=False)
        ]
    with told("moves") as answer:
        moved = visits.groupby(["rk", "nxt"])["cid"].agg(["size", "nunique"]).reset_index()
        answer["is"] = [[int(rk), int(nxt), int(n)] for rk, nxt, n, _ in moved.itertuples(index=False)]
    with told("paths") as answer:
        bought = entered[entered["rk"] == ENTRIES.index("bought")]
        goals = bought.groupby("cid", as_index=False)["us"].min().rename(columns={"us": "goal"})
        before = marks.merge(goals, on="cid")
        before = before[before["us"] <= before["goal"]]
        gone = before[(before["rk"] == LEAVING) & (before["us"] < before["goal"])].groupby("cid")["us"].max()
        begun = before["cid"].map(gone)
        steps = before[(before["rk"] < LEAVING) & (begun.isna() | (before["us"] > begun))]
        again = (steps["cid"] == steps["cid"].shift()) & (steps["rk"] == steps["rk"].shift())
        named = steps.groupby((~again).cumsum()).agg(
            cid=("cid", "first"), rk=("rk", "first"), n=("rk", "size")
        )
        named["step"] = named["rk"].astype(str) + "*" + named["n"].astype(str)
        ways = named.groupby("cid")["step"].agg(",".join).value_counts().reset_index()
        ways = ways.sort_values(["count", "step"], ascending=[False, True]).head(10)
        answer["is"] = [[way, int(n)] for way, n in ways.itertuples(index=False)]
    with told("months") as answer:
        months = pd.to_datetime(events["us"], unit="us")
        number = months.dt.year * 12 + months.dt.month - 1
        seen = pd.DataFrame({"cid": events["cid"], "month": number}).drop_duplicates()
        seen["began"] = seen.groupby("cid")["month"].transform("min")
        table = seen.groupby(["began", "month"]).size().reset_index(name="n")
        answer["is"] = [
            [_month(began), _month(month), int(n)] for began, month, n in table.itertuples(index=False)
        ]


def _latest(times: pd.Series, cid: pd.Series) -> pd.Series:
    """Return the latest time so far of each customer, carried on."""
    return times.groupby(cid).cummax().groupby(cid).ffill()


def _month(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


if __name__ == "__main__":
    main(sys.argv[1])
