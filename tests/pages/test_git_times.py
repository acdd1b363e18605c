"""`file.ctime` and `file.mtime` are those of git history where there is one, else those of the file system."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notewright.build import git_times, times
from notewright.build.git_times import History, read_history
from notewright.build.open import open_project
from notewright.build.pages import VaultPages
from notewright.build.project import Project
from notewright.build.read import read_vault, walk
from notewright.build.settings import Cache, Settings
from notewright.dataview import evaluate_inline, execute, parse

DAY = 86_400
ON_DISK = 1_900_000_000
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Repository:
    """A repository whose commits are written on given days after 1970, and all of whose files are from `ON_DISK`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", ".")

    def git(self, *words: str, day: int = 0) -> str:
        who = {f"GIT_{role}_{part}": "a@b" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": f"@{day * DAY} +0500" for role in ("AUTHOR", "COMMITTER")}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = {**kept, **who, **when, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-c", "protocol.file.allow=always", *words]
        return subprocess.run(
            command, cwd=self.folder, env=environment, check=True, capture_output=True, text=True
        ).stdout

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(text.encode())
            os.utime(self.folder / name, (ON_DISK, ON_DISK))

    def commit(self, day: int, files: Mapping[str, str]) -> None:
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x", day=day)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def days(folder: Path, name: str) -> tuple[float, float]:
    """When a note was made and changed, in days since 1970."""
    facts = read_vault(walk(folder), folder).facts[name]
    return facts.created.timestamp() / DAY, facts.modified.timestamp() / DAY


def opened(folder: Path) -> Project:
    return open_project(walk(folder), folder, folder, Settings(cache=Cache(dir="")), NOW)


def test_a_file_was_made_by_its_first_commit_and_changed_by_its_last(repository: Repository) -> None:
    repository.commit(10, {"a.md": "1", "b.md": "1"})
    repository.commit(20, {"a.md": "2"})

    assert days(repository.folder, "a.md") == (10, 20)
    assert days(repository.folder, "b.md") == (10, 10)


def test_a_fresh_clone_gives_the_same_times(repository: Repository, tmp_path: Path) -> None:
    repository.commit(10, {"a.md": "1"})
    repository.git("clone", "-q", ".", str(tmp_path / "clone"))

    assert days(tmp_path / "clone", "a.md") == days(repository.folder, "a.md") == (10, 10)


@pytest.mark.parametrize("name", ["a b.md", "日本語 é.md", 'quo"te.md', "back\\slash.md", "new\nline.md", "@123.md"])
def test_a_name_may_be_written_in_any_signs(repository: Repository, name: str) -> None:
    repository.commit(10, {name: "1"})
    repository.commit(20, {name: "2"})

    assert days(repository.folder, name) == (10, 20)


def test_a_renamed_file_was_made_under_its_first_name(repository: Repository) -> None:
    repository.commit(10, {"a.md": "1\n" * 50})
    repository.git("mv", "a.md", "b.md")
    repository.commit(20, {"b.md": "1\n" * 50 + "2\n"})
    repository.git("mv", "b.md", "c.md")
    repository.commit(30, {})

    assert days(repository.folder, "c.md") == (10, 30)


def test_a_file_with_the_old_name_of_another_was_made_later(repository: Repository) -> None:
    repository.commit(10, {"a.md": "1\n" * 50})
    repository.git("mv", "a.md", "b.md")
    repository.commit(20, {})
    repository.commit(30, {"a.md": "other"})

    assert days(repository.folder, "a.md") == (30, 30)
    assert days(repository.folder, "b.md") == (10, 20)


def test_a_merge_counts_only_where_it_changed_a_file_itself(repository: Repository) -> None:
    repository.commit(10, {"a.md": "1", "b.md": "1"})
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(20, {"a.md": "side", "b.md": "side"})
    repository.git("checkout", "-q", "main")
    repository.commit(30, {"a.md": "main"})
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "-q", "side", day=40)  # in conflict over a.md
    repository.commit(40, {"a.md": "both"})

    assert days(repository.folder, "a.md") == (10, 40)
    assert days(repository.folder, "b.md") == (10, 20)


def test_the_dates_of_commits_need_not_be_in_order(repository: Repository) -> None:
    repository.commit(30, {"a.md": "1"})
    repository.commit(10, {"a.md": "2"})

    assert days(repository.folder, "a.md") == (10, 30)


def test_what_is_not_committed_has_the_times_of_the_file_system(repository: Repository) -> None:
    repository.commit(10, {"changed.md": "1", "staged.md": "1", "same.md": "1"})
    repository.write({"staged.md": "2", "new.md": "1"})
    repository.git("add", "staged.md")
    repository.write({"changed.md": "2"})

    assert days(repository.folder, "changed.md") == (10, ON_DISK / DAY)
    assert days(repository.folder, "staged.md") == (10, ON_DISK / DAY)
    assert days(repository.folder, "new.md")[1] == ON_DISK / DAY
    assert days(repository.folder, "same.md") == (10, 10)


def test_other_line_ends_on_the_disk_are_no_change(repository: Repository) -> None:
    repository.commit(10, {"a.md": "1\n2\n"})
    repository.write({"a.md": "1\r\n2\r\n"})

    assert days(repository.folder, "a.md") == (10, 10)


def test_a_vault_may_be_a_folder_of_its_repository(repository: Repository) -> None:
    repository.commit(10, {"docs/a.md": "1", "a.md": "1"})
    repository.commit(20, {"a.md": "2"})

    assert days(repository.folder / "docs", "a.md") == (10, 10)


def test_a_worktree_is_a_repository(repository: Repository, tmp_path: Path) -> None:
    repository.commit(10, {"a.md": "1"})
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"))

    assert (tmp_path / "tree" / ".git").is_file()
    assert days(tmp_path / "tree", "a.md") == (10, 10)


