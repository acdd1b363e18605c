"""Nothing depends on what private sections hold: neither a byte of the site nor one of the export.

With the gate open, each page differs.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from test_canaries import pass_everything
from written import PUBLIC, output, place, texts

from notewright.build import read

TEXTS = texts("sections.md")
SHORT, LONG = "zq ha", "zqéha  zqäha  zqoha"
LINES = {SHORT: "zqa", LONG: "zqa\nzqe\n- zqo\n- [ ] zqu"}


def vault(words: str) -> Mapping[str, str | bytes]:
    notes = {
        f"{place(number)}.md": text.replace("SECRET", words).replace("LINES", LINES[words])
        for number, text in enumerate(TEXTS.values())
    }
    return {**PUBLIC, **notes}


def pair(factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    return output(factory.mktemp("short"), vault(SHORT)), output(factory.mktemp("long"), vault(LONG))


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    return pair(tmp_path_factory)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "admit", pass_everything)
        return pair(tmp_path_factory)


def test_no_byte_depends_on_what_is_private(shut: tuple[Mapping[str, bytes], Mapping[str, bytes]]) -> None:
    short, long = shut

    assert set(short) == set(long)
    assert [path for path in short if short[path] != long[path]] == []


def test_no_word_and_no_sign_is_anywhere(shut: tuple[Mapping[str, bytes], Mapping[str, bytes]]) -> None:
    words = [b"zq", *(chr(code).encode() for code in range(0xFDD0, 0xFDE0))]

    assert [path for path, data in shut[0].items() for word in words if word in data] == []


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=list(TEXTS))
def test_with_the_gate_open_the_page_differs(
    number: int, opened: tuple[Mapping[str, bytes], Mapping[str, bytes]]
) -> None:
    short, long = opened
    files = (f"{place(number)}/index.html", f"export/{place(number)}.md")

    assert any(short[file] != long[file] for file in files)
