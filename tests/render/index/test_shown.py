from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jmap.audit.seen import Named
from jmap.render.index.row import IndexRow, Mood, ScoreKept
from jmap.render.index.shown import Count, RowShown, Strip, choices_of, overdue, row_shown, strip
from jmap.render.words import words_for
from tests.render.drawing import AS_OF
from tests.render.index.workspaces import row


def shown(one: IndexRow, *others: IndexRow, lang: str = "en") -> RowShown:
    _, places = choices_of([one, *others])
    return row_shown(one, AS_OF, words_for(lang), places, {})


def test_moods_are_bars_about_a_middle_line() -> None:
    moods = (Mood("a", 2.0), Mood("b", None), Mood("c", -1.0), Mood("d", 0.0))
    assert strip(moods) == Strip("M2 20v-18h26V20zM92 20v-1.5h26V20z", "M62 20v9h26V20z")
    assert strip(()) == Strip("", "")


def test_bars_of_sixty_stages_stay_in_their_field() -> None:
    path = strip(tuple(Mood(f"s{n}", 1.0) for n in range(60))).over
    starts = [float(each.partition(" ")[0]) for each in path.split("M")[1:]]
    assert len(starts) == 60
    assert starts == sorted(starts)
    assert starts[-1] + 1 <= 120


def test_moods_are_said_too() -> None:
    assert shown(row("a", moods=(Mood("Try", 0.25), Mood("Use", None)))).moods == "Try +0.2, Use no data"


@pytest.mark.parametrize(
    ("reviewed", "every", "archived", "answer"),
    [
        ("2026-10-22", 30, False, False),
        ("2026-10-21", 30, False, True),
        ("2026-08-23", 90, False, False),
        ("2026-08-22", 90, False, True),
        ("2026-01-01", 365, False, False),
        ("", 365, False, True),
        ("2020-01-01", 30, True, False),
        ("2027-01-01", 30, False, False),
    ],
)
def test_a_map_is_due_when_it_says(reviewed: str, every: int, archived: bool, answer: bool) -> None:
    each = row("a", reviewed=reviewed, review_days=every, archived=archived)
    assert overdue(each, date(2026, 11, 21)) is answer


def test_the_age_and_what_is_due_are_in_words() -> None:
    late = shown(row("a", reviewed="2026-10-01", review_days=30))
    assert (late.reviewed, late.days, late.overdue) == ("51\u00a0days ago", 51, True)
    assert late.due == "due every 30\u00a0days"
    never = shown(row("a"))
    assert (never.reviewed, never.days, never.due) == ("never", None, "due every 90\u00a0days")
    assert shown(row("a", reviewed="2026-11-20")).due == ""


def test_counts_lead_to_the_first_finding_of_their_severity() -> None:
    each = shown(row("a", severities=(("error", 2), ("warning", 101), ("info", 3))))
    assert each.counts == (
        Count("error", 2, "a.html#F-01"),
        Count("warning", 101, "a.html#F-03"),
        Count("info", 3, "a.html#F-104"),
    )


def test_a_score_is_shown_cut_with_its_grade() -> None:
    score = shown(row("a", score=ScoreKept("599/7", "B", "", "action"))).score
    assert score is not None
    assert (score.shown, score.whole, score.grade, score.sentence) == ("85.5", "85", "B", "weakest: action")


FIVE = tuple(Named(f"p{n}", f"P{n}") for n in range(5))


def test_below_the_title_stands_whom_it_is_about() -> None:
    assert shown(row("a", people=FIVE[:4])).about == "As-is journey · P0, P1, P2 and P3"
    assert shown(row("a", people=FIVE)).about == "As-is journey · P0, P1, P2 and 2 more"
    assert shown(row("a", segments_known=FIVE)).about == "As-is journey · all segments"
    assert shown(row("a", segments=FIVE)).about == "As-is journey · P0, P1, P2, 2 more"


def test_names_of_another_language_than_our_words_are_set_apart() -> None:
    each = shown(row("a", lang="fr", people=FIVE[:1]), lang="de")
    assert each.about == "Ist-Journey · \u2068P0\u2069"


def test_choices_are_sorted_by_name_and_rows_know_their_places() -> None:
    one = row("a", owner="Zoo", segments=(Named("z", "alpha"),), people=(Named("p", "Bob"),))
    two = row("b", owner="apes", segments_known=(Named("a", "Beta"), Named("z", "other name")), lang="de")
    choices, _ = choices_of([one, two])
    assert choices.owners == (("apes", "de"), ("Zoo", "en"))
    assert choices.segments == (("alpha", "en"), ("Beta", "de"))
    assert choices.people == (("Bob", "en"),)
    assert (shown(one, two).owner, shown(one, two).segments, shown(one, two).people) == (1, (0,), (0,))
    assert (shown(two, one).owner, shown(two, one).segments, shown(two, one).people) == (0, None, ())


def test_the_line_of_a_maps_scores_takes_two_earlier_audits() -> None:
    one = row("a", score=ScoreKept("70", "C", "", "action"), runs=(("2026-08-20", "80"),))
    assert shown(one).spark == ""
    two = replace(one, runs=(("2026-05-21", "60"), *one.runs))
    assert shown(two).spark == "M2 16L32 2L62 9"
    score = shown(two).score
    assert score is not None
    change = score.change
    assert change is not None
    assert (change.way, change.sign, change.text) == ("down", "▼", "−10.0 since 20\u00a0August\u00a02026")