def test_notes_in_a_submodule_have_the_times_of_the_file_system(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit(10, {"b.md": "1"})
    repository.commit(20, {"a.md": "1"})
    repository.git("submodule", "add", "-q", str(other.folder), "sub")
    repository.commit(30, {})
    repository.write({"sub/b.md": "1"})

    assert days(repository.folder, "a.md") == (20, 20)
    assert days(repository.folder, "sub/b.md")[1] == ON_DISK / DAY


def test_a_folder_without_a_repository_has_the_times_of_the_file_system(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("1")
    os.utime(tmp_path / "a.md", (5 * DAY, 5 * DAY))

    assert days(tmp_path, "a.md") == (5, 5)
    assert read_history(tmp_path) == History()


def test_a_repository_without_a_commit_says_nothing(repository: Repository) -> None:
    assert read_history(repository.folder) == History()


def test_what_an_outer_git_has_set_does_not_count(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(10, {"a.md": "1"})
    Repository(tmp_path / "outer").commit(99, {"a.md": "1"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "outer" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_PREFIX", "docs/")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "broken")

    assert days(repository.folder, "a.md") == (10, 10)


def test_settings_of_git_change_nothing(repository: Repository) -> None:
    repository.commit(10, {"a.md": "1\n" * 50})
    repository.git("mv", "a.md", "é.md")
    repository.commit(20, {})
    for setting in (
        *(
            "log.showRoot=false",
            "log.follow=true",
            "log.showSignature=true",
            "diff.renames=false",
            "diff.relative=true",
        ),
        *("core.quotePath=true", "log.date=iso", "format.pretty=oneline", "log.diffMerges=on", "color.ui=always"),
    ):
        repository.git("config", *setting.split("="))

    assert days(repository.folder, "é.md") == (10, 20)


def test_a_repository_runs_no_program(repository: Repository, tmp_path: Path) -> None:
    repository.commit(10, {"a.md": "1", ".gitattributes": "*.md filter=f diff=d"})
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'ran'}\ncat\n")
    program.chmod(0o755)
    for setting in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "filter.f.clean",
        "diff.d.textconv",
        "gpg.program",
    ):
        repository.git("config", setting, str(program))
    repository.write({"a.md": "2"})

    assert days(repository.folder, "a.md") == (10, ON_DISK / DAY)
    assert not (tmp_path / "ran").exists()
    repository.git("status")  # which does run one
    assert (tmp_path / "ran").exists()


def test_a_shallow_clone_is_told_only_where_a_time_was_looked_at(repository: Repository, tmp_path: Path) -> None:
    repository.commit(10, {"a.md": "1", "b.md": "`= this.file.size`"})
    repository.commit(20, {"a.md": "`= this.file.mtime`"})
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    told = [str(problem) for problem in opened(clone).diagnostics if problem.code == "NOTE026"]
    (clone / "a.md").unlink()

    assert days(clone, "b.md") == (20, 20)
    assert len(told) == 1
    assert "fetch-depth: 0" in told[0]
    assert [problem for problem in opened(clone).diagnostics if problem.code == "NOTE026"] == []


def test_a_machine_without_git_tells_that_there_is_a_history(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(10, {"a.md": "1"})
    monkeypatch.setattr(shutil, "which", lambda name: None)
    history = read_history(repository.folder)

    assert not history.times
    assert [(problem.code, str(problem.severity)) for problem in history.diagnostics] == [("NOTE026", "info")]


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("detected dubious ownership in repository\\n\\n\\tgit config --global --add safe.directory /x\\n", "/x`"),
        ("bad object HEAD\\nmore", "git cannot read it: bad object HEAD"),
    ],
)
def test_a_git_that_refuses_is_told(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str, said: str
) -> None:
    repository.commit(10, {"a.md": "1"})
    program = tmp_path / "git"
    program.write_text(f"#!/bin/sh\nprintf 'fatal: {message}' >&2\nexit 128\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))

    assert days(repository.folder, "a.md")[1] == ON_DISK / DAY
    assert [problem.message.endswith(said) for problem in read_history(repository.folder).diagnostics] == [True]


def test_a_program_that_cannot_be_run_is_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(10, {"a.md": "1"})
    monkeypatch.setattr(shutil, "which", lambda name: "/nowhere/git")

    assert "No such file" in read_history(repository.folder).diagnostics[0].message


def test_git_is_asked_once_and_only_for_times(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(10, {"a.md": "---\nn: 1\n---\n", "b.md": ""})
    asked = []
    monkeypatch.setattr(times, "read_history", lambda folder: asked.append(folder) or git_times.read_history(folder))
    contents = read_vault(walk(repository.folder), repository.folder)
    pages = VaultPages(contents.vault, contents.facts)

    execute(parse("TABLE n, file.size, file.tags SORT file.name"), pages, None, NOW)
    assert asked == []
    execute(parse("TABLE file.mday, file.ctime"), pages, None, NOW)
    assert asked == [repository.folder]
    assert evaluate_inline("string(this.file.cday)", pages, "a.md", NOW) == "January 11, 1970"
    assert evaluate_inline("string(row.this.file.mtime)", pages, "b.md", NOW) == "January 11, 1970"
    assert asked == [repository.folder]


def test_all_fields_of_a_file_are_there_at_once(repository: Repository) -> None:
    repository.commit(10, {"a.md": ""})
    contents = read_vault(walk(repository.folder), repository.folder)
    fields = evaluate_inline("this.file", VaultPages(contents.vault, contents.facts), "a.md", NOW)

    assert isinstance(fields, Mapping)
    assert {**fields}["mtime"] == fields["mtime"] is not None
