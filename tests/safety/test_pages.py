"""Whatever Markdown a note is made of, its page runs nothing."""

from __future__ import annotations

from dangers import dangers
from hypothesis import given, settings
from hypothesis import strategies as st
from vectors import page_of

FRAGMENTS = r"""
[x]: y [^1]: [^1] [[note [[note| |alias ]] ![[x.png| ![ ]( ) [a](b "t") [a](javascript:alert(1)) [x] {onclick=alert(1)}
{: onmouseover="alert(1)" } <img title=" <a title=' <div markdown> </div> <b> </b> <script> </script> <!-- --> <style>
</style> <svg> </svg> onclick=alert(1) "onclick=alert(1)" " ' ` `` = > < $x$ $$ #tag %% == ~~ * ** _ \ | --- `=this.x`
`="<b>"` &lt; &quot; *[x]: ^id > [!note] - 1. # ## ``` ~~~ :smile: ++ctrl++ !!! ??? === https://e.test/ a@b.test ; ^^
"""
MARKDOWN = st.lists(st.sampled_from([*FRAGMENTS.split(), " ", " ", "\n", "\n\n", "    ", "\t"]), max_size=20).map(
    "".join
)


@settings(max_examples=60, deadline=None)
@given(MARKDOWN)
def test_a_page_runs_nothing(text: str) -> None:
    assert dangers(page_of(text)) == []
