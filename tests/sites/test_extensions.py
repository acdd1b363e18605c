"""The extensions that Material recommends work in notes as they do without us."""

from __future__ import annotations

import re

import pytest
from built_site import Site
from pymdownx.superfences import fence_code_format

RECOMMENDED = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    {"toc": {"permalink": True}},
    "tables",
    {"pymdownx.arithmatex": {"generic": True}},
    {"pymdownx.betterem": {"smart_enable": "all"}},
    "pymdownx.blocks.caption",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.emoji",
    {"pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True}},
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    {"pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid", "format": fence_code_format}]}},
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}},
    "pymdownx.tilde",
]

NOTE = """
The HTML specification.

*[HTML]: Hypertext

!!! note "A title"
    Admonished text.

    - in a list

??? tip "Folded"
    Folded text.

=== "One"
    First tab.

=== "Two"
    Second tab.

[Button](https://example.org){ .md-button }

A paragraph
with two lines.
{: .of-a-class }

## Other heading { #own-id }

See [[#Other heading own-id]].

term
:   definition

<div class="grid cards" markdown>

- **Card** one
- Card two

</div>

![](plot.png)
/// caption
The caption.
///

H~2~O, a^2^, ^^under^^, ~~struck~~, {++added++}, {--gone--}, ==marked==, ++ctrl+c++

`#!python x = 1` and :smile: and :material-account: and (c)

- [x] done

```mermaid
graph TD
A["<b>"] --> B
class B internal-link
```

``` py title="a.py" hl_lines="1" linenums="1"
x = 1  # (1)!
```

1.  An annotation.

One.[^1]

[^1]: Said.
"""

EXPECTED = {
    "abbreviations": '<abbr title="Hypertext">HTML</abbr>',
    "admonitions": '<div class="admonition note">\n<p class="admonition-title">A title</p>',
    "lists in admonitions": "<li>in a list</li>",
    "details": '<details class="tip">\n<summary>Folded</summary>',
    "tabs": '<div class="tabbed-content">',
    "both tabs": "<p>Second tab.</p>",
    "buttons": '<a class="md-button" href="https://example.org">Button</a>',
    "attributes of a paragraph": '<p class="of-a-class">A paragraph<br />\nwith two lines.</p>',
    "an id of a heading": '<h2 id="own-id">',
    "links to a heading with an id": 'href="#other-heading-own-id"',
    "definitions": "<dt>term</dt>",
    "grids": '<div class="grid cards">\n<ul>\n<li><strong>Card</strong> one</li>',
    "captions": "<figcaption>\n<p>The caption.</p>\n</figcaption>",
    "subscripts": "H<sub>2</sub>O",
    "superscripts": "a<sup>2</sup>",
    "insertions": "<ins>under</ins>",
    "critic": '<ins class="critic">added</ins>',
    "marks": "<mark>marked</mark>",
    "keys": '<kbd class="key-control">Ctrl</kbd>',
    "code with a language in a line": '<code class="language-python highlight">',
    "emoji": "\U0001f604",
    "icons": '<span class="twemoji"><svg',
    "symbols": "&copy;",
    "tasks": 'class="task-list-item"',
    "diagrams": '<pre class="mermaid"><code>graph TD\nA["&lt;b&gt;"] --&gt; B',
    "titles of code": '<span class="filename">a.py</span>',
    "highlighted lines": '<span class="hll">',
    "annotations": "# (1)!",
    "footnotes": 'href="#fn:1"',
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("site")
    (root / "vault").mkdir()
    site = Site(root).write({"index.md": NOTE, "B.md": "Text.", "plot.png": b""})
    return site.build(markdown_extensions=RECOMMENDED).content("index.html")


@pytest.mark.slow
@pytest.mark.parametrize("html", EXPECTED.values(), ids=EXPECTED.keys())
def test_an_extension_works(html: str, page: str) -> None:
    assert html in page


@pytest.mark.slow
def test_a_diagram_that_is_drawn_has_the_links_of_its_nodes(page: str) -> None:
    assert 'click B "B/" "B"' in page
    assert '<p class="notewright-diagram-links"><a class="notewright-link" href="B/">B</a></p>' in page


@pytest.mark.slow
def test_no_extension_asks_another_site_for_anything(page: str) -> None:
    assert re.findall(r'(?:src|srcset|data)="https?:[^"]*"', page) == []
