"""Strategies for notes: any soup of signs, and documents that are built as people build them."""

from __future__ import annotations

from hypothesis import strategies as st

_SIGNS = [
    *("[[", "]]", "![[", "|", "#", "^", "`", "``", "```", "~~~", "$", "$$", "%%", "<!--", "-->", "<b>", "](", ")"),
    *(
        "[",
        "\\",
        ">",
        "> ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "# ",
        "---",
        "===",
        "| a | b |\n|---|---|\n",
        "*",
    ),
    *("word", " ", "a. B", "é", "😀", "\x00", "!!! note\n    ", "[^1]: ", "^id", "#tag", "[a](b)", "[[X]]", "<div>\n"),
]

soups = st.lists(st.sampled_from(_SIGNS), max_size=25).map("".join) | st.text(max_size=30)
"""Texts in which constructs begin, break off and cross."""

_WORDS = st.sampled_from(["a", "b c", "word and word", "*em*", "`x`", "1984", "see it"])
_PARAGRAPH = st.lists(_WORDS, min_size=1, max_size=3).map("\n".join)
_LEAVES = st.one_of(
    _PARAGRAPH,
    st.builds(lambda level, word: f"{'#' * level} {word}", st.integers(1, 6), _WORDS),
    st.builds(lambda text, line: f"{text}\n{line}", _PARAGRAPH, st.sampled_from(["===", "---", "-", "=="])),
    st.builds(lambda sign, code: f"{sign}py\n{code}\n{sign}", st.sampled_from(["```", "~~~~"]), _PARAGRAPH),
    st.just("```\n\n- a\n> b\n\n```"),
    st.just("    code\n\n      more"),
    st.just("| a | b |\n|---|:-:|\n| c | d |"),
    st.sampled_from(["***", "- - -", "___"]),
    st.just("<div>\n- a\n</div>"),
    st.just("<!-- c -->"),
)


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else "" for line in lines[1:])])


def _quote(text: str, sign: str) -> str:
    return "\n".join((sign + line).rstrip() for line in text.split("\n"))


def _list(items: list[str], marker: str, gap: str) -> str:
    return gap.join(_indented(item, f"{marker} ", " " * (len(marker) + 1)) for item in items)


def _holders(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        st.builds(_quote, blocks, st.sampled_from(["> ", ">"])),
        st.builds(
            _list,
            st.lists(blocks | st.just(""), min_size=1, max_size=3),
            st.sampled_from(["-", "*", "1.", "3)", "10."]),
            st.sampled_from(["\n", "\n\n"]),
        ),
    )


documents = st.builds(
    lambda blocks, gap: gap.join(blocks),
    st.lists(st.recursive(_LEAVES, _holders, max_leaves=6), min_size=1, max_size=4),
    st.sampled_from(["\n\n", "\n"]),
)
"""Documents of nested lists, quotes, code, tables, headings and paragraphs."""
