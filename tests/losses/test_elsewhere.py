"""What other libraries answered, as `scripts/record-libraries` wrote it down, is what our facts say of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from libraries.agreement import disagreement
from libraries.answer import Answer
from libraries.claims import Claim, claims
from libraries.record import Record, records

RECORDS = records()


def _title(record: Record) -> str:
    return f"{record.name}-{record.library}"


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


def _answer(name: str, library: str) -> Answer:
    return next(record.answer for record in RECORDS if (record.name, record.library) == (name, library))
