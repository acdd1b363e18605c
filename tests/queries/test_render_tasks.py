"""Tasks and calendars have the app's structure and classes, and what makes them usable on a page."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st
from memory_notes import NOW, MemoryNotes
from test_render import html

from notewright.dataview import Preferences, execute, parse, render
from notewright.dataview.render_calendar import weeks_of

NOTES = MemoryNotes(
    {"a.md": "# H\n- [ ] one\n    - plain\n        - [x] below\n- [/] two ^name\n", "b.md": "- [ ] three\n"}
)
QUIET = Preferences(show_result_count=False, warn_on_empty_result=False)


def rendered(query: str, preferences: Preferences | None = None) -> str:
    chosen = preferences or Preferences()
    return html(render(execute(parse(query), NOTES, "a.md", NOW, chosen), chosen))


def test_a_task_has_a_box_its_words_and_the_way_to_its_place() -> None:
    assert rendered('TASK FROM "b"') == (
        '<div class="notewright-query dataview dataview-container"><ul class="contains-task-list task-list">'
        '<li class="dataview task-list-item" data-task=" ">[ ]{three in b.md}'
        '<span class="notewright-task-place"> {in b → b.md}</span></li></ul></div>'
    )


def test_what_stands_below_a_task_is_shown_below_it_once() -> None:
    text = rendered('TASK FROM "a"')

    assert text.count("{below in a.md}") == 1
    assert '<ul class="contains-task-list task-list"><li class="dataview task-list-basic-item">{plain in a.md}' in text


def test_all_states_but_the_space_are_checked() -> None:
    assert '<li class="dataview task-list-item is-checked" data-task="/">[/]' in rendered('TASK WHERE status = "/"')


def test_the_place_of_a_task_with_a_name_is_its_block() -> None:
    assert "{in a > name → a.md}" in rendered('TASK WHERE status = "/"')


def test_groups_have_headings_with_counts_of_all_their_tasks() -> None:
    text = rendered('TASK FROM "a" GROUP BY file.name')

    assert '<h4>{a}<span class="dataview small-text">3</span></h4><div class="dataview result-group"><ul ' in text


def test_counts_and_what_is_said_of_nothing_can_be_switched_off() -> None:
    assert "small-text" not in rendered("TASK GROUP BY file.name", QUIET)
    assert rendered("TASK WHERE false", QUIET) == (
        '<div class="notewright-query dataview dataview-container"><ul class="contains-task-list task-list"></ul></div>'
    )


def test_no_task_is_said() -> None:
    assert rendered("TASK WHERE false") == (
        '<div class="notewright-query dataview dataview-container"><div class="dataview dataview-error-box">'
        '<p class="dataview dataview-error-message">Dataview: No results to show for task query.</p></div></div>'
    )


def test_a_calendar_has_a_table_for_each_month() -> None:
    text = rendered('CALENDAR choice(file.name = "a", date(2024-02-29), date(2024-05-01))')

    assert re.findall("<caption>(.*?)</caption>", text) == ["February 2024", "May 2024"]
    assert text.count("<tr>") == 2 + 5 + 5
    assert '<td class="notewright-day"><time datetime="2024-02-29">29</time><ul data-day="29"><li>{a → a.md}' in text


def test_the_weeks_of_a_calendar_begin_on_monday() -> None:
    text = rendered("CALENDAR date(2024-05-01)")

    assert re.findall('abbr="(.*?)"', text)[::6] == ["Monday", "Sunday"]
    # 1 May 2024 was a Wednesday.
    assert '<tbody><tr><td class="notewright-no-day"></td><td class="notewright-no-day"></td>' in text


def test_several_notes_of_a_day_stand_in_the_order_of_the_rows() -> None:
    assert "<li>{b → b.md}</li><li>{a → a.md}</li>" in rendered("CALENDAR date(2024-05-01) SORT file.name DESC")


def test_what_has_no_date_is_not_in_a_calendar() -> None:
    text = rendered('CALENDAR choice(file.name = "a", date(2024-05-01), "soon")')

    assert "{a → a.md}" in text
    assert "{b → b.md}" not in text


def test_a_calendar_without_dates_or_rows_says_so() -> None:
    box = '<pre class="notewright-query dataview dataview-error">Dataview: {}</pre>'
    assert rendered("CALENDAR null") == box.format("No row has a date.")
    assert rendered("CALENDAR date(today) WHERE false") == box.format("Query returned 0 results.")


def test_the_years_of_many_months_are_folded_but_for_the_last() -> None:
    many = MemoryNotes({f"20{year}-{month:02}-01.md": "" for year in (23, 24) for month in range(1, 13)})
    text = html(render(execute(parse("CALENDAR file.day"), many, None, NOW)))

    assert re.findall('<details[^>]*?( open="")?><summary>(.*?)</summary>', text) == [
        ("", "2023"),
        (' open=""', "2024"),
    ]


@given(st.dates())
def test_the_weeks_of_a_month_are_the_calendar_s(day: date) -> None:
    weeks = list(weeks_of(day.year, day.month))

    assert all(len(week) == 7 for week in weeks)
    place = next(week.index(day.day) for week in weeks if day.day in week)
    assert place == day.weekday()
    days = [each for each in chain.from_iterable(weeks) if each]
    assert days == list(range(1, len(days) + 1))
