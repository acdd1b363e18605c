"""What other libraries answered, as `scripts/record-libraries` wrote it down, is what our facts say of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from libraries.agreement import disagreement
from libraries.answer import Answer
from libraries.claims import Claim, claims
from libraries.differences import DIFFERENCES, Difference, is_other
from libraries.record import Record, recorded_differences, records

RECORDS = records()
DIFFERENT = recorded_differences()


def _title(record: Record) -> str:
    return f"{record.name}-{record.library}"


def _named(difference: Difference) -> str:
    return "-".join(difference.key)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: f"{claim.name}-{claim.library}")
def test_the_call_that_a_loss_names_was_asked(claim: Claim) -> None:
    asked = {(record.name, record.library, record.call) for record in RECORDS}

    assert (claim.name, claim.library, claim.equivalent.call) in asked, "run scripts/record-libraries"


def test_nothing_is_recorded_that_no_loss_names() -> None:
    named = {(claim.name, claim.library, claim.equivalent.call) for claim in claims()}

    assert {(record.name, record.library, record.call) for record in RECORDS} <= named


@pytest.mark.parametrize("record", RECORDS, ids=_title)
def test_the_answer_is_the_claimed_factor_times_ours(record: Record) -> None:
    assert not disagreement(Claim(record.name, record.library), record.answer)


@pytest.mark.parametrize("record", RECORDS, ids=_title)
def test_an_answer_says_something(record: Record) -> None:
    value, gradient = record.answer.value, record.answer.gradient

    assert value or np.any(gradient)
    assert np.isfinite([value or 0.0, *np.ravel([] if gradient is None else gradient)]).all()


def test_another_factor_would_be_noticed() -> None:
    claim = Claim("huber", "torch")
    claim.equivalent = replace(claim.equivalent, factor=0.5)

    assert disagreement(claim, _answer("huber", "torch")).startswith("value: ")


def test_another_gradient_would_be_noticed() -> None:
    _, value, gradient = answer = _answer("huber", "torch")

    assert disagreement(Claim("huber", "torch"), Answer(answer.arguments, value, -np.array(gradient))).startswith(
        "gradient: "
    )


@pytest.mark.parametrize("difference", DIFFERENCES, ids=_named)
def test_a_difference_is_what_the_facts_say(difference: Difference) -> None:
    assert difference.says in Claim(difference.name, difference.library).equivalent.note


@pytest.mark.parametrize("difference", DIFFERENCES, ids=_named)
def test_where_a_library_differs_it_answered_otherwise(difference: Difference) -> None:
    assert is_other(DIFFERENT[difference.key], difference.ours())


def test_the_differences_that_are_told_are_those_that_were_recorded() -> None:
    assert DIFFERENT.keys() == {difference.key for difference in DIFFERENCES}, "run scripts/record-libraries"


def test_last_digits_are_no_difference() -> None:
    assert not is_other([1.0 + 1e-9, float("nan")], [1.0, float("nan")])


def _answer(name: str, library: str) -> Answer:
    return next(record.answer for record in RECORDS if (record.name, record.library) == (name, library))
