"""Fields are found in tokens; whatever is written, no sign of it is lost, and no text takes long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import rendered

from notewright.build.inline_fields import InlineField, with_fields
from notewright.text import Span
from notewright.vault.scan import scan_inline
from notewright.vault.token import Token

TEXTS = st.text(alphabet="[]()::\\`$ab *\n!", max_size=40)


def spans(tokens: Iterable[Token]) -> Iterator[Span]:
    return (token.span for token in tokens)


@given(TEXTS)
def test_laid_end_to_end_the_tokens_are_the_text(text: str) -> None:
    at = 0
    for start, end in spans(with_fields(scan_inline(text, 0, len(text)), text)):
        assert start == at
        at = end
    assert at == len(text)


@given(TEXTS)
def test_key_and_value_of_a_field_are_parts_of_it(text: str) -> None:
    for token in with_fields(scan_inline(text, 0, len(text)), text):
        if isinstance(token, InlineField):
            for inner in (token.key_tokens, token.value_tokens):
                written = "".join(text[start:end] for start, end in spans(inner))
                assert written == (token.name if inner is token.key_tokens else token.value)


@pytest.mark.parametrize("piece", ["[a::", "(a:: b) ", "[a:: [", "(a::b\n", "[a:: `x` $y$ [[z]] ", "[a:: `x`] "])
def test_the_time_grows_with_the_text(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        tokens = scan_inline(text, 0, len(text))
        start = time.perf_counter()
        list(with_fields(tokens, text))
        return time.perf_counter() - start

    short = min(seconds(1_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < 40 * short + 0.05


def test_a_field_in_a_field_is_a_field_too() -> None:
    html = rendered("[a:: one (b:: two)]\n")

    assert html.count('class="notewright-field dataview inline-field"') == 2
