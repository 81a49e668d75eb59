"""The index of all maps in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jmap.render.header import AMOUNTS
from jmap.render.index.row import Mood, NotDrawn
from jmap.render.index.shown import RowShown
from jmap.render.index.view import IndexView
from jmap.render.markdown_text import BREAK, code, document_of, link, plain, table
from jmap.render.words import Words

_LEVELS: Final = "▁▂▃▄▅▆▇█"
_UNKNOWN: Final = "·"


def index_document(view: IndexView) -> str:
    """Return the document: a row for each map, the lowest score first, then what was not drawn."""
    words = view.words
    lines = [f"# {plain(view.title)}", "", plain(_lede(view)), ""]
    heads = (
        *(words("Map"), words("Score"), words("Mood by stage"), words("Findings")),
        *(words("Metrics on target"), words("Reviewed"), words("Owner")),
    )
    lines.extend(table([plain(each) for each in heads], (_row(each, view) for each in view.rows)))
    lines.extend(_left_out(view.not_drawn, view))
    return "\n".join(lines)


def _lede(view: IndexView) -> str:
    words = view.words
    text = words("{count}\u00a0maps", count=len(view.rows) + view.wrong)
    if view.wrong:
        wrong = words("{count}\u00a0are not drawn for their errors", count=view.wrong)
        text = words("{maps}, of which {wrong}", maps=text, wrong=wrong)
    if not view.first:
        return words("{text}.", text=text)
    names = words.listed(title for title, _ in view.first)
    return words("{text}. Look first at {names}.", text=text, names=names)


def spark(moods: Sequence[Mood]) -> str:
    """Return a column for each stage, as high as its feeling; a dot where nothing is known."""
    top = len(_LEVELS) - 1
    return "".join(
        _UNKNOWN if mood.value is None else _LEVELS[round((mood.value + 2) / 4 * top)] for mood in moods
    )


def _row(shown: RowShown, view: IndexView) -> list[str]:
    row, words = shown.row, view.words
    name = f"**{link(plain(row.title), document_of(row.href))}**"
    counts = (words(AMOUNTS[severity], count=amount) for severity, amount in row.severities)
    score = plain(words("not scored"))
    if shown.score is not None:
        score = f"**{plain(shown.score.shown)}** {plain(shown.score.grade)}".rstrip()
    return [
        f"{name}{BREAK}{plain(shown.about)}" if shown.about else name,
        score,
        _moods(row.moods, words),
        plain(words.language.comma.join(counts)) or plain(words("none|findings")),
        BREAK.join(_metrics(shown, words)),
        plain(shown.reviewed),
        plain(row.owner),
    ]


def _metrics(shown: RowShown, words: Words) -> Iterator[str]:
    """Yield how many metrics are on target, and what a log says."""
    row = shown.row
    if row.measured:
        yield plain(words("{part} of {whole}", part=row.on_target, whole=row.measured))
    yield from (f"<sub>{plain(text)}</sub>" for text in shown.log)


def _moods(moods: Sequence[Mood], words: Words) -> str:
    values = [mood.value for mood in moods if mood.value is not None]
    if not values:
        return ""
    return f"`{spark(moods)}`{BREAK}{plain(words('low {value}', value=words.signed(min(values))))}"


def _left_out(maps: Sequence[NotDrawn], view: IndexView) -> Iterator[str]:
    if not maps:
        return
    words = view.words
    yield from (f"## {plain(words('Not drawn'))}", "")
    heads = (words("Map"), words("Findings"), "")
    rows = (
        [
            f"{plain(each.title)}{BREAK}{code(f'{each.file}:{each.line}')}",
            plain(words(AMOUNTS["error"], count=each.errors)),
            plain(each.message),
        ]
        for each in maps
    )
    yield from table([plain(each) for each in heads], rows)
