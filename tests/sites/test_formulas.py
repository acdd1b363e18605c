"""What a site shows of formulas that were compared with functions, and what it does where one was lost."""

from __future__ import annotations

import json
import logging
import posixpath
import re
import shutil
from html import unescape

import pytest
from built_site import Site
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

MODULE = '''"""Squares, and a helper."""
from typing import Annotated


def helper(x):
    return "<b>" and x * x


def square(x: Annotated[float, "real"]) -> float:
    return helper(x)
'''
RIGHT = "## Power\n\n$$ x^2 $$\n<!-- verify: mine.square(x) -->\n"
WRONG = "## Double\n\n$$ 2 x $$\n<!-- verify: mine.square(x) -->\n"


def plugin(**formulas: object) -> list[object]:
    return [{"notewright": {"formulas": {"references": ["mine"], **formulas}, "cache": {"dir": ".cache"}}}]


@pytest.fixture
def own(site: Site) -> Site:
    """A site with a module of its own beside its configuration."""
    (site.root / "mine.py").write_text(MODULE, encoding="utf-8")
    return site


def badge_href(html: str) -> str:
    found = re.search(r'<a class="notewright-badge[^>]*? href="([^"]*)"', html)
    assert found
    return unescape(found[1])


def target(page: str, href: str) -> str:
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page), href.partition("#")[0]))
    return f"{file}/index.html" if href.partition("#")[0].endswith("/") else file


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(("directories", "page"), [(True, "deep/a/index.html"), (False, "deep/a.html")])
def test_a_badge_leads_to_the_line_of_the_function_and_the_list_has_the_formula(
    own: Site, directories: bool, page: str
) -> None:
    own.write({"deep/a.md": RIGHT + WRONG}).build(plugins=plugin(), use_directory_urls=directories)
    href = badge_href(own.page(page))
    source = own.content(target(page, href))
    listed = own.content("formulas/index.html")

    assert re.search(
        r"✓</span> checked against mine\.square <small[^>]*>\d+ draws, relative error (?:0|≤ \d·10⁻[^<]+)<",
        own.page(page),
    )
    assert href.endswith("#L9")
    marked = re.search(r'<span class="notewright-definition">(.*?)\n</span></span>', source, re.DOTALL)
    assert marked
    assert text_of(marked[1]) == 'def square(x: Annotated[float, "real"]) -> float:\n    return helper(x)'
    assert 'return "<b>" and x * x' in text_of(source)
    assert str(own.root) not in source
    assert text_of(listed).count("mine.square") >= 2
    assert 'alttext="x^2"' in listed
    assert "refuted" in listed
    back = re.search(r'<td><a href="([^"]*)#power">', listed)
    assert back
    assert target("formulas/index.html", back[1]) == page


def test_the_badge_of_a_formula_in_a_heading_is_no_part_of_its_title(own: Site) -> None:
    text = "# Note\n\n## The *square* $x^2$ <!-- verify: mine.square(x) --> of **x $x$** here\n\nText.\n"
    own.write({"a.md": text}).build(plugins=["search", *plugin()])
    contents = re.search(r'<nav class="md-nav md-nav--secondary.*?</nav>', own.page("a/index.html"), re.DOTALL)
    titles = [place["title"] for place in json.loads(own.page("search/search_index.json"))["docs"]]

    assert contents
    assert "checked" not in contents[0]
    assert "of x x here" in " ".join(text_of(contents[0]).split())
    assert any("of x x here" in text_of(title) for title in titles)
    assert not any("checked" in title for title in titles)
    heading = re.search(r"<h2.*?</h2>", own.content("a/index.html"), re.DOTALL)
    assert heading
    assert re.search(r"The square x2 ✓ checked against mine\.square .* of x x here", text_of(heading[0]))
    assert "fnref" not in own.content("a/index.html")


