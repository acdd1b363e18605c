"""The installed libraries answer what our facts say of them; `pip install '.[libraries]'` brings them."""

from __future__ import annotations

import os

import pytest
from libraries.agreement import disagreement
from libraries.claims import claims
from libraries.record import PACKAGES, answers, missing

os.environ.setdefault("KERAS_BACKEND", "torch")


@pytest.mark.slow
@pytest.mark.parametrize("library", PACKAGES)
def test_each_call_is_the_claimed_factor_times_ours(library: str) -> None:
    if absent := missing(library):
        pytest.skip(f"{' and '.join(absent)} not installed; `pip install '.[libraries]'` brings them")
    asked = [claim for claim in claims() if claim.library == library]

    wrong = {claim.name: disagreement(claim, answer) for claim in asked for answer in answers(claim)}

    assert not {name: told for name, told in wrong.items() if told}
