"""Whatever a script hands over or is given, the way between the two sides holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notewright.dataview import Context, render
from notewright.dataview.javascript import Scripts
from notewright.dataview.javascript.host import OPERATIONS, Host, Surroundings
from notewright.dataview.result import ListResult, ListRow
from notewright.values import LOCAL, UTC, Date, Duration, Link, Value, Zone

NAMES = st.text(max_size=5) | st.sampled_from(["$", "__proto__", "constructor", "length", "toString", "1"])
NUMBERS = st.floats(width=32) | st.integers(-(2**53), 2**53)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    NUMBERS,
    st.text(max_size=8),
    st.builds(Date, st.integers(-(10**14), 10**14), st.sampled_from([LOCAL, UTC, Zone("fixed", 90)])),
    st.builds(Duration, days=st.integers(-50, 50), hours=st.integers(0, 5)),
    st.builds(Link, st.text(min_size=1, max_size=5), st.none() | st.text(min_size=1, max_size=5)),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
FORMS = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["$", "id", "path", "entries", "text", "zone", "instant", "x"]), inner)
        | st.fixed_dictionaries({"$": st.sampled_from(["date", "duration", "link", "object", "function", "page"])})
    ),
    max_leaves=8,
)


class OneNote:
    """A vault of one note with one field."""

    def __init__(self, value: Value) -> None:
        self.value = value

    def paths(self) -> list[str]:
        return ["a.md"]

    def page(self, path: str) -> Mapping[str, Value]:
        return {"a.md": {"value": self.value, "file": {"path": "a.md"}}}[path]

    def resolve(self, link_path: str, origin: str) -> str | None:
        return "a.md" if link_path == "a.md" else None

    def __getattr__(self, name: str) -> Any:
        return lambda *_: []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_a_value_survives_the_way_to_a_script_and_back(scripts: Scripts, value: Value) -> None:
    fresh = Scripts(OneNote(value), scripts.now, engine=scripts.engine)

    (shown,) = fresh.run("dv.list([dv.current().value])", "a.md").nodes

    assert shown == render(ListResult((ListRow(None, value, has_id=False, has_value=True),)))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(OPERATIONS)), st.lists(FORMS, max_size=4))
def test_every_question_has_an_answer(scripts: Scripts, name: str, forms: list[Any]) -> None:
    context = Context(OneNote(None), "a.md", scripts.now)
    host = Host(Surroundings(context, {}), lambda text, answer: '{"ok": null}')

    answer = json.loads(host.answer(json.dumps([name, *forms])))

    assert set(answer) in ({"ok"}, {"error"})


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | FORMS.map(json.dumps))
def test_what_is_no_question_is_answered_too(scripts: Scripts, text: str) -> None:
    host = Host(Surroundings(Context(OneNote(None), "a.md", scripts.now), {}), lambda text, answer: "nonsense")

    assert set(json.loads(host.answer(text))) in ({"ok"}, {"error"})
