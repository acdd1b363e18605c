"""Where an export is written, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notewright.cli import main


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_text("See [[b]] and ![[c.png]].\n", encoding="utf-8")
    (folder / "b.md").write_text("Text.\n", encoding="utf-8")
    (folder / "c.png").write_bytes(b"\x89PNG")
    return folder


def export(vault: Path, out: Path) -> int:
    return main(["export", str(out), "--vault", str(vault)])


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_new_folder_holds_notes_files_and_the_catalogue(vault: Path, tmp_path: Path) -> None:
    assert export(vault, tmp_path / "new/out") == 0
    assert names(tmp_path / "new/out") == {"a.md", "b.md", "c.png", "index.md", "vault.json"}


def test_an_export_is_written_again_over_an_earlier_one(vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (vault / "folder").mkdir()
    (vault / "folder/old.md").write_text("Old.\n", encoding="utf-8")
    export(vault, out)
    (vault / "folder/old.md").unlink()
    (out / "mine.txt").write_text("mine", encoding="utf-8")

    assert export(vault, out) == 0
    assert names(out) == {"a.md", "b.md", "c.png", "index.md", "vault.json", "mine.txt"}
    assert not (out / "folder").exists()


def test_the_same_notes_give_the_same_bytes(vault: Path, tmp_path: Path) -> None:
    export(vault, tmp_path / "one")
    export(vault, tmp_path / "two")

    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_folder_with_files_of_others_is_refused(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.md").write_text("mine", encoding="utf-8")

    assert export(vault, out) == 2
    assert "no earlier export" in capsys.readouterr().err
    assert names(out) == {"thesis.md"}


def test_a_catalogue_of_something_else_is_no_earlier_export(vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "vault.json").write_text('{"files": ["vault.json"]}', encoding="utf-8")

    assert export(vault, out) == 2


def test_a_file_in_the_way_is_not_written_over(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    export(vault, out)
    (out / "new.md").write_text("mine", encoding="utf-8")
    (vault / "new.md").write_text("Theirs.\n", encoding="utf-8")

    assert export(vault, out) == 2
    assert "new.md is in the way" in capsys.readouterr().err
    assert (out / "new.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("place", ["vault", "vault/out", "."])
def test_the_notes_and_the_export_are_apart(vault: Path, tmp_path: Path, place: str) -> None:
    assert export(vault, tmp_path / place) == 2
    assert names(vault) == {"a.md", "b.md", "c.png"}


@pytest.mark.parametrize("name", ["../vault/a.md", "/etc/none", "folder/../../vault/a.md"])
def test_a_catalogue_removes_nothing_outside_its_folder(vault: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    export(vault, out)
    catalogue = json.loads((out / "vault.json").read_text(encoding="utf-8"))
    catalogue["files"].append(name)
    (out / "vault.json").write_text(json.dumps(catalogue), encoding="utf-8")

    assert export(vault, out) == 0
    assert (vault / "a.md").exists()


def test_an_error_in_a_note_gives_exit_code_1_and_all_is_written(vault: Path, tmp_path: Path) -> None:
    (vault / "wrong.md").write_text("```dataview\nTABEL x\n```\n", encoding="utf-8")

    assert export(vault, tmp_path / "out") == 1
    assert "wrong.md" in names(tmp_path / "out")


def test_the_catalogue_says_how_the_notes_hang_together(vault: Path, tmp_path: Path) -> None:
    (vault / "b.md").write_text("---\naliases: [B]\npermalink: /far/b\n---\n#tag\n", encoding="utf-8")
    export(vault, tmp_path / "out")
    catalogue = json.loads((tmp_path / "out/vault.json").read_text(encoding="utf-8"))
    a, b = catalogue["notes"]

    assert catalogue["files"] == sorted(names(tmp_path / "out"))
    assert [link["path"] for link in a["links"]] == ["b.md", "c.png"]
    assert b["backlinks"] == ["a.md"]
    assert (b["file"], b["address"], b["tags"], b["aliases"]) == ("far/b.md", "far/b/", ["tag"], ["B"])


def test_the_catalogue_has_links_in_answers_where_the_site_counts_them(vault: Path, tmp_path: Path) -> None:
    (vault / "a.md").write_text("```dataview\nLIST\n```\n", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    text = "site_name: x\ndocs_dir: vault\nplugins: [{notewright: {dataview: {count_links: %s}}}]\n"

    found = {}
    for counts in ("true", "false"):
        config.write_text(text % counts, encoding="utf-8")
        assert main(["export", str(tmp_path / counts), "--config-file", str(config)]) == 0
        a, b = json.loads((tmp_path / counts / "vault.json").read_text(encoding="utf-8"))["notes"]
        found[counts] = (a["answers"], a["backlinks"], b["answers"], b["backlinks"])

    assert found == {"true": (["b.md"], [], [], ["a.md"]), "false": ([], [], [], [])}
