"""However an author types the name of a private note to lead to it, it is in no byte of the site or the export.

With the gate open, each is in the page of the note that holds it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_canaries import pass_everything
from written import PUBLIC, output, place, texts

from notewright.build import read

TEXTS = texts("names.md")
WORDS = {title: f"zq{number:03d}ha" for number, title in enumerate(TEXTS)}
PRIVATE = "---\npublish: false\n---\n"
NOTE = (
    "---\npublish: false\npermalink: /p{0}/\naliases: [al{0}]\ntitle: ti{0}\ntags: [t{0}]\n---\n"
    "# he{0}\n\nText ^bl{0}\n"
)


def vault(ending: str = "") -> Mapping[str, str | bytes]:
    files: dict[str, str | bytes] = dict(PUBLIC)
    for number, (title, text) in enumerate(TEXTS.items()):
        word = WORDS[title] + ending
        written = text.replace("NAME_UPPER", word.upper()).replace("NAME", word).replace("REST", word[1:])
        files |= {f"{place(number)}.md": written, f"{word}.md": NOTE.format(word), f"priv{word}.png": "PNG"}
        files |= {f"folder/{word}.md": PRIVATE, f"f{word}/note.md": PRIVATE, f"\u00e9{word}.md": PRIVATE}
    return files


def readable(files: Mapping[str, bytes]) -> Mapping[str, str]:
    return {
        path: unicodedata.normalize("NFKC", data.decode("utf-8", "replace")).lower() for path, data in files.items()
    }


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return readable(output(tmp_path_factory.mktemp("shut"), vault()))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "admit", pass_everything)
        return readable(output(tmp_path_factory.mktemp("opened"), vault()))


@pytest.mark.parametrize("title", TEXTS)
def test_a_name_is_nowhere(title: str, shut: Mapping[str, str]) -> None:
    end = WORDS[title][1:]

    assert [path for path, text in shut.items() if end in text or end in path.lower()] == []


def test_no_byte_depends_on_how_long_names_are(shut: Mapping[str, str], tmp_path: Path) -> None:
    longer = readable(output(tmp_path, vault("yyyyyyyyyy")))

    assert [path for path in {*shut, *longer} if shut.get(path) != longer.get(path)] == []


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=list(TEXTS))
def test_with_the_gate_open_it_is_on_the_page(number: int, opened: Mapping[str, str]) -> None:
    assert f"q{number:03d}ha" in opened[f"{place(number)}/index.html"] + opened[f"export/{place(number)}.md"]


def test_the_pages_are_there(shut: Mapping[str, str]) -> None:
    assert {f"{place(number)}/index.html" for number in range(len(TEXTS))} < set(shut)


def test_no_sign_of_the_gate_is_anywhere(shut: Mapping[str, str]) -> None:
    signs = {chr(code) for code in range(0xFDD0, 0xFDE0)}

    assert [path for path, text in shut.items() if signs & set(text)] == []
