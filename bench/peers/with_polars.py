"""The five questions of `bench/analyze.py`, answered with Polars as a careful analyst would.

Given a folder with an event log; prints a line of JSON for each question, with what it cost.
"""

from __future__ import annotations

import sys

import polars as pl
from cost import told
from journey import DAY, ENTRIES, LEAVING, LEFT, SILENT_DAYS, WINDOW_DAYS

DAY_US = DAY * 1_000_000


def main(folder: str) -> None:
    ranks = {name: rank for rank, name in enumerate(ENTRIES)}
    with told("read, without duplicates"):
        events = (
            pl.scan_parquet(f"{folder}/events/part-*.parquet")
            .filter(pl.col("customer_id").is_not_null() & pl.col("event").is_not_null())
            .unique()
            .select(
                pl.col("customer_id").rank("dense").cast(pl.UInt32).alias("cid"),
                pl.col("timestamp").dt.epoch("us").alias("us"),
                pl.col("event").cast(pl.Categorical),
            )
            .sort("cid", "us")
            .collect()
        )
    with told("visits"):
        as_of = events["us"].max()
        entered = events.with_columns(
            pl.col("event").cast(pl.String).replace_strict({**ranks, LEFT: LEAVING}, default=None).alias("rk")
        )
        silent = entered.select("cid", "us", pl.col("us").shift(-1).over("cid").alias("next")).filter(
            (pl.col("next").is_null() | (pl.col("next") - pl.col("us") > SILENT_DAYS * DAY_US))
            & (pl.col("us") + SILENT_DAYS * DAY_US <= as_of)
        )
        marks = pl.concat(
            [
                entered.drop_nulls("rk").select("cid", "us", pl.col("rk").cast(pl.Int8)),
                silent.select(
                    "cid", pl.col("us") + SILENT_DAYS * DAY_US, pl.lit(LEAVING, pl.Int8).alias("rk")
                ),
            ]
        ).sort("cid", "us", "rk")
        changed = pl.col("rk") != pl.col("rk").shift(1).over("cid")
        visits = (
            marks.filter(changed.fill_null(value=True))
            .with_columns(
                pl.col("us").shift(-1).over("cid").alias("out"),
                pl.col("rk").shift(-1).over("cid").alias("nxt"),
            )
            .filter(pl.col("rk") < LEAVING)
        )
    with told("funnel") as answer:
        came = marks.filter(pl.col("rk") < LEAVING)
        came = came.with_columns(
            pl.when(pl.col("rk") == 0).then("us").cum_max().forward_fill().over("cid").alias("a0")
        )
        for rank in range(1, LEAVING):
            before = pl.col(f"a{rank - 1}")
            here = (pl.col("rk") == rank) & (pl.col("us") <= before + WINDOW_DAYS * DAY_US)
            came = came.with_columns(
                pl.when(here).then(before).cum_max().forward_fill().over("cid").alias(f"a{rank}")
            )
        far = came.group_by("cid").agg(pl.col(f"a{rank}").max() for rank in range(LEAVING))
        answer["is"] = list(far.select(pl.col(f"a{rank}").count() for rank in range(LEAVING)).row(0))
    with told("times") as answer:
        spent = (
            visits.with_columns((pl.col("out") - pl.col("us")).alias("spent"))
            .group_by("rk")
            .agg(
                pl.col("spent").median().alias("median"),
                pl.col("spent").quantile(0.9, "linear").alias("p90"),
                pl.col("spent").count().alias("n"),
                pl.len().alias("visits"),
            )
            .sort("rk")
        )
        answer["is"] = [
            [n, visits - n, round(median / 1_000_000), round(p90 / 1_000_000)]
            for _, median, p90, n, visits in spent.rows()
        ]
    with told("moves") as answer:
        moved = visits.group_by("rk", "nxt").agg(pl.len(), pl.col("cid").n_unique()).sort("rk", "nxt")
        answer["is"] = [list(row[:3]) for row in moved.rows() if row[1] is not None]
    with told("paths") as answer:
        buy = ENTRIES.index("bought")
        goals = entered.filter(pl.col("rk") == buy).group_by("cid").agg(pl.col("us").min().alias("goal"))
        before = marks.join(goals, on="cid").filter(pl.col("us") <= pl.col("goal"))
        life = before.filter((pl.col("rk") == LEAVING) & (pl.col("us") < pl.col("goal")))
        begun = life.group_by("cid").agg(pl.col("us").max().alias("gone"))
        steps = (
            before.join(begun, on="cid", how="left")
            .filter((pl.col("rk") < LEAVING) & (pl.col("gone").is_null() | (pl.col("us") > pl.col("gone"))))
            .sort("cid", "us", "rk")
        )
        run = (pl.col("rk") != pl.col("rk").shift(1).over("cid")).fill_null(value=True).cum_sum()
        runs = steps.with_columns(run.alias("run")).group_by("cid", "run", maintain_order=True)
        named = runs.agg(pl.col("rk").first(), pl.len().alias("n")).with_columns(
            (pl.col("rk").cast(pl.String) + "*" + pl.col("n").cast(pl.String)).alias("step")
        )
        ways = named.group_by("cid", maintain_order=True).agg(pl.col("step").str.join(","))
        counted = ways.group_by("step").len().sort(["len", "step"], descending=[True, False])
        answer["is"] = [[way, n] for way, n in counted.head(10).rows()]
    with told("months") as answer:
        month = pl.from_epoch("us", time_unit="us").dt.truncate("1mo").alias("month")
        seen = events.select("cid", month).unique()
        first = seen.group_by("cid").agg(pl.col("month").min().alias("began"))
        table = seen.join(first, on="cid").group_by("began", "month").len().sort("began", "month")
        answer["is"] = [[str(began)[:7], str(month)[:7], n] for began, month, n in table.rows()]


if __name__ == "__main__":
    main(sys.argv[1])
