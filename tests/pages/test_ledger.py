"""What counts as the loss of a verified formula, and what does not. Here a formula is verified unless it has a `?`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from notewright.build import prove
from notewright.build.ledger import Ledger
from notewright.build.open import open_project
from notewright.build.project import Project
from notewright.build.read import walk
from notewright.build.settings import Cache, Formulas, Publish, Settings
from notewright.cli import main
from notewright.formulas.binding import OptOut
from notewright.formulas.verdict import Formula, Verdict

BEFORE = {"a.md": "## Top\n\n$$ x + y $$\n<!-- verify: m.f(x, y) -->\n"}
Open = Callable[..., Project]


def judged(formula: Formula) -> Verdict:
    if isinstance(formula.binding, OptOut):
        return Verdict("opted-out", message=formula.binding.reason)
    return Verdict("refuted" if "?" in formula.text else "verified", formula.binding.function, 24)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Writes the notes of a vault, in place of those before, and opens it."""

    def verdicts(formulas: Sequence[Formula], *_: object) -> list[Verdict]:
        return [judged(formula) for formula in formulas]

    monkeypatch.setattr(prove, "verify_apart", verdicts)
    folder = tmp_path / "vault"
    folder.mkdir()

    def open_notes(notes: Mapping[str, str], *, manifest: str = "", cache: str = "cache") -> Project:
        for file in folder.iterdir():
            file.unlink()
        for path, text in notes.items():
            (folder / path).write_text(text, encoding="utf-8")
        settings = Settings(
            formulas=Formulas(manifest=manifest, sources=()), cache=Cache(cache), publish=Publish(exclude=("secret*",))
        )
        return open_project(walk(folder), tmp_path, folder, settings, datetime(2026, 1, 1, tzinfo=UTC))

    return open_notes


def told(ledger: Ledger) -> list[str]:
    return [f"{problem.path}:{problem.line} {problem.code}" for problem in ledger.problems]


@pytest.mark.parametrize(
    "notes",
    [
        pytest.param(BEFORE, id="nothing changed"),
        pytest.param({"a.md": "$$ y + x $$ <!-- verify: m.f(x, y) -->"}, id="written otherwise, without the heading"),
        pytest.param({"b.md": BEFORE["a.md"]}, id="the note renamed"),
        pytest.param({"a.md": "Text.", "b.md": "$$ x+y $$ <!-- verify: m.f(x, y) -->"}, id="moved, spaces left out"),
        pytest.param({"a.md": "$$ x + y $$\n<!-- verify: n.g(x, y) -->"}, id="compared with another function"),
        pytest.param({"a.md": "$$ x + y $$\n<!-- verify: none (no value) -->"}, id="opted out"),
        pytest.param({"a.md": f"---\npublish: false\n---\n{BEFORE['a.md']}"}, id="private"),
    ],
)
def test_this_is_no_loss(notes: Mapping[str, str], opened: Open) -> None:
    opened(BEFORE).ledger.keep(forgets=True)

    assert told(opened(notes).ledger) == []


@pytest.mark.parametrize(
    ("notes", "places"),
    [
        pytest.param({"a.md": "## Top\n\n$$ x + y $$\n"}, ["a.md:1 FORM011"], id="the comment is gone"),
        pytest.param({"a.md": "Text."}, ["a.md:1 FORM011"], id="the formula is gone"),
        pytest.param({"b.md": "Text."}, ["../mkdocs.yml:1 FORM011"], id="the note is gone"),
        pytest.param(
            {"a.md": "Text.\n\n$$ x + y? $$ <!-- verify: m.f(x, y) -->"}, ["a.md:1 FORM011"], id="wrong elsewhere"
        ),
        pytest.param(
            {"a.md": "## Top\n\n$$ x + y? $$ <!-- verify: m.f(x, y) -->"},
            ["a.md:3 FORM011"],
            id="not verified any more",
        ),
        pytest.param({"a.md": "$$ z $$\n<!-- verify: none (no value) -->"}, ["a.md:1 FORM011"], id="another opted out"),
    ],
)
def test_this_is_a_loss(notes: Mapping[str, str], places: list[str], opened: Open) -> None:
    opened(BEFORE).ledger.keep(forgets=True)

    assert told(opened(notes).ledger) == places


def test_one_of_two_alike_is_missed(opened: Open) -> None:
    opened({"a.md": BEFORE["a.md"] * 2}).ledger.keep(forgets=True)

    assert told(opened(BEFORE).ledger) == ["a.md:1 FORM011"]


def test_what_is_gone_is_forgotten_once_and_what_is_wrong_is_not(opened: Open) -> None:
    gone, wrong = {"a.md": "Text."}, {"a.md": BEFORE["a.md"].replace("x + y", "x?")}
    opened(BEFORE).ledger.keep(forgets=True)
    opened(wrong).ledger.keep(forgets=True)
    assert len(told(opened(wrong).ledger)) == 1

    opened(gone).ledger.keep(forgets=False)
    assert len(told(opened(gone).ledger)) == 1
    opened(gone).ledger.keep(forgets=True)
    assert told(opened(gone).ledger) == []


def test_problems_of_the_ledger_are_on_no_page(opened: Open) -> None:
    opened(BEFORE).ledger.keep(forgets=True)
    project = opened({"a.md": "Text."})

    assert [problem.code for problem in project.diagnostics] == ["FORM011"]
    assert project.page("a.md").diagnostics == ()


def test_a_file_tells_a_fresh_clone_and_changes_only_when_nothing_is_missing(opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    two = {**BEFORE, "b.md": "$$ z $$ <!-- verify: m.g(z) -->"}
    opened(two, manifest="kept.json", cache="").ledger.keep(forgets=True)
    written = file.read_text(encoding="utf-8")
    assert written.count('"path"') == 2

    lost = opened(BEFORE, manifest="kept.json", cache="")
    lost.ledger.keep(forgets=True)
    assert told(lost.ledger) == ["../kept.json:5 FORM011"]
    assert file.read_text(encoding="utf-8") == written

    lines = written.splitlines()
    del lines[4]  # the line before it keeps its comma
    file.write_text("\n".join(lines), encoding="utf-8")
    accepted = opened(BEFORE, manifest="kept.json", cache="")
    accepted.ledger.keep(forgets=True)
    assert told(accepted.ledger) == []
    assert file.read_text(encoding="utf-8").count('"path"') == 1
    assert "b.md" not in file.read_text(encoding="utf-8")


def test_a_file_that_is_no_manifest_is_told_and_stays(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "kept.json").write_text('{"name": "x"}', encoding="utf-8")
    project = opened(BEFORE, manifest="kept.json")
    project.ledger.keep(forgets=True)

    assert told(project.ledger) == ["../kept.json:1 FORM011"]
    assert (tmp_path / "kept.json").read_text(encoding="utf-8") == '{"name": "x"}'


@pytest.mark.parametrize(("vault", "missed"), [("notes", 1), ("other", 0)])
def test_a_file_is_about_the_notes_of_its_configuration(
    vault: str, missed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\ndocs_dir: notes\nplugins: [{notewright: {formulas: {manifest: kept.json}}}]\n", encoding="utf-8"
    )
    entry = {"path": "a.md", "heading": "", "reference": "m.f", "formula": "x"}
    (tmp_path / "kept.json").write_text(json.dumps({"verified": [entry]}), encoding="utf-8")
    for folder in ("notes", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "b.md").write_text("Text.\n", encoding="utf-8")
    main(["check", "--config-file", str(tmp_path / "mkdocs.yml"), "--vault", str(tmp_path / vault)])
    assert capsys.readouterr().out.count("FORM011") == missed
