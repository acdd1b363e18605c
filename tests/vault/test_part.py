"""What holds for the part of any note that any fragment names."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_texts import documents, soups

from notewright.text import Source
from notewright.vault import Note, read_note
from notewright.vault.named_block import named_blocks
from notewright.vault.part import part

FRAGMENTS = st.sampled_from(["", "a", "^id", "a#a", "#"])


def read(text: str) -> Note:
    return read_note(Source("a.md", text))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.builds("{}\n{}\n{}".format, documents, st.sampled_from(["^id", "  ^id", "\n^id", "> ^id"]), soups), FRAGMENTS)
@example("- a\n- b\n^id\n", "^id")
def test_a_part_is_a_stretch_of_its_note(text: str, fragment: str) -> None:
    note = read(text)
    found = part(note, fragment)

    spans = [passage.block.span for passage in note.passages]
    starts = [passage.block.span.start for passage in found or ()]
    assert starts == sorted(starts)
    assert {passage.block.span for passage in found or ()} <= set(spans)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(documents, st.sampled_from(["\n\n^id\n", " ^id\n"]))
def test_every_named_block_stands_before_its_name_or_around_it(text: str, ending: str) -> None:
    note = read(text + ending)

    for block in named_blocks(note.source.text, note.passages):
        first = note.passages[block.first].block
        assert first.span.start <= block.span.start
        assert block.depth <= len(first.containers)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(documents | soups)
def test_an_empty_fragment_is_the_whole_note(text: str) -> None:
    note = read(text)

    assert part(note, "") == note.passages
