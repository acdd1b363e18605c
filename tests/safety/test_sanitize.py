"""The list of HTML: what passes it passes it unchanged, and nothing else is left."""

from __future__ import annotations

import pytest
from dangers import dangers
from hypothesis import given
from hypothesis import strategies as st
from justhtml import JustHTML

from notewright.build.sanitize import losses, sanitize, sanitize_part

FRAGMENTS = r"""
<script> </script> <script <style> </style> <svg> </svg> <svg/> <math> </math> <mtext> </mtext> <title> </title>
<textarea> </textarea> <xmp> </xmp> <noscript> </noscript> <iframe> </iframe> <iframe <template> </template> <select>
</select> <table> </table> <td> <tr> </p> <p> <b> </b> <a <a> </a> <img <form> </form> <object> <embed <!-- --> --!>
<!--> <![CDATA[ ]]> <!doctype <? ?> <div </div> <details> <foreignObject> <desc> <annotation-xml <mglyph> <plaintext>
<use <animate <set <image <base <link <meta <input <button </ < > /> / " ' ` = & ; \
onerror= onload=alert(1) src= src=x href= href="javascript:alert(1)" href=' xlink:href= srcdoc=" style=" id="__config"
javascript: java&#10;script: data:text/html, &lt; &gt; &quot; &#60; &colon; expression( @import url(// x alert(1)
"""
HOSTILE = st.lists(st.sampled_from([*FRAGMENTS.split(), " ", "\n", "\t", "\0", "\x0c"]), max_size=25).map("".join)


@given(HOSTILE)
def test_nothing_dangerous_is_left(text: str) -> None:
    assert dangers(sanitize(text)) == []


@given(HOSTILE)
def test_what_is_left_is_left_again(text: str) -> None:
    once = sanitize(text)

    assert sanitize(once) == once


@given(HOSTILE)
def test_a_part_is_as_harmless_as_a_page(text: str) -> None:
    assert dangers(sanitize_part(text)) == []


@given(HOSTILE)
def test_it_closes_nothing_around_it(text: str) -> None:
    root = JustHTML(f"<main><article>{sanitize(text)}</article><footer></footer></main>", sanitize=False).root
    footer = root.query_one("footer") if hasattr(root, "query_one") else None

    assert footer is not None
    assert footer.parent is not None
    assert footer.parent.name in {"main", *_FORMATTING}


# Browsers open these anew where an element that was open in them ends.
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}

KEPT = [
    "<u>u</u> <kbd>K</kbd> <mark>m</mark> <br> <br/> <br /> <hr>",
    '<span style="color: red; background: url(a.png)">x</span>',
    '<div class="grid cards" markdown></div>',
    '<p align="center"><img src="x.png" width="50%" alt="a &amp; b"></p>',
    '<iframe src="https://e.test/v" width="560" allow="autoplay" allowfullscreen loading="eager"></iframe>',
    '<video controls><source src="a.mp4" type="video/mp4"></video>',
    '<details name="a" open><summary>s</summary>x</details>',
    '<a href="mailto:a@b.c">m</a> <a href="obsidian://open?vault=x">o</a> <a href="#x" target="_blank">a</a>',
    '<a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;a@b.c">m</a>',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<i style="background: url(data:image/png;base64,AA//AA==)"></i>',
    '<input type="checkbox" checked disabled><label class="task-list-control"></label>',
    '<input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio" /><label for="__tabbed_1_1">T</label>',
    '<h2 id="__main">__main</h2><h2 id="__init__">__init__</h2>',
    '<a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>',
    '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M0"/></svg></span>',
    '<svg viewBox="0 0 1 1"><title>t</title><defs><linearGradient id="g"><stop offset="0" stop-color="red" />'
    '</linearGradient></defs><use href="#g" /><rect fill="url(#g)" /></svg>',
    '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>',
    "<ul><li>a<li>b</ul> <table><tr><td>a<td>b</table> <dl><dt>a<dd>b</dl>",
    '<td colspan="2" style="text-align: center"></td>',
    "<style>.x { color: red } .y > .z { background: url(a.png) }</style>",
    "<ruby>漢<rt>kan</rt></ruby> H<sub>2</sub>O",
    '<button class="md-button" type="button" aria-label="x" data-y="z">b</button>',
    "a &lt; b &amp;&amp; c > d",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_notes_may_use_stays_to_the_letter(text: str) -> None:
    assert sanitize(text) == text
    assert list(losses(text)) == []


CHANGED = {
    "<B>x</B>": "<b>x</b>",
    "a < b <3 Vec<T> <placeholder>": "a &lt; b &lt;3 Vec&lt;T&gt; &lt;placeholder&gt;",
    "<path> is text outside of a picture": "&lt;path> is text outside of a picture",
    "<b>never closed": "<b>never closed</b>",
    "<div><b>x</div>y": "<div><b>x</b></div>y",
    "</div></article>x": "x",
    "<form><b>x</b></form>": "<b>x</b>",
    "<input type=text>": "",
    "a<!-- b -->c": "ac",
    "a<script>b</script>c": "ac",
    "a<script>b": "ab",
    '<a title="a<b>c" onclick=x>y</a>': '<a title="a&lt;b&gt;c">y</a>',
    "<img alt='a\"b'>": '<img alt="a&quot;b">',
    '<iframe src="https://e.test">never shown</iframe>': '<iframe src="https://e.test" loading="lazy"></iframe>',
    "<object><p>in its place</p></object>": "<p>in its place</p>",
    '<p id="__config">x</p>': "<p>x</p>",
    "<style>a{}<b></style>x": "x",
    "<title>x</title>y": "y",
}


@pytest.mark.parametrize(("text", "left"), CHANGED.items())
def test_the_rest_is_mended_shown_or_taken_away(text: str, left: str) -> None:
    assert sanitize(text) == left


def test_a_loss_is_told_with_its_place() -> None:
    text = "<b>x</b> <i onclick=x>y</i> <script>z</script><i onclick=x>"

    assert [at for at, _ in losses(text)] == [9, 28, 46]
