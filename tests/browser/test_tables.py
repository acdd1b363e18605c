"""Tables of query results sort by a click on a header, and long ones have pages; without JavaScript all rows show."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from built_site import Site
from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

ROWS = 12
PAGE = """---
due: 2024-05-01
---
# Tables

```dataview
TABLE WITHOUT ID file.name AS Name, n AS "*Size*", day AS "**The** day" FROM "rows" SORT file.name
```

```dataview
TABLE WITHOUT ID file.link AS "[[Tables]]" FROM "rows" SORT file.name LIMIT 2
```

```dataview
CALENDAR day FROM "rows"
```

```dataview
TASK GROUP BY file.link
```

- [/] a task [due:: 2024-05-01]
    - [ ] below
"""
# 10 comes after 9 by size and before it by its signs; one row has no size, two have the same.
SIZES = ["10", "9", "null", "100", "9", "text", "2024-01-01", "true", "-1", "0.5", '"[[Tables]]"', "1 day"]
IN_ORDER = ["row 02", "row 07", "row 06", "row 11", "row 10", "row 08", "row 09", "row 01", "row 04", "row 00"]
IN_ORDER += ["row 03", "row 05"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site with tables is served; its tables have five rows a page."""
    root = tmp_path_factory.mktemp("tables")
    (root / "vault").mkdir()
    rows = {
        f"rows/row {number:02}.md": f"---\nn: {size}\nday: 2024-05-{number + 1:02}\n---\n"
        for number, size in enumerate(SIZES)
    }
    site = Site(root).write({"Tables.md": PAGE, "Without.md": "# Without\n\n```dataview\nLIST\n```\n", **rows})
    site.build(plugins=["search", {"notewright": {"dataview": {"page_size": 5}}}])
    handler = functools.partial(_Quiet, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def page(browser: Browser, tables: str) -> Iterator[Page]:
    opened = browser.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(f"{tables}Tables/")
    yield opened
    opened.close()
    assert not problems


def table(page: Page) -> Locator:
    return page.locator(".notewright-answer").first


def names(page: Page) -> list[str]:
    """The first cells of the rows that a reader sees."""
    return [row.locator("td").first.inner_text() for row in table(page).locator("tbody tr").all() if row.is_visible()]


def sorts(page: Page) -> list[str | None]:
    return [header.get_attribute("aria-sort") for header in table(page).locator("th").all()]


def given() -> list[str]:
    return [f"row {number:02}" for number in range(ROWS)]


def test_a_long_table_shows_its_first_page(page: Page) -> None:
    assert names(page) == given()[:5]
    assert table(page).get_by_role("status").inner_text() == "1–5 of 12"


def test_the_pages_of_a_table_can_be_turned(page: Page) -> None:
    following, before = page.get_by_role("button", name="Next"), page.get_by_role("button", name="Previous")
    following.click()
    assert names(page) == given()[5:10]
    following.click()
    following.dispatch_event("click")  # there is no further page
    assert names(page) == given()[10:]
    assert following.get_attribute("aria-disabled") == "true"
    before.click()
    assert names(page) == given()[5:10]


def test_all_rows_can_be_shown_and_sorted(page: Page) -> None:
    page.get_by_role("button", name="Show all").click()
    assert names(page) == given()
    table(page).get_by_role("button", name="Size").click()
    assert names(page) == IN_ORDER


def test_a_click_sorts_by_the_order_of_the_language(page: Page) -> None:
    size = table(page).get_by_role("button", name="Size")
    size.click()
    assert (names(page), sorts(page)) == (IN_ORDER[:5], ["none", "ascending", "none"])
    size.click()
    assert sorts(page) == ["none", "descending", "none"]
    # Rows that are equal keep the order in which the query gave them.
    assert names(page) == ["row 05", "row 03", "row 00", "row 01", "row 04"]
    size.click()
    assert (names(page), sorts(page)) == (given()[:5], ["none", "none", "none"])


def test_another_column_takes_over(page: Page) -> None:
    table(page).get_by_role("button", name="Size").click()
    table(page).get_by_role("button", name="day").click()
    assert (names(page), sorts(page)) == (given()[:5], ["none", "none", "ascending"])


def test_the_keyboard_sorts(page: Page) -> None:
    table(page).get_by_role("button", name="Size").focus()
    page.keyboard.press("Enter")
    assert sorts(page)[1] == "ascending"
    page.keyboard.press("Space")
    assert sorts(page)[1] == "descending"


def test_a_header_with_a_link_keeps_it_and_has_a_button_beside_it(page: Page) -> None:
    header = page.locator(".notewright-answer").nth(1).locator("th")
    assert header.locator("a").count() == 1
    header.get_by_role("button", name="Sort by Tables").click()
    assert header.get_attribute("aria-sort") == "ascending"


def test_the_words_of_a_header_stand_apart(page: Page) -> None:
    assert table(page).get_by_role("button", name="day").inner_text() == "The day"


def test_a_short_table_has_no_pages(page: Page) -> None:
    assert page.locator(".notewright-pager").count() == 1


def test_without_javascript_all_rows_are_shown(browser: Browser, tables: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{tables}Tables/")

    assert names(page) == given()
    assert page.locator(".notewright-answer button").count() == 0
    context.close()


def test_only_pages_with_tables_ask_for_the_script(page: Page, tables: str) -> None:
    assert page.locator('script[src*="tables.js"]').count() == 1
    page.goto(f"{tables}Without/")
    assert page.locator('script[src*="tables.js"]').count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_no_answer_makes_the_page_scroll_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_boxes_of_tasks_have_names(page: Page) -> None:
    assert page.get_by_role("checkbox", name="in progress").count() == 1
    assert page.locator(".notewright-answer").get_by_role("checkbox", name="to do").is_disabled()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_days_of_a_calendar_stand_below_their_weekdays(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    month = page.locator(".notewright-month")
    wednesday = month.locator("th", has_text="Wed").bounding_box()
    first, eighth = (month.locator(f'time[datetime="2024-05-{day}"]').bounding_box() for day in ("01", "08"))
    assert wednesday
    assert first
    assert eighth

    for day in (first, eighth):
        assert wednesday["x"] <= day["x"] + day["width"] / 2 <= wednesday["x"] + wednesday["width"]
    assert first["y"] < eighth["y"]
    assert month.get_by_role("link").first.is_visible()
