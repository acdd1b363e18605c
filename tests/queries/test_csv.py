"""csv() reads files of the vault, and gives the app's answers; `app/csv.json` has those of its own engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from memory_notes import NOW, read_folder
from rendered import rendered_page

from notewright.build.open import open_project
from notewright.build.pages import VaultPages
from notewright.build.queried import queried_pages
from notewright.build.read import read_vault, walk
from notewright.build.settings import Cache, Publish, Settings
from notewright.dataview import ExecutionError, execute, parse, query_error_to_json, to_json

APP = Path(__file__).parent / "app"
CASES = json.loads((APP / "csv.json").read_text(encoding="utf-8"))
NOTES = read_folder(APP / "csv")


def answer(text: str, origin: str | None, pages: VaultPages = NOTES) -> Any:
    try:
        return to_json(execute(parse(text), pages, origin, NOW))
    except ExecutionError as error:
        return query_error_to_json(error)


def rows(text: str, pages: VaultPages) -> Any:
    return answer(text, None, pages).get("rows", "Failed to load")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_the_answer_is_the_app_s(case: dict[str, Any]) -> None:
    assert answer(case["text"], case["origin"]) == case["answer"]


def test_a_file_that_was_read_is_among_what_the_answer_was_made_from() -> None:
    assert "s.csv" in execute(parse('LIST FROM csv("s.csv")'), NOTES, None, NOW).read


@pytest.mark.parametrize("path", ["HTTPS://example.org/x.csv", "http://x/y.csv", "file:///etc/x.csv"])
def test_no_other_site_is_asked(path: str) -> None:
    with pytest.raises(ExecutionError, match="a build asks no other site"):
        execute(parse(f'LIST FROM csv("{path}")'), NOTES, None, NOW)


@pytest.mark.parametrize(
    "path", ["../secret.csv", "/../secret.csv", "link.csv", "folder/secret.csv", "{root}/secret.csv"]
)
def test_no_path_leaves_the_vault(path: str, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (tmp_path / "secret.csv").write_text("a\n1\n")
    (vault / "a.md").write_text("")
    (vault / "inside.csv").write_text("a\n1\n")
    (vault / "link.csv").symlink_to(tmp_path / "secret.csv")
    (vault / "folder").symlink_to(tmp_path)
    pages = read_folder(vault)

    assert rows('LIST FROM csv("inside.csv")', pages) == [{"id": "inside.csv#0"}]
    assert rows(f'LIST FROM csv("{path.replace("{root}", str(tmp_path))}")', pages) == "Failed to load"


def test_a_private_file_is_not_read_and_links_in_others_name_nothing_private(tmp_path: Path) -> None:
    (tmp_path / "Secret.md").write_text("---\npublish: false\n---\n")
    (tmp_path / "private.csv").write_text("a\n1\n")
    (tmp_path / "public.csv").write_text("a,b\n[[Secret]],see [[Secret|it]] [[Public]]\n")
    pages = queried_pages(read_vault(walk(tmp_path), tmp_path, Publish(exclude=("private.csv",))))

    assert rows('LIST FROM csv("private.csv")', pages) == "Failed to load"
    assert rows('TABLE WITHOUT ID a, b FROM csv("public.csv")', pages) == [
        [{"link": "███"}, "see [[███|it]] [[Public]]"]
    ]


@pytest.mark.parametrize("name", ["S", "A note with a long name", "[x] y"])
def test_a_private_name_in_a_file_shows_neither_its_length_nor_signs_of_the_gate(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.md").write_text("---\npublish: false\n---\n")
    (tmp_path / "public.csv").write_text(f"a\n[w]({name.replace(' ', '%20')}.md) [[Public]]\n", encoding="utf-8")
    pages = queried_pages(read_vault(walk(tmp_path), tmp_path))

    assert rows('TABLE WITHOUT ID a FROM csv("public.csv")', pages) == [["[w](███) [[Public]]"]]


def test_an_address_in_a_file_that_leads_to_a_private_note_is_gone(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\npublish: false\n---\n")
    (tmp_path / "a.csv").write_text(
        'a\n"<a href=""../secret/"">w</a> <img src=\'secret.md\'>"\n<a href=/other/>w</a>\n'
    )
    pages = queried_pages(read_vault(walk(tmp_path), tmp_path, Publish()))

    assert rows('LIST WITHOUT ID a FROM csv("a.csv")', pages) == [
        {"value": "<a >w</a> "},
        {"value": "<a href=/other/>w</a>"},
    ]


def test_signs_of_the_gate_in_a_file_are_none(tmp_path: Path) -> None:
    (tmp_path / "public.csv").write_text("a\n\ufdd3x\ufdd7\n", encoding="utf-8")
    pages = queried_pages(read_vault(walk(tmp_path), tmp_path))

    assert rows('TABLE WITHOUT ID a FROM csv("public.csv")', pages) == [["\ufffdx\ufffd"]]


def test_fields_of_a_file_are_not_doubted(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("ratings\n1\n")
    (tmp_path / "a.md").write_text('---\nrating: 1\n---\n```dataview\nTABLE ratings FROM csv("p.csv")\n```\n')
    (tmp_path / "b.md").write_text("```dataview\nTABLE ratings\n```\n")
    project = open_project(walk(tmp_path), tmp_path, tmp_path, Settings(cache=Cache(dir="")), NOW)

    assert [problem.path for problem in project.diagnostics if problem.code == "DQL004"] == ["b.md"]


def test_a_private_file_fails_on_the_page_as_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "private.csv").write_text("a\n1\n")
    (tmp_path / "a.md").write_text('```dataview\nLIST FROM csv("private.csv")\n```\n')
    settings = Settings(publish=Publish(exclude=("private.csv",)), cache=Cache(dir=""))
    project = open_project(walk(tmp_path), tmp_path, tmp_path, settings, NOW)

    assert "Failed to load data from path &#x27;███&#x27;" in rendered_page(project, "a.md")
    assert [problem.code for problem in project.diagnostics if problem.path == "a.md"] == ["DQL002"]
