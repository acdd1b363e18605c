"""Where a note is named without a link."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notewright.vault import Vault
from notewright.vault.mentions import mentions, names


def found(text: str, *called: str) -> dict[str, list[str]]:
    """What `note.md` mentions: the words, by the names of the notes that they mean."""
    vault = Vault.of({"note.md": text, **{f"{name}.md": "" for name in called}})
    return {
        path.removesuffix(".md"): [text[slice(*mention.span)] for mention in places]
        for path, places in mentions(vault.notes.values()).items()
    }


def test_a_name_in_the_text_is_a_mention() -> None:
    assert found("The Huber loss is smooth.", "Huber loss") == {"Huber loss": ["Huber loss"]}


@pytest.mark.parametrize(
    "text",
    [
        "`Huber loss`",
        "```\nHuber loss\n```",
        "    Huber loss",
        "$Huber loss$",
        "$$\nHuber loss\n$$",
        "[[Huber loss]]",
        "[[x|Huber loss]]",
        "[Huber loss](x.md)",
        "[Huber loss](https://x.y)",
        "[Huber loss][1]",
        "[x][Huber loss]",
        "[Huber loss]: https://x.y",
        "<a href='x'>Huber loss</a>",
        "<u title='Huber loss'>",
        "<div>\nHuber loss\n</div>",
        "%%Huber loss%%",
        "<!-- Huber loss -->",
        "---\nx: Huber loss\n---\n",
        "Huber lossy",
        "xHuber loss",
        "Huber `x` loss",
    ],
)
def test_what_is_no_prose_or_no_whole_name_is_no_mention(text: str) -> None:
    assert found(text, "Huber loss") == {}


@pytest.mark.parametrize(
    "text", ["https://huber.org/Huber", "www.huber.org", "a.huber@huber.org", "#huber", "<https://huber.org>"]
)
def test_an_address_or_a_tag_is_no_mention(text: str) -> None:
    assert found(f"{text} and Huber", "Huber") == {"Huber": ["Huber"]}


@pytest.mark.parametrize(
    "text",
    [
        "huber LOSS.",
        "## The Huber loss",
        "- **Huber loss**",
        "_Huber loss_",
        "> Huber\n> loss",
        "| a |\n|---|\n| Huber loss |",
        "[^1]: Huber loss",
        "Huber loss[^1]",
        "<u>Huber loss</u>",
        "Huber loss's",
        "`x` Huber loss",
        "<a href='x'>x</a> Huber loss",
    ],
)
def test_case_emphasis_and_place_do_not_matter(text: str) -> None:
    assert len(found(text, "Huber loss").get("Huber loss", [])) == 1


def test_the_longest_name_counts() -> None:
    assert found("Huber loss and loss", "loss", "Huber loss", "Huber") == {
        "Huber loss": ["Huber loss"],
        "loss": ["loss"],
    }


def test_a_name_that_only_begins_gives_way_to_a_shorter_one() -> None:
    assert found("Huber loss of", "Huber loss function", "Huber") == {"Huber": ["Huber"]}


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("機械学習の基礎", "機械学習", ["機械学習"]),
        ("私は東京に住む", "東京", ["東京"]),
        ("เรียนภาษาไทยวันนี้", "ภาษาไทย", ["ภาษาไทย"]),
        ("Это функция потерь.", "Функция потерь", ["функция потерь"]),
        ("caf\u00e9 and cafe\u0301", "cafe\u0301", ["caf\u00e9", "cafe\u0301"]),
        ("हिन्दी में", "हिन्दी", ["हिन्दी"]),
        ("I use C++ and C#", "C++", ["C++"]),
        ("It’s so", "It's so", ["It’s so"]),
        ("İstanbul and İzmir", "İzmir", ["İzmir"]),
    ],
)
def test_any_script_and_sign(text: str, name: str, words: list[str]) -> None:
    assert found(text, name) == {name: words}


@pytest.mark.parametrize(("text", "name"), [("हिन्दी", "हिन"), ("กาน", "กา9"), ("a b", "a b c"), ("한국어는", "한국")])
def test_a_part_of_a_word_is_no_mention(text: str, name: str) -> None:
    assert found(text, name) == {}


@pytest.mark.parametrize("name", ["ab", "C#", "2024", "3.14", "index", "README", "日", "- - -", "😀😀😀"])
def test_a_name_that_says_too_little_is_left_out(name: str) -> None:
    assert list(names(Vault.of({f"{name}.md": ""}).notes[f"{name}.md"])) == []


def test_titles_and_aliases_are_names_and_a_note_does_not_mention_itself() -> None:
    about = "---\ntitle: Squared error\naliases: [MSE, L2 loss]\n---\nSquared error\n"
    vault = Vault.of({"se.md": about, "other.md": "MSE, the l2 loss or squared error\n"})

    assert [(m.origin, m.span.start) for m in mentions(vault.notes.values())["se.md"]] == [
        ("other.md", 0),
        ("other.md", 9),
        ("other.md", 20),
    ]


WORDS = st.sampled_from(["red", "Red", "green", "blue", "is", "a"])
CALLED = st.lists(st.sampled_from(["red", "green", "blue", "sky"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=30), st.sets(CALLED, min_size=1, max_size=6))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_reading_once_finds_what_an_alternation_of_all_names_finds(words: list[str], called: set[str]) -> None:
    text = " ".join(words)
    longest_first = "|".join(sorted(map(re.escape, called), key=len, reverse=True))
    expected: dict[str, list[str]] = {}
    for match in re.finditer(rf"\b(?:{longest_first})\b", text, re.IGNORECASE):
        expected.setdefault(match[0].lower(), []).append(match[0])

    assert found(text, *called) == expected


@given(st.text(max_size=60), st.text(alphabet="ab _[]:@.日*", min_size=3, max_size=8))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_a_mention_is_a_name_whatever_stands_around_it(text: str, name: str) -> None:
    vault = Vault.of({"note.md": text, "x.md": f"---\naliases: [{name!r}]\n---\n"})

    for mention in mentions(vault.notes.values()).get("x.md", ()):
        words = text[slice(*mention.span)]
        assert "".join(words.lower().split()) == "".join(name.lower().split())


@pytest.mark.parametrize("piece", ["a b ", "a.", "[a", "a_", "a@b", "](", "日", "www.", "a://", "[a][", "\u0301"])
def test_the_time_grows_with_the_text(piece: str) -> None:
    def once(size: int) -> float:
        vault = Vault.of({"note.md": piece * size, "x.md": f"---\naliases: [{'a b ' * 30!r}]\n---\n"})
        _ = vault.notes["note.md"].title
        start = time.process_time()
        mentions(vault.notes.values())
        return time.process_time() - start

    def seconds(size: int) -> float:
        return min(once(size) for _ in range(3))  # a machine at work on other things is slow now and then

    assert seconds(16_000) < 40 * seconds(1_000) + 0.2
