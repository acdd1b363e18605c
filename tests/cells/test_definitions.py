from __future__ import annotations

from notewright.examples.definitions import WHOLE, definitions, functions, instrument

MODULE = b'''
def outer(x=1):
    """Doc."""
    def inner():
        return x
    return inner

class Box:
    @property
    def size(self): return 1
    @size.setter
    def size(self, value): pass

if True:
    async def later(): yield 1
'''


def _changed(old: bytes, new: bytes) -> set[str]:
    assert old in MODULE
    before, after = definitions(MODULE), definitions(MODULE.replace(old, new))
    return {name for name in before | after if before.get(name) != after.get(name)}


def test_every_function_has_a_name() -> None:
    assert set(definitions(MODULE)) == {WHOLE, "outer", "outer.inner", "Box.size", "Box.size#2", "later"}


def test_a_body_is_its_own_and_not_that_of_the_functions_in_it() -> None:
    assert _changed(b"return x\n", b"return 2 * x\n") == {"outer.inner"}
    assert _changed(b"    return inner\n", b"    return inner()\n") == {"outer"}


def test_functions_of_one_name_are_told_apart() -> None:
    assert _changed(b"size(self): return 1", b"size(self): return 2") == {"Box.size"}
    assert _changed(b"pass", b"self.x = value") == {"Box.size#2"}


def test_what_is_seen_from_outside_belongs_to_the_module() -> None:
    assert _changed(b"x=1", b"x=2") == {WHOLE}
    assert _changed(b"@property", b"@cached_property") == {WHOLE}
    assert WHOLE in _changed(b"Doc.", b"Words.")
    assert _changed(b"if True", b"if 1") == {WHOLE}
    assert WHOLE in _changed(b"yield 1", b"return")


def test_layout_and_comments_belong_to_nothing() -> None:
    assert _changed(b"if True:", b"\n\n# why\nif True:") == set()


def test_an_instrumented_module_says_what_it_enters() -> None:
    entered: list[int] = []
    code, names = instrument(MODULE, "module.py", 10)
    space: dict[str, object] = {"__notewright_enter__": entered.append}
    exec(code, space)
    assert entered == []

    space["outer"]()()  # type: ignore[operator]
    assert [names[number - 10] for number in entered] == ["outer", "outer.inner"]


def test_a_module_too_deep_to_take_apart_is_one_whole() -> None:
    # Deep enough for the tree's walkers to give up, not for the parser.
    source = b"x = " + b"+".join([b"1"] * 3000)
    found = definitions(source)

    assert set(found) == {WHOLE}
    assert found != definitions(source + b"\n# comment")


def test_the_names_are_those_of_the_walk() -> None:
    import ast

    _, names = instrument(MODULE, "module.py", 0)

    assert list(names) == [name for name, _ in functions(ast.parse(MODULE))]
