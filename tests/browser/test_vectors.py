"""A browser reads the pages of notes that would run a program, and nothing runs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Browser
from vectors import page_of, vectors

pytestmark = pytest.mark.browser

_ADDRESS = "http://notes.test/"
_READ = """async pages => {
    const counts = [];
    for (const page of pages) {
        const frame = document.body.appendChild(document.createElement('iframe'));
        const inner = frame.contentWindow;
        let ran = 0;
        for (const name of ['alert', 'msgbox', 'prompt']) inner[name] = () => { ran += 1 };
        inner.document.write('<!doctype html><body><article>' + page + '</article>');
        inner.document.close();
        const root = inner.document.querySelector('article');
        for (const element of root.querySelectorAll('*')) {
            for (const attribute of element.attributes) if (attribute.name.startsWith('on')) ran += 1;
            for (const kind of ['click', 'mouseover', 'focus', 'toggle', 'animationstart'])
                element.dispatchEvent(new inner.Event(kind, {cancelable: true}));
            const address = element.href?.baseVal ?? element.href ?? '';
            if (/^(javascript|vbscript|data):/.test(address)) ran += 1;
        }
        root.innerHTML = root.innerHTML;  // as themes do that load pages without leaving them
        ran += root.querySelectorAll('script, object, embed, foreignObject, animate, set, form').length;
        await new Promise(resolve => setTimeout(resolve, 5));
        counts.push(ran);
        frame.remove();
    }
    return counts;
}"""


def run_by(browser: Browser, texts: Sequence[str], html: str) -> list[str]:
    """The notes of which something runs: when their page is read, and when its reader touches everything."""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body="", status=404))
    page.route(_ADDRESS, lambda route: route.fulfill(body="<!doctype html><body>", content_type="text/html"))
    page.goto(_ADDRESS)
    counts = page.evaluate(_READ, [page_of(text, html=html) for text in texts])
    page.close()
    return [text for text, count in zip(texts, counts, strict=True) if count]


def test_nothing_runs(browser: Browser) -> None:
    assert run_by(browser, vectors(), "safe") == []


def test_much_of_what_a_site_trusts_runs(browser: Browser) -> None:
    assert len(run_by(browser, vectors(), "trusted")) > len(vectors()) // 2
