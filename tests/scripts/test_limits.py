"""A script cannot get out, and what takes too much ends in an error of its own; the next one runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from notewright.dataview.javascript import Engine, ScriptError, Scripts
from notewright.dataview.javascript.engine import Limits


@pytest.fixture(scope="module")
def hasty(scripts: Scripts) -> Iterator[Scripts]:
    """Scripts that may take little."""
    engine = Engine(Limits(seconds=2, memory=32 * 1024**2))
    yield Scripts(scripts.pages, scripts.now, engine=engine)
    engine.close()


@pytest.mark.parametrize(
    "script",
    [
        "for (;;);",
        "dv.func.map([1], () => { for (;;); })",
        "for (;;) dv.pages()",
        "while (true) await null",
        "const again = () => setTimeout(again); again()",
        "/^(a+)+$/.test('a'.repeat(40) + 'b')",
        "const a = []; for (;;) a.push('x'.repeat(1000) + a.length)",
        "let s = 'x'; for (;;) s += s + 'y'",
        "new Uint8Array(1e9).fill(1); for (;;);",
        "const down = () => down() + 1; down()",
        "JSON.parse('['.repeat(1e6))",
        "let o = {}; for (let i = 0; i < 1e5; i++) o = {o}; JSON.stringify(o)",
        "for (;;) dv.paragraph('flood')",
        "dv.list(Array.from({length: 60000}, () => 1))",
        "dv.table(['a'], Array.from({length: 300}, () => Array(300).fill(1)))",
        "dv.paragraph('x'.repeat(3e6))",
        "dv.list(['x'.repeat(3e6)])",
        "for (let n = 0; n < 30; n++) dv.span('x'.repeat(1e5))",
        "dv.el('b', '', {attr: {title: 'x'.repeat(3e6)}})",
        "dv.container.innerHTML = 'x'.repeat(3e6)",
        "let e = dv.container; for (;;) e = e.createEl('div')",
        "const proxy = new Proxy({}, {get: (t, n, p) => p[n]}); proxy.x",
    ],
)
def test_what_takes_too_much_ends_in_an_error_and_the_next_runs(hasty: Scripts, script: str) -> None:
    with pytest.raises(ScriptError) as raised:
        hasty.run(script, "Home.md")

    assert raised.value.kind == "limit" or "deep" in raised.value.message
    assert hasty.run("dv.span(dv.current().file.name)", "Home.md").nodes


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("await new Promise(() => {})", "a promise that nothing settles"),
        ("const o = {}; o.o = o; dv.list([o])", "holds itself"),
        ("const d = dv.el('div', ''); d.append(d)", "cannot hold itself"),
        ("throw 'words'", "words"),
        ("throw null", "threw `null`"),
        ("await Promise.reject(null)", "threw `null`"),
        ("throw {toString() { throw 1 }}", "threw something that is no error"),
        ("throw {a: 1}", "threw something that is no error"),
        ("throw new Proxy({}, {getPrototypeOf() { throw 2 }, get() { throw 1 }})", "threw something"),
        ("throw Object.create(null)", "threw something that is no error"),
        ("throw 'a\\u0001\\x1b[31m'", "a\ufffd\ufffd[31m"),
        ("null.x", "TypeError"),
        ("dv.header(7, 'x')", "a level from 1 to 6"),
        ("dv.page(5)", "dv.page takes a path or a link"),
        ("dv.pages('#a or')", "Failed to parse query"),
        ("dv.pages('#a SORT x')", "more than a source"),
        ("dv.table(['a'], 5).then(() => 1); dv.table(['a'], {get length() { throw new Error('rows') }})", "rows"),
        ("dv.func.round('x')", "No implementation of 'round'"),
        ("dv.func.map([1], x => { throw new Error('inside') })", "inside"),
        ("dv.date('2024-01-01').startOf('moon')", "Invalid unit moon"),
        ("moment()", "`moment` is not there"),
        ("app.vault.read()", "`app` is not there"),
        ("fetch('https://example.org')", "`fetch` is not there"),
        ("require('fs')", "`require` is not there"),
        ("process.env", "`process` is not there"),
        ("performance.now()", "`performance` is not there"),
        ("new Intl.NumberFormat()", "`Intl` is not there"),
        ("dv.app", "dv.app is not there"),
        ("dv.io.load('Home')", "dv.io.load is not there"),
        ("await dv.io.csv('a.csv')", "dv.io.csv is not there"),
        ("await dv.view('x')", "dv.view is not there"),
        ("dv.luxon.Interval", "dv.luxon.Interval is not there"),
        ("await import('fs')", "Error"),
    ],
)
def test_what_cannot_be_done_says_so(shown: Callable[[str], str], script: str, said: str) -> None:
    with pytest.raises(ScriptError) as raised:
        shown(script)

    assert said in raised.value.message


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("({}).constructor.constructor('return this')() === globalThis", "true"),
        ("typeof globalThis.__host + typeof globalThis.__world + typeof host + typeof world", "undefined" * 4),
        ("Object.getOwnPropertyNames(globalThis).filter(n => /host|world|std|os$/.test(n)).length", "0"),
        ("dv.page.constructor('return typeof ask')()", "undefined"),
        ("Object.prototype.$ = 'page'; dv.current().file.name", "Home"),
        ('dv.clone(JSON.parse(\'{"__proto__": {"polluted": 1}}\')); String({}.polluted)', "undefined"),
        (
            "dv.tryEvaluate('x', {x: JSON.parse('{\"__proto__\": {\"polluted\": 1}}')}); String({}.polluted)",
            "undefined",
        ),
        ("dv.tryEvaluate('x', {x: {$: 'page', path: 'y'}}).$", "page"),
        ("dv.compare(5, Symbol('x'))", "1"),
        ("globalThis.left = 1; dv.span('')", "<span></span>"),
        ("typeof left", "undefined"),
    ],
)
def test_nothing_leads_out_of_a_script_or_into_the_next(
    value: Callable[[str], str], script: str, expected: str
) -> None:
    assert value(script) == expected


@pytest.mark.parametrize(
    "script",
    [
        "Object.prototype.toJSON = () => 'x'; dv.span(1)",
        "Array.prototype[Symbol.iterator] = null; dv.list([1])",
        "dv.container.childNodes = [{tag: 1}]",
        "dv.container.childNodes = [{view: 'table', value: 5}]",
        "dv.container.childNodes = [{view: 'table', headers: 5, value: []}]",
    ],
)
def test_what_breaks_the_runtime_breaks_only_its_script(shown: Callable[[str], str], script: str) -> None:
    with pytest.raises(ScriptError):
        shown(script)

    assert shown("dv.list([1])") == "<ul><li>1</li></ul>"


@pytest.mark.parametrize(
    ("script", "place"),
    [
        ("let x = 1;\n  nowhere()", (2, 3)),
        ("let x =\n\n  )", (3, 3)),
        ("await null;\n\nnowhere()", (3, 1)),
        ('let b="日本😀"; nowhere()', (1, 14)),
        ("let a;\nlet b='日本😀'; )", (2, 14)),
        ("function f() {\n  throw new Error('x')\n}\nf()", (2, 13)),
        ("const x = 1;\ndv.page(5)", (2, 4)),
        ("throw 'x'", (0, 0)),
    ],
)
def test_an_error_knows_its_place(shown: Callable[[str], str], script: str, place: tuple[int, int]) -> None:
    with pytest.raises(ScriptError) as raised:
        shown(script)

    assert (raised.value.line, raised.value.column) == place


def test_a_process_that_dies_costs_only_its_script(scripts: Scripts) -> None:
    engine = Engine(Limits(seconds=20))
    fragile = Scripts(scripts.pages, scripts.now, engine=engine)
    fragile.run("1", "Home.md")
    process = engine._process
    assert process is not None

    def kill(*_: object) -> str:
        process.kill()
        return '{"ok": null}'

    with pytest.raises(ScriptError, match="brought the JavaScript engine down"):
        engine.run("dv.current()", fragile._world("", "Home.md", False), kill)

    assert fragile.run("dv.span(2)", "Home.md").nodes
    engine.close()


def test_what_asks_without_end_ends_with_the_time_of_the_answers(scripts: Scripts) -> None:
    engine = Engine(Limits(seconds=20, all_seconds=0.5))
    slow = Scripts(scripts.pages, scripts.now, engine=engine)

    with pytest.raises(ScriptError, match=r"answers to what it asks took more than 0\.5 seconds"):
        slow.run("for (;;) dv.query('LIST')", "Home.md")
    engine.close()


def test_no_control_sign_reaches_the_page(shown: Callable[[str], str]) -> None:
    assert shown(r"dv.span('a\0b\u0001\u001b[31m\tc')") == "<span>a\ufffdb\ufffd\ufffd[31m\tc</span>"
    assert shown(r"dv.container.innerHTML = 'a\u001b'") == "a\ufffd"
    assert shown(r"dv.el('b', '', {attr: {title: 'a\u001b'}})") == '<b title="a\ufffd"></b>'
    assert shown(r"dv.list(['a\u001b', {'k\u001b': 'b\u009b'}])").count("\ufffd") == 3
