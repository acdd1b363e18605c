"""What embeds cost, and how their ids are kept apart."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rendered import project_of, rendered_page

from notewright.build.renderer import Renderer
from notewright.build.scope import scoped
from notewright.build.stash import Excerpt

NAMES = st.sampled_from(["a", "fn:1", "ä", "x y", "^b"])
PIECES = st.one_of(
    st.builds('<p id="{}">'.format, NAMES),
    st.builds("<p id='{}'>".format, NAMES),
    st.builds('<a href="#{}">'.format, NAMES),
    st.builds('<label for="{}">'.format, NAMES),
    st.sampled_from(["text", "<", ">", '"', "'", "<b>", 'id="a"', "<p title='id=\"a\"'>", "</p>"]),
)


@given(st.lists(PIECES))
def test_ids_get_the_prefix_and_what_refers_to_them_follows(pieces: list[str]) -> None:
    html = "\n".join(pieces)
    names = set(re.findall(r"<p id=[\"']([^\"']*)[\"']>", html))
    tags = set(re.findall(r"<[^<>]*>", html))
    new = scoped(html, "e:")

    for name in names:
        if f'<a href="#{name}">' in tags and f'<a href="#e:{name}">' not in new:
            assert f'<a href="#{name}">' in new
            assert not re.search(rf"<p id=[\"']e:{re.escape(name)}[\"']>", new), "a link and its target go together"
    assert new.replace("e:", "").replace("'", '"') == html.replace("'", '"')


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#x">', '<a href="#x">'),
        ('<i id="x"></i><a href="#x">', '<i id="e:x"></i><a href="#e:x">'),
        ('<i id="x"></i><a href="../#x">', '<i id="e:x"></i><a href="../#x">'),
        ("<i id=x></i><a href=#x>", '<i id="e:x"></i><a href="#e:x">'),
        ('<i id="ä"></i><a href="#%C3%A4">', '<i id="e:ä"></i><a href="#e:%C3%A4">'),
        ('<input type="radio" name="n"><iframe name="n">', '<input type="radio" name="e:n"><iframe name="n">'),
        ('<b id="x"></b><i aria-labelledby="x y">', '<b id="e:x"></b><i aria-labelledby="e:x y">'),
        ('<g id="x"/><path fill="url(#x)"/>', '<g id="e:x"/><path fill="url(#e:x)"/>'),
        ('<i data-id="x" title="id=x">id="x"', '<i data-id="x" title="id=x">id="x"'),
        ('<i id="a&amp;b"></i><a href="#a&amp;b">', '<i id="e:a&amp;b"></i><a href="#e:a&amp;b">'),
    ],
)
def test_what_is_an_id_and_what_refers_to_one(html: str, expected: str) -> None:
    assert scoped(html, "e:") == expected


def test_a_note_is_rendered_once_for_all_its_embeds(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []
    render = Renderer.__call__

    def counted(self: Renderer, excerpt: Excerpt) -> str:
        rendered.append(excerpt.markdown)
        return render(self, excerpt)

    monkeypatch.setattr(Renderer, "__call__", counted)
    html = rendered_page(
        project_of({"note.md": "![[a]]\n" * 100, "a.md": "Text ![[b]]\n", "b.md": "More.\n"}), "note.md"
    )

    assert html.count("More.") == 100
    assert len(rendered) == 2


def test_notes_that_embed_each_other_many_times_end_in_links() -> None:
    notes = {f"{number}.md": f"![[{number + 1}]]\n" * 100 for number in range(5)}
    html = rendered_page(project_of({**notes, "5.md": "The last.\n"}), "0.md")

    assert 1_000 < html.count("The last.") < 100_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "embeds", ["![[a]]\n", "x ![[a#Part]] y\n\n", "| a |\n|---|\n| ![[a]] |\n\n", "![[#Part]]\n\n"]
)
def test_time_grows_with_the_number_of_embeds(embeds: str) -> None:
    small, large = seconds(embeds, 250), seconds(embeds, 1000)

    # Four times the embeds take four times as long, and sixteen times if it is quadratic.
    assert large < 10 * max(small, 0.01)


def seconds(embeds: str, count: int) -> float:
    return min(_once(embeds, count) for _ in range(3))  # a machine at work on other things is slow now and then


def _once(embeds: str, count: int) -> float:
    project = project_of(
        {"note.md": embeds * count + "# Part\n\nText.\n", "a.md": "# Part\n\nText.[^1]\n\n[^1]: Note.\n"}
    )
    start = process_time()
    rendered_page(project, "note.md")
    return process_time() - start
