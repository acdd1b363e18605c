"""The settings of the author's app change answers and pages; what `mkdocs.yml` says comes first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from memory_notes import NOW, MemoryNotes
from test_render import html

from notewright.build.app_settings import DATAVIEW_SETTINGS, read_preferences
from notewright.build.settings import Dataview
from notewright.dataview import (
    FORMATS,
    Preferences,
    TableResult,
    evaluate_expression,
    evaluate_inline,
    execute,
    parse,
    render,
    render_inline,
)
from notewright.vault.inline_query import InlinePrefixes, InlineQuery

NOTES = MemoryNotes({"a.md": "n:: 1\n", "b.md": ""})
DASH = Preferences(render_null_as="–")
ISO = Preferences(default_date_format="yyyy-MM-dd", default_date_time_format="yyyy-MM-dd HH:mm")


def rendered(query: str, preferences: Preferences) -> str:
    return html(render(execute(parse(query), NOTES, "a.md", NOW, preferences), preferences))


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('"x" + null', "x–"),
        ('null + "x"', "–x"),
        ("string([null, [null]])", "–, [–]"),
        ("string({a: null})", "{ a: – }"),
        ("join([null, 1])", "–, 1"),
        ('join(null, "-")', "–"),
        ("display({a: null})", "{ a: – }"),
    ],
)
def test_null_in_a_text_is_as_the_author_wants_it(expression: str, text: str) -> None:
    assert evaluate_expression(expression, {}, NOTES, NOW, DASH) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('"" + date(2024-05-01)', "2024-05-01"),
        ('"" + date(2024-05-01T10:30)', "2024-05-01 10:30"),
        ("string([date(2024-05-01)])", "2024-05-01"),
    ],
)
def test_dates_in_a_text_are_as_the_author_wants_them(expression: str, text: str) -> None:
    assert evaluate_inline(expression, NOTES, "a.md", NOW, ISO) == text


def test_what_is_shown_is_as_the_author_wants_it() -> None:
    assert "<td>{–}</td>" in rendered('TABLE n FROM "b"', DASH)
    assert "<td>2024-05-01</td>" in rendered('TABLE date(2024-05-01) FROM "b"', ISO)
    assert html(render_inline([None], DASH)).endswith(">{–}</span>")
    assert FORMATS["markdown"](execute(parse('LIST n FROM "b"'), NOTES, None, NOW), DASH.form) == "- [[b.md|b]]: –\n"


def test_the_id_column_has_the_authors_name_unless_the_rows_are_groups() -> None:
    note = Preferences(table_id_column_name="Note")

    def headers(query: str) -> tuple[str, ...]:
        result = execute(parse(query), NOTES, None, NOW, note)
        assert isinstance(result, TableResult)
        return result.headers

    assert headers("TABLE n") == ("Note", "n")
    assert headers("TABLE length(rows) AS l GROUP BY n") == ("n", "l")


def test_counts_can_be_left_out() -> None:
    assert '<span class="dataview small-text">2</span>' in rendered("TABLE n", Preferences())
    assert "small-text" not in rendered("TABLE n", Preferences(show_result_count=False))


@pytest.mark.parametrize("query", ['LIST FROM "nowhere"', 'TABLE n FROM "nowhere"'])
def test_an_empty_result_need_not_say_so(query: str) -> None:
    assert "No results" in rendered(query, Preferences())
    assert "No results" not in rendered(query, Preferences(warn_on_empty_result=False))


def test_lists_are_shown_as_deep_as_the_author_wants() -> None:
    query = 'LIST [3, [2, [1, []]]] FROM "b"'

    assert "...</li>" in rendered(query, Preferences(max_recursive_render_depth=2))
    assert "..." not in rendered(query, Preferences())
    assert "..." in html(render_inline([[1]], Preferences(max_recursive_render_depth=1)))
    assert "..." not in html(render_inline([[1]], Preferences(max_recursive_render_depth=2)))


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("= 1", InlineQuery("expression", "1")),
        (" =1 ", InlineQuery("expression", "1")),
        ("$= dv", InlineQuery("script", "dv")),
        ("==", None),
        ("=> x", None),
        ("= ", None),
        ("x = 1", None),
    ],
)
def test_a_code_span_with_the_apps_prefix_is_a_query(code: str, read: InlineQuery | None) -> None:
    assert InlinePrefixes().read(code) == read


def test_a_code_span_with_the_authors_prefix_is_a_query() -> None:
    prefixes = Preferences(inline_query_prefix="dv:", inline_js_query_prefix="dv:js").prefixes

    assert prefixes.read("dv: =1") == InlineQuery("expression", "=1")
    assert prefixes.read("dv:js x") == InlineQuery("script", "x")
    assert prefixes.read("= 1") is None
    assert Preferences(enable_inline_dataview=False).prefixes.read("= 1") is None
    assert Preferences(inline_query_prefix="").prefixes.read("= 1") is None


def in_vault(folder: Path, written: dict[str, Any], chosen: Dataview | None = None) -> Preferences:
    file = folder / DATAVIEW_SETTINGS
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(written).encode())
    found = read_preferences(folder, chosen or Dataview())
    assert found.diagnostics == ()
    return found.preferences


def test_a_vault_without_settings_has_those_of_the_app(tmp_path: Path) -> None:
    assert read_preferences(tmp_path, Dataview()).preferences == Preferences()


def test_the_settings_of_the_vault_hold(tmp_path: Path) -> None:
    written = {"renderNullAs": "–", "showResultCount": False, "maxRecursiveRenderDepth": 2, "dataviewJsKeyword": "dv"}

    assert in_vault(tmp_path, {**written, "enableDataviewJs": True}) == Preferences(
        render_null_as="–", show_result_count=False, max_recursive_render_depth=2, dataview_js_keyword="dv"
    )


def test_options_come_before_the_settings_of_the_vault(tmp_path: Path) -> None:
    found = in_vault(tmp_path, {"renderNullAs": "–", "tableIdColumnName": "Note"}, Dataview(render_null_as=""))

    assert found == Preferences(render_null_as="", table_id_column_name="Note")


def test_a_setting_of_a_wrong_kind_is_told_and_the_others_hold(tmp_path: Path) -> None:
    (tmp_path / DATAVIEW_SETTINGS).parent.mkdir(parents=True)
    (tmp_path / DATAVIEW_SETTINGS).write_text('{"renderNullAs": 1, "showResultCount": 0, "tableIdColumnName": "N"}')
    found = read_preferences(tmp_path, Dataview())

    assert found.preferences == Preferences(table_id_column_name="N")
    assert [problem.message for problem in found.diagnostics] == [
        "renderNullAs is not a text, showResultCount is not true or false; "
        "the app's defaults hold instead, so save the settings of Dataview in the app again"
    ]


def test_settings_that_are_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / DATAVIEW_SETTINGS).mkdir(parents=True)
    found = read_preferences(tmp_path, Dataview())

    assert found.preferences == Preferences()
    assert [problem.code for problem in found.diagnostics] == ["DQL009"]
