"""The installed libraries answer what our facts say of them; `pip install '.[libraries]'` brings them."""

from __future__ import annotations

import os

import pytest
from libraries.agreement import disagreement
from libraries.claims import claims
from libraries.differences import DIFFERENCES, is_other
from libraries.record import PACKAGES, answers, missing

os.environ.setdefault("KERAS_BACKEND", "torch")


@pytest.fixture(params=PACKAGES)
def library(request: pytest.FixtureRequest) -> str:
    """A library that is installed."""
    if absent := missing(request.param):
        pytest.skip(f"{' and '.join(absent)} not installed; `pip install '.[libraries]'` brings them")
    return str(request.param)


@pytest.mark.slow
def test_each_call_is_the_claimed_factor_times_ours(library: str) -> None:
    asked = [claim for claim in claims() if claim.library == library]

    wrong = {claim.name: disagreement(claim, answer) for claim in asked for answer in answers(claim)}

    assert not {name: told for name, told in wrong.items() if told}


@pytest.mark.slow
def test_where_it_differs_it_still_does(library: str) -> None:
    asked = [difference for difference in DIFFERENCES if difference.library == library]

    assert not [difference.key for difference in asked if not is_other(difference.theirs(), difference.ours())]
