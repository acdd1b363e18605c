"""What the object `dv` knows and does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notewright.dataview.javascript import Scripts
from notewright.dataview.javascript.page_text import LAZY


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("dv.pages().length", "6"),
        ("dv.pages('').length", "6"),
        ("dv.pages('\"books\"').file.name", "Dune, Emma, Ulysses"),
        ("dv.pages('#book and -#book/old').file.name", "Emma, Ulysses"),
        ("dv.pages('[[Dune]]').file.name", "Home, Ulysses"),
        ("dv.pages('[[]]').length", "0"),
        ("dv.pagePaths('#book')", "books/Dune.md, books/Emma.md, books/Ulysses.md"),
        ("dv.page('Dune').file.path", "books/Dune.md"),
        ("dv.page(dv.fileLink('books/Dune.md')).rating", "5"),
        ("String(dv.page('Nowhere'))", "undefined"),
        ("dv.current().file.name", "Home"),
        ("this.current().file.name + dataview.current().file.name", "HomeHome"),
        ("dv.currentFilePath", "Home.md"),
        ("dv.current().start.year", "2024"),
        ("dv.current().length.days", "3"),
        ("dv.current().file.outlinks", "[[books/Dune.md|Dune]], [[Nowhere|Nowhere]]"),
        ("dv.page('Dune').file.inlinks", "[[Home.md|Home]], [[books/Ulysses.md|Ulysses]]"),
        ("Object.keys(dv.page('Emma')).join()", "rating,genre,tags,read,file"),
        ("Object.keys(dv.current().file).includes('outlinks')", "true"),
        ("dv.fileLink('Dune', true, 'worm').markdown()", "![[Dune|worm]]"),
        ("dv.sectionLink('Dune', 'One: two!').toString()", "[[Dune#One two|Dune > One two]]"),
        ("dv.blockLink('Dune', 'abc').type", "block"),
        ("const l = dv.fileLink('a/Dune.md'); [l.path, l.embed, l.type, l.fileName(), l.withDisplay('x').display]",
         "a/Dune.md, false, file, Dune, x"),
        ("dv.compare('a', 'B') < 0", "true"),
        ("[dv.compare(1, 2), dv.compare(null, 1), dv.compare('x', 1), dv.compare([1], [1])]", "-1, -1, 1, 0"),
        ("[dv.equal({a: 0}, {a: 0}), dv.equal(1, '1')]", "true, false"),
        ("const a = [1, {b: 2}]; const c = dv.clone(a); c[1].b = 3; a[1].b", "2"),
        ("dv.parse('[[A]]').path + dv.parse('2024-01-02').year + dv.parse('9 seconds').seconds + dv.parse('word')",
         "A20249word"),
        ("dv.literal('2024-01-02').day", "2"),
        ("dv.date('2024-01-02').month", "1"),
        ("dv.date(dv.fileLink('2024-05-14')).day", "14"),
        ("String(dv.date('no date'))", "null"),
        ("dv.duration('8 minutes').minutes", "8"),
        ("dv.tryEvaluate('x + 2', {x: 3})", "5"),
        ("dv.tryEvaluate('this.start.year')", "2024"),
        ("const r = dv.evaluate('2 +'); [r.successful, r.error]", "false, Failed to parse expression \"2 +\""),
        ("dv.func.contains(['a', 'b'], 'a')", "true"),
        ("dv.func.map([1, 2], x => x + 1)", "2, 3"),
        ("dv.func.map([dv.date('2024-01-02')], d => d.year + dv.func.map([1], x => dv.pages().length + x)[0])", "2031"),
        ("dv.func.filter(dv.array([1, 2]), x => x > 1)", "2"),
        ("dv.func.elink('https://example.org', 'there')", "[there](https://example.org)"),
        ("dv.value.typeOf(dv.fileLink('x'))", "link"),
        ("dv.markdownTable(['a', 'b'], [[1, 'x|y']])", "| a | b    |\n| - | ---- |\n| 1 | x\\|y |\n"),
        ("dv.markdownTable(['a'], [[[1, {k: 2}]]])",
         f"| a{' ' * 56} |\n| {'-' * 57} |\n| <ul><li>1</li><li><ul><li><b>k</b>: 2</li></ul></li></ul> |\n"),
        ("dv.markdownList([1, [2]])", "- 1\n-\n    - 2\n"),
        ("dv.markdownTaskList([{text: 'do', task: true, status: 'x', path: 'a.md', line: 0, children: []}])",
         "- [x] do\n"),
        ("dv.io.normalize('Dune')", "books/Dune.md"),
        ("dv.settings.renderNullAs", "\\-"),
        ("'a text'.contains('text') && [1, 2].contains(2)", "true"),
    ],
)  # fmt: skip
def test_a_call_gives_its_value(value: Callable[[str], str], script: str, expected: str) -> None:
    assert value(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("await dv.query('LIST FROM #book').then(r => r.value.values.length)", ""),
        ("return (await dv.query('LIST FROM #book')).value.values.map(l => l.path).join()",
         "books/Dune.md,books/Emma.md,books/Ulysses.md"),
        ("return (await dv.tryQuery('TABLE rating FROM #book')).headers.join()", "File,rating"),
        ("return (await dv.tryQuery('TABLE rating FROM #book', null, {forceId: false})).headers.join()", "rating"),
        ("return (await dv.query('LIST rating FROM \"books/Dune\"')).value.values[0].value", "5"),
        ("return (await dv.query('CALENDAR read FROM \"books/Dune\"')).value.values[0].date.year", "2024"),
        ("return (await dv.query('LISST')).successful", "false"),
        ("try { await dv.tryQuery('LISST') } catch (e) { return e.message.includes('LISST') }", "true"),
        ("return (await dv.queryMarkdown('LIST FROM \"books/Dune\"')).value", "- [[books/Dune.md|Dune]]\n"),
        ("return await dv.tryQueryMarkdown('LIST rating FROM \"books/Dune\"')", "- [[books/Dune.md|Dune]]: 5\n"),
    ],
)  # fmt: skip
def test_a_query_gives_the_answer_of_the_query_language(
    value: Callable[[str], str], script: str, expected: str
) -> None:
    assert value(script) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("dv.header(2, 'Head')", "<h2>Head</h2>"),
        ("dv.paragraph('**x**')", "<p>**x**</p>"),
        ("dv.span([1, [2]])", "<span><ul><li>1</li><li><ul><li>2</li></ul></li></ul></span>"),
        ("dv.el('b', 'x', {cls: 'k', attr: {title: 't'}})", '<b title="t">x</b>'),
        ("dv.el('b', null)", "<b></b>"),
        ("dv.el('div', dv.fileLink('Dune'))", "<div>[[Dune|Dune]]</div>"),
        ("const d = dv.el('div', ''); dv.el('i', 'in', {container: d})", "<div><i>in</i></div>"),
        ("dv.container.createEl('p', {text: '<b>'})", "<p><b></p>"),
        ("const e = dv.el('p', 'x'); e.style.fontWeight = 'bold'; e.dataset.count = 2",
         '<p style="font-weight: bold" data-count="2">x</p>'),
        ("dv.el('p', 'x').remove(); dv.el('p', 'y')", "<p>y</p>"),
        ("dv.list([1, dv.fileLink('Dune')])", "<ul><li>1</li><li>[[Dune|Dune]]</li></ul>"),
        ("dv.list(dv.array([1]))", "<ul><li>1</li></ul>"),
        ("dv.list()", ""),
        ("dv.table(['a', 'b'], [[1, [2, 3]]])",
         "<table><thead><tr><th>a<span>1</span></th><th>b</th></tr></thead>"
         "<tbody><tr><td>1</td><td><ul><li>2</li><li>3</li></ul></td></tr></tbody></table>"),
        ("dv.execute('LIST FROM \"books/Dune\"')", "<ul><li>[[books/Dune.md|Dune]]</li></ul>"),
        ("dv.executeJs('dv.span(1 + 1)')", "<span>2</span>"),
        ("await null; dv.span('after')", "<span>after</span>"),
        ("setTimeout(() => dv.span('2'), 20); setTimeout(() => dv.span('1'), 10); dv.span('0')",
         "<span>0</span><span>1</span><span>2</span>"),
    ],
)  # fmt: skip
def test_a_script_puts_on_the_page(shown: Callable[[str], str], script: str, expected: str) -> None:
    assert shown(script) == expected


def test_tasks_show_the_text_that_a_script_wants(shown: Callable[[str], str]) -> None:
    task = "{text: 'written', visual: 'seen', task: true, status: ' ', path: 'Home.md', line: 0, children: []}"

    assert "seen" in shown(f"dv.taskList([{task}], false)")
    assert "written" not in shown(f"dv.taskList([{task}], false)")


def test_tasks_are_grouped_by_file_unless_told(shown: Callable[[str], str]) -> None:
    tasks = "[{text: 'do', task: true, status: ' ', path: 'Home.md', line: 0, children: []}]"

    assert "<h4>" in shown(f"dv.taskList({tasks})")
    assert "<h4>" not in shown(f"dv.taskList({tasks}, false)")


def test_the_value_of_a_block_is_not_shown_but_that_of_an_inline_script_is(shown: Callable[..., str]) -> None:
    assert shown("1 + 1") == ""
    assert shown("1 + 1", inline=True) == "2"


def test_the_notes_that_a_script_read_are_known(scripts: Scripts) -> None:
    assert scripts.run("dv.pages('#book and -#book/old').length", "Home.md").read == {
        "books/Emma.md",
        "books/Ulysses.md",
    }
    assert scripts.run("1", "Home.md").read == frozenset()


def test_what_a_query_of_a_script_read_is_known_too(scripts: Scripts) -> None:
    outcome = scripts.run("await dv.query('LIST rating FROM \"days\"')", "Home.md")

    assert {"days/2024-05-14.md", "days/2024-05-15.md"} <= outcome.read
    assert outcome.dependencies.folders == {"days"}


def test_only_the_pages_of_a_source_are_handed_over(scripts: Scripts) -> None:
    fresh = Scripts(scripts.pages, scripts.now, engine=scripts.engine)

    fresh.run("dv.pages('\"days\"').steps", "Home.md")

    assert sorted(fresh._page_texts) == ["days/2024-05-14.md", "days/2024-05-15.md"]
    assert all(f'"{name}":' not in text for text in fresh._page_texts.values() for name in LAZY)
