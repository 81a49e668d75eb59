"""Japanese."""

from __future__ import annotations

from jmap.render.language import Language

LANGUAGE = Language(
    tag="ja",
    name="日本語",
    forms=("other",),
    plural=lambda _: "other",
    joint=lambda _: "、",
    decimal=".",
    group=",",
    months=tuple(f"{number}月" for number in range(1, 13)),
    percent="{number}%",
    day="{year}年{month}{day}日",
    month="{year}年{month}",
    week="{year}年第{number}週",
    quarter="{year}年第{number}四半期",
    half="{year}年第{number}半期",
    year="{year}年",
    comma="、",
    semicolon="；",
    quotes=("「", "」"),
    words={
        "{count}\u00a0seconds": "{count}秒",
        "{count}\u00a0minutes": "{count}分",
        "{count}\u00a0hours": "{count}時間",
        "{count}\u00a0days": "{count}日間",
        "{count}\u00a0weeks": "{count}週間",
        "{count}\u00a0months": "{count}か月",
        "{count}\u00a0years": "{count}年",
        "{count}\u00a0days ago": "{count}日前",
        "{count}\u00a0months ago": "{count}か月前",
        "{count}\u00a0years ago": "{count}年前",
        "on {day}": "{day}",
        "today": "今日",
        "{low}–{high}": "{low}～{high}",
        "{low} – {high}": "{low}～{high}",
    },
)
