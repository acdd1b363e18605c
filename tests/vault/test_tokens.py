"""What holds for the tokens of any note."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_texts import documents, soups

from notewright.text import Source
from notewright.vault import read_note
from notewright.vault.scan import scan, scan_inline, tile
from notewright.vault.sentence import citing_sentence
from notewright.vault.syntax.wikilink import WikiLink
from notewright.vault.token import Mark

TEXTS = soups | documents
often = settings(max_examples=300, deadline=None, derandomize=True)
FRONT_MATTER = "---\na: 1\n---\n"


def tiled(text: str, start: int = 0) -> str:
    """The text that the tokens cover, laid end to end."""
    spans = [token.span for token in tile(text, scan(text, start), start)]
    assert all(before.end == after.start for before, after in pairwise(spans))
    return "".join(text[span.start : span.end] for span in spans)


@often
@given(TEXTS)
def test_tokens_laid_end_to_end_are_the_note(text: str) -> None:
    assert tiled(text) == text


@often
@given(TEXTS)
def test_tokens_cover_the_note_after_its_properties(text: str) -> None:
    assert tiled(FRONT_MATTER + text, len(FRONT_MATTER)) == text


@often
@given(TEXTS)
def test_no_token_is_empty(text: str) -> None:
    assert all(token.span.start < token.span.end for token in tile(text, scan(text)))


@often
@given(TEXTS)
def test_scanning_twice_gives_the_same(text: str) -> None:
    assert scan(text) == scan(text)


@often
@given(TEXTS)
def test_inline_tokens_are_the_line(text: str) -> None:
    tokens = scan_inline(text, 0, len(text))

    assert "".join(text[token.span.start : token.span.end] for token in tokens) == text


@often
@given(TEXTS)
def test_a_wikilink_is_written_in_brackets_at_its_place(text: str) -> None:
    for passage in scan(text):
        for token in passage.tokens:
            if isinstance(token, WikiLink):
                written = text[token.span.start : token.span.end]
                assert written.removeprefix("!").startswith("[[")
                assert written.endswith("]]")
                assert "\n" not in written


@often
@given(soups.filter(lambda text: "`" not in text and "\n" not in text))
def test_a_link_in_code_is_never_a_link(text: str) -> None:
    note = read_note(Source("a.md", f"x `{text}[[X]]` y"))

    assert note.outlinks == ()


@often
@given(soups.filter(lambda text: "`" not in text))
def test_a_link_in_a_fence_is_never_a_link(text: str) -> None:
    note = read_note(Source("a.md", f"```\n{text}[[X]]\n```"))

    assert note.outlinks == ()


@often
@given(st.lists(st.sampled_from(["a", "A", "a 1", "a_1", "a_2", "é", "!", ""]), max_size=12))
def test_the_ids_of_headings_are_unique(names: list[str]) -> None:
    ids = [heading.id for heading in read_note(Source("a.md", "".join(f"# {name}\n" for name in names))).headings]

    assert len(ids) == len(set(ids)) == len(names)


@often
@given(TEXTS)
def test_the_citing_sentence_contains_the_link(text: str) -> None:
    note = read_note(Source("a.md", text))
    for link in note.outlinks:
        if link.property is None:
            spans = [token.span for token in citing_sentence(text, note.passages, link.span)]
            assert any(span.start <= link.span.start and link.span.end <= span.end for span in spans)


@often
@given(TEXTS)
def test_reading_a_note_never_fails(text: str) -> None:
    note = read_note(Source("a.md", text))

    assert note.title
    assert len(note.tags) <= len(note.tag_uses)
    assert all(diagnostic.path == "a.md" for diagnostic in note.diagnostics)
    assert all(0 <= link.span.start <= link.span.end <= len(text) for link in note.outlinks)


@often
@given(TEXTS)
def test_a_quoted_note_has_the_same_links(text: str) -> None:
    plain = text.replace("\t", " ").replace("%%", "").replace("$$", "").rstrip()
    quoted = "\n".join(f"> {line}" for line in plain.split("\n"))

    assert [link.target for link in read_note(Source("a.md", f"\n{plain}")).outlinks] == [
        link.target for link in read_note(Source("a.md", quoted)).outlinks
    ]


def test_marks_are_what_places_a_line() -> None:
    text = "> - a\n>   b"
    (passage,) = scan(text)

    assert [text[t.span.start : t.span.end] for t in passage.tokens if isinstance(t, Mark)] == ["\n>   "]
