"""What a reader's browser makes of the glossary."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LOSS = quote("losses/Huber loss/")
SOURCE = "formulas/source/lossref.losses.huber/"
NOTES = ["", LOSS, quote("concepts/Gradient descent/"), "handbook/"]
KINDS = [*NOTES, "tags/", "tags/loss/", "formulas/", SOURCE, "404.html"]


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page()


def pages_of(glossary: Path) -> list[str]:
    """The pages that stay where they are."""
    files = (file for file in glossary.rglob("*.html") if 'http-equiv="refresh"' not in file.read_text("utf-8"))
    return sorted(quote(file.relative_to(glossary).as_posix()) for file in files)


def test_an_alias_leads_to_its_note(page: Page, address: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{address}MSE/", wait_until="commit")
    page.wait_for_url("**/losses/Squared%20error/")

    assert page.locator("h1").inner_text() == "Squared error"
    assert not problems


def test_no_page_has_a_console_error_or_asks_another_site(page: Page, glossary: Path, address: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else problems.append(request.url)
    )
    paths = pages_of(glossary)
    assert len(paths) > 20

    for path in paths:
        page.goto(address + path)
        assert not problems, path


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_scrolls_sideways(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_figure_is_the_one_for_the_scheme(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(address + LOSS)
    figures = page.locator(".notewright-figure img")

    assert [figure.is_visible() for figure in figures.all()[:2]] == [False, True]


@pytest.mark.parametrize("width", [1440, 1000, 768])
def test_the_verdicts_of_the_list_are_in_sight(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + "formulas/")
    answer, cell = page.locator(".notewright-answer"), page.locator(".notewright-formulas td:last-child").first
    around, inside = answer.bounding_box(), cell.bounding_box()

    assert around is not None
    assert inside is not None
    assert inside["width"] > 100
    assert inside["x"] + inside["width"] <= around["x"] + around["width"] + 1


def test_a_formula_is_drawn_with_the_font_of_the_site(page: Page, address: str) -> None:
    page.goto(address + LOSS)
    page.wait_for_function("document.fonts.status === 'loaded'")

    assert page.evaluate("document.fonts.check('16px \"Notewright Math\"')")
    assert page.locator("math").first.bounding_box()["height"] > 10  # type: ignore[index]


def test_the_links_of_a_page_lead_to_pages(page: Page, address: str) -> None:
    page.goto(address + LOSS)
    targets = page.eval_on_selector_all("a.notewright-link, a.notewright-tag", "links => links.map(link => link.href)")
    assert len(targets) > 5

    for target in dict.fromkeys(targets):
        response = page.goto(target)
        assert response is None or response.ok, target


def test_a_badge_is_reached_by_keys_and_leads_to_the_function_which_is_marked(page: Page, address: str) -> None:
    page.goto(address + LOSS)
    badge = page.locator("a.notewright-badge").first
    badge.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{SOURCE}#L*")
    line = page.locator(".notewright-line:target")

    assert "def huber(" in line.inner_text()
    assert line.is_visible()
    plain = page.locator(".notewright-line").first
    background = "element => getComputedStyle(element).backgroundColor"
    assert line.evaluate(background) != plain.evaluate(background)
