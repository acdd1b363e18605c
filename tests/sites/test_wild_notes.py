"""Notes as authors really write them, in Material with no option at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from built_site import Site
from mkdocs.exceptions import Abort

from notewright.cli import main


@pytest.fixture
def wild(copied: Callable[[str], Site]) -> Site:
    return copied("wild").build()


def test_every_note_is_a_page(wild: Site) -> None:
    files = {path for path in wild.files() if path.endswith("index.html") and not path.startswith("tags/")}
    pages = {path for path in files if 'http-equiv="refresh"' not in wild.page(path)}

    assert pages == {
        "index.html",
        "model_fitting/index.html",
        "Loss overview/index.html",
        "questions/index.html",
        "A page copied from the web/index.html",
    }


def test_a_permalink_is_the_address(wild: Site) -> None:
    assert 'href="model_fitting/"' in wild.content("index.html")
    assert 'content="0; url=../model_fitting/"' in wild.page("Model fitting/index.html")


def test_a_vault_without_an_index_gets_a_home_page_with_notes_and_tags(wild: Site) -> None:
    home = wild.content("index.html")

    assert "Model fitting" in home
    assert "A page copied from the web" in home
    assert 'href="tags/robot-arm/"' in home


def test_author_date_and_category_are_shown_and_layout_is_not(wild: Site) -> None:
    properties = wild.content("model_fitting/index.html").split('class="notewright-properties"')[1].split("</div>")[0]

    assert "Sam_Rivers_and_a_friend" in properties
    assert "2025-06-03" in properties
    assert "control" in properties
    assert "default" not in properties


def test_a_description_folded_over_two_lines_is_one_sentence(wild: Site) -> None:
    assert "answers that a beginner can follow without a book" in wild.content("questions/index.html")


def test_a_query_whose_fence_is_never_closed_runs(wild: Site) -> None:
    answer = wild.content("model_fitting/index.html").split('class="notewright-answer"')[1].split("</div>")[0]

    assert "Model fitting" in answer


def test_a_link_to_a_note_that_does_not_exist_is_text(wild: Site) -> None:
    page = wild.content("model_fitting/index.html")

    assert re.search(r'<span class="notewright-unresolved"[^>]*>Sensor_Noise</span>', page)
    assert re.search(r'<a class="notewright-link" href="../Loss%20overview/">Loss overview</a>', page)  # control


def test_a_missing_image_leaves_its_name(wild: Site) -> None:
    assert "Pasted image 20250101120000.png" in wild.content("Loss overview/index.html")
    assert "<img" not in wild.content("Loss overview/index.html")


def test_display_math_in_a_sentence_is_display_math(wild: Site) -> None:
    page = wild.content("questions/index.html")

    assert page.count('display="block"') == 2
    assert "$$" not in page


def test_money_is_not_math(wild: Site) -> None:
    assert "It costs $5 or $10." in wild.content("questions/index.html")


def test_a_formula_in_a_code_span_stays_code(wild: Site) -> None:
    assert "<code>MSE = (1/n) * Σ (yᵢ - ŷᵢ)²</code>" in wild.content("Loss overview/index.html")


def test_a_list_right_after_a_text_line_is_a_list(wild: Site) -> None:
    page = wild.content("model_fitting/index.html")

    assert "<p>where:</p>\n<ul>" in page
    assert page.count("<ul>") >= 2, "two spaces nest an item"


def test_numbered_references_stay_readable(wild: Site) -> None:
    page = wild.content("questions/index.html")

    assert '[1]: Legendre, A.-M. (1805). <a href="https://example.org/legendre">' in page


def test_a_note_without_heading_has_its_name_as_title(wild: Site) -> None:
    assert "A page copied from the web</h1>" in wild.content("A page copied from the web/index.html")


def test_no_page_asks_another_site_for_anything(wild: Site) -> None:
    for path, data in wild.files().items():
        if path.endswith(".html"):
            loaded = re.findall(rb'<(?:script|img|link|iframe)[^>]+(?:src|href)="(https?://[^"]+)"', data)
            assert not [address for address in loaded if b"canonical" not in address], path


def test_check_names_each_problem_with_its_place(
    wild: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(wild.root)
    code = main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    places = {(each["path"], each["line"], each["column"], each["code"]) for each in found["diagnostics"]}

    assert code == 0, "there are only warnings"
    assert found["notes"] == 4
    assert places >= {
        ("Model fitting.md", 14, 6, "LINK001"),
        ("Model fitting.md", 34, 1, "NOTE005"),
        ("Loss overview.md", 2, 1, "LINK006"),
        ("questions.md", 8, 1, "LINK006"),
        ("questions.md", 14, 37, "LINK001"),
    }


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_strict_check_fails_on_warnings_in_every_form(
    wild: Site, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(wild.root)

    assert main(["check", "--strict", "--format", form]) == 1
    assert "LINK001" in capsys.readouterr().out


def test_a_strict_build_fails_on_warnings(copied: Callable[[str], Site]) -> None:
    with pytest.raises(Abort):
        copied("wild").build(strict=True)


def test_check_works_without_a_configuration(wild: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["check", "--vault", str(wild.root / "vault")]) == 0
    assert "4 notes:" in capsys.readouterr().out
