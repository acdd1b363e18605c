"""Only the time of a script itself counts fully."""

from __future__ import annotations

import time
from threading import Event

from notewright.dataview.javascript.watch import Watch


def test_the_time_is_over_when_the_script_runs_on() -> None:
    over = Event()
    watch = Watch(0.05, 60, over.set)

    assert over.wait(5)
    watch.stop()
    assert watch.is_over


def test_the_time_of_an_answer_hardly_counts() -> None:
    watch = Watch(0.4, 60, lambda: None)

    with watch.answering():
        time.sleep(0.8)
    watch.stop()

    assert not watch.is_over


def test_a_call_within_an_answer_is_the_script_again() -> None:
    over = Event()
    watch = Watch(0.2, 60, over.set)

    with watch.answering(), watch.calling():
        assert over.wait(5)
    watch.stop()

    assert watch.is_over


def test_all_together_has_a_limit_too() -> None:
    over = Event()
    watch = Watch(60, 0.05, over.set)

    with watch.answering():
        assert over.wait(5)
    watch.stop()

    assert watch.is_all_over


def test_the_end_of_the_script_s_own_time_is_not_that_of_all() -> None:
    over = Event()
    watch = Watch(0.05, 60, over.set)

    assert over.wait(5)
    watch.stop()
    assert not watch.is_all_over
