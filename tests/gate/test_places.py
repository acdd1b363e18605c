"""Whatever is taken out of a note, everything else stays where it is."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_texts import documents, soups

from notewright.build.gate import admit
from notewright.build.settings import Publish
from notewright.text import Source
from notewright.vault import Note, read_note
from notewright.vault.inline_query import InlinePrefixes
from notewright.vault.syntax.redacted import MASK, NOTHING, Redacted, match, redaction, unveiled

TAKEN = st.sampled_from(
    [
        "[[S]]",
        "![[S|x]]",
        "[a\nb](S.md)",
        "`= [[S]]`",
        "<img src=S.md>",
        "%% private %%",
        "%%/private%%",
        "[a]: S.md\n",
        "[a]",
        "\n\n# a %%/private%% b\n",
        "\n\n> [!note] a %%/private%% b\n> c\n",
        "\n\n| a | %%/private%% b |\n|---|---|\n| c | d |\n",
        "\n\na\n%%/private%% b\n---\n",
    ]
)
texts = st.lists(soups | documents | TAKEN | TAKEN, max_size=8).map("".join)


def admitted(text: str) -> Note:
    notes = [
        read_note(Source("S.md", "---\npublish: false\n---\n")),
        read_note(Source("a.md", f"---\nb: 1\n---\n{text}")),
    ]
    return admit(notes, {}, Publish()).vault.notes["a.md"]


@given(texts)
def test_no_place_of_a_note_moves(text: str) -> None:
    before, after = f"---\nb: 1\n---\n{text}", admitted(text).source.text

    assert len(after) == len(before)
    assert [found.start() for found in re.finditer("\n", after)] == [
        found.start() for found in re.finditer("\n", before)
    ]


@given(texts)
def test_tokens_are_in_their_order_and_none_covers_another(text: str) -> None:
    spans = [token.span for token in admitted(text).tokens]

    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_redaction_is_read_back() -> None:
    written = "[[S|a \\| b]]"
    made = redaction(written, "\ufdd3", 4, 10)

    assert len(made) == len(written)
    assert match(made, 0, len(made)) == Redacted((0, len(made)), display="a | b")
    assert unveiled(f"x {made} y") == "x a | b y"


def test_a_redaction_of_whole_lines_takes_the_line_end_along() -> None:
    text = f"a\n{redaction('secret', NOTHING)}\nb {redaction('secret', NOTHING)}\nc"
    note = read_note(Source("a.md", text))

    assert [text[slice(*token.span)].endswith("\n") for token in note.tokens if isinstance(token, Redacted)] == [
        True,
        False,
    ]


def test_a_query_with_the_authors_prefix_names_nothing_private() -> None:
    notes = [
        read_note(Source("S.md", "---\npublish: false\n---\n")),
        read_note(Source("a.md", "`dv: [[S]].x` `= [[S]].x`")),
    ]
    found = admit(notes, {}, Publish(), InlinePrefixes("dv:")).vault.notes["a.md"]

    assert found.source.text == f"`dv: [[{MASK}]].x` `= [[S]].x`"