@pytest.mark.parametrize("comment", ["verify: mine square", "verify mine.square(x)", "verify: none", "verify:"])
def test_a_formula_whose_comment_cannot_be_read_is_in_the_list_and_is_not_checked(own: Site, comment: str) -> None:
    own.write({"a.md": f"$$ x^2 $$\n<!-- {comment} -->\n\n{RIGHT}"}).build(plugins=plugin())
    rows = re.findall(r"<tr>.*?</tr>", own.content("formulas/index.html"), re.DOTALL)

    assert "? not checked" in text_of(own.content("a/index.html"))
    assert "? unsupported" in text_of(rows[1])
    assert len(text_of(rows[1]).split("unsupported")[1]) > 20
    assert "✓ verified" in text_of(rows[2])  # control


def test_a_site_that_shows_no_source_leads_to_the_list(own: Site) -> None:
    own.write({"a.md": RIGHT}).build(plugins=plugin(sources=[]))

    assert target("a/index.html", badge_href(own.page("a/index.html"))) == "formulas/index.html"
    assert not any(b"helper" in data or "source" in path for path, data in own.files().items() if "formulas" in path)


def test_a_vault_with_a_folder_of_formulas_keeps_it(own: Site) -> None:
    own.write({"formulas/index.md": f"# Mine\n\n{RIGHT}"}).build(plugins=plugin())

    assert "Mine" in own.content("formulas/index.html")
    assert target("formulas/index.html", badge_href(own.page("formulas/index.html"))).startswith("formulas-2/source/")
    assert "formulas-2/index.html" in own.files()


def test_without_verdicts_there_is_no_list(own: Site) -> None:
    own.write({"a.md": "$$ x^2 $$\n"}).build(plugins=plugin())

    assert not any("formulas" in path for path in own.files())


def test_a_lost_formula_is_told_once_and_fails_strict_builds_until_then(
    own: Site, caplog: pytest.LogCaptureFixture
) -> None:
    def lost() -> int:
        with caplog.at_level(logging.WARNING):
            caplog.clear()
            own.build(plugins=plugin())
        return sum("FORM011" in record.getMessage() for record in caplog.records)

    own.write({"a.md": RIGHT}).build(plugins=plugin(), strict=True)
    own.write({"a.md": "Text."})
    for _ in range(2):
        with pytest.raises(Abort, match="1 warning"):
            own.build(plugins=plugin(), strict=True)
        shutil.rmtree(own.root / "site")

    assert [lost(), lost()] == [1, 0]


def test_the_site_itself_remembers_where_nothing_is_cached(own: Site) -> None:
    uncached = [{"notewright": {"formulas": {"references": ["mine"]}, "cache": {"dir": ""}}}]
    own.write({"a.md": RIGHT}).build(plugins=uncached)
    own.write({"a.md": "Text."})

    with pytest.raises(Abort, match="1 warning"):
        own.build(plugins=uncached, strict=True)


def test_a_note_that_became_private_is_no_loss_and_leaves_no_trace(own: Site) -> None:
    own.write({"index.md": "Text.", "a.md": RIGHT}).build(plugins=plugin())
    own.write({"a.md": f"---\npublish: false\n---\n{RIGHT}"}).build(plugins=plugin(), strict=True)

    assert not any(b"mine.square" in data or b"x^2" in data for data in own.files().values())


def test_a_formula_in_a_section_that_became_private_leaves_no_trace_in_a_build_that_fails(own: Site) -> None:
    own.write({"index.md": RIGHT}).build(plugins=plugin())
    own.write({"index.md": f"%% private %%\n{RIGHT}\n%% /private %%\n"})
    with pytest.raises(Abort, match="1 warning"):
        own.build(plugins=plugin(), strict=True)

    assert not any(b"mine.square" in data or b"x^2" in data for data in own.files().values())


def test_a_draft_says_beside_a_formula_what_is_wrong_with_it(own: Site) -> None:
    own.write({"a.md": RIGHT + WRONG}).build(plugins=plugin())
    built = own.content("a/index.html")
    config = load_config(str(own.root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    served = own.content("a/index.html")

    assert "notewright-verdict" not in built
    (box,) = re.findall(r'<span class="notewright-verdict[^>]*>([^<]*)</span>', served)
    assert re.match(r"the formula gives .+, the function .+, at x = ", box)
    assert served.rindex(box) > served.index('id="double"')
