"""The lists of `dv` give what the app's give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PAGES = 'dv.pages("#book")'


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("dv.array([3, 1, 2]).where(x => x > 1)", "3, 2"),
        ("dv.array([3, 1, 2]).filter((x, index) => index > 0)", "1, 2"),
        ("dv.array([1, 2]).map((x, index, all) => x * all.length + index)", "2, 5"),
        ("dv.array([1, 2, 3]).flatMap(x => x === 2 ? null : [x, x])", "1, 1, 3, 3"),
        ("dv.array([{n: 1}, {n: 2}]).mutate(x => { x.n += 1 }).n", "2, 3"),
        ("dv.array([1, 2, 3]).limit(2)", "1, 2"),
        ("dv.array([1, 2, 3]).slice(1)", "2, 3"),
        ("dv.array([1, 2, 3]).slice(-2, -1)", "2"),
        ("dv.array([1]).concat(dv.array([2])).concat([3])", "1, 2, 3"),
        ("dv.array(['a', dv.date('2024-01-01')]).indexOf(dv.date('2024-01-01'))", "1"),
        ("dv.array([1, 2, 1]).indexOf(1, 1)", "2"),
        ("dv.array([1, 2]).indexOf(9)", "-1"),
        ("dv.array([1, 2, 3]).find(x => x > 1)", "2"),
        ("String(dv.array([1]).find(x => x > 1))", "undefined"),
        ("dv.array([1, 2, 3]).findIndex(x => x > 1, 2)", "2"),
        ("dv.array([dv.fileLink('A')]).includes(dv.fileLink('A', false, 'shown'))", "true"),
        ("dv.array([dv.fileLink('A')]).includes(dv.fileLink('B'))", "false"),
        ("dv.array([1, 'a', null, dv.fileLink('A')]).join()", "1, a, \\-, [[A|A]]"),
        ("dv.array([1, 2]).join('/')", "1/2"),
        ("dv.array([10, 9, 1]).sort()", "1, 9, 10"),
        ("dv.array(['b', 'B', 'a', 'É']).sort()", "a, b, B, É"),
        ("dv.array(['a', 1, null, [2], true]).sort(x => x).array().map(x => typeof x).join()",
         "object,object,boolean,number,string"),
        ("dv.array([[1, 'x'], [2, 'x'], [1, 'y']]).sort(x => x[1], 'desc').map(x => x[0] + x[1])", "1y, 1x, 2x"),
        ("dv.array([3, 1, 2]).sort(x => x, 'asc', (a, b) => b - a)", "3, 2, 1"),
        ("const a = dv.array([3, 1]); a.sortInPlace(x => x); a", "1, 3"),
        ("dv.array([1, 2, 3]).groupBy(x => x % 2).map(g => g.key + ':' + g.rows.join('+'))", "0:2, 1:1+3"),
        ("dv.array([1, 2, 3, 4]).groupBy(x => x % 2).groupIn(x => x > 2).rows.map(g => g.key + ':' + g.rows)",
         "false:[2], true:[4], false:[1], true:[3]"),
        ("dv.array([2, 1, 2]).distinct()", "1, 2"),
        ("dv.array(['aa', 'b', 'cc']).distinct(x => x.length)", "b, aa"),
        ("[dv.array([1, 2]).every(x => x), dv.array([1, 0]).every(x => x)]", "true, false"),
        ("[dv.array([0, 2]).some(x => x), dv.array([0]).some(x => x)]", "true, false"),
        ("[dv.array([0]).none(x => x), dv.array([1]).none(x => x)]", "true, false"),
        ("[dv.array([4, 5]).first(), dv.array([4, 5]).last()]", "4, 5"),
        ("String(dv.array([]).first())", "undefined"),
        ("dv.array([{a: [1, 2]}, {a: 3}, {}]).to('a')", "1, 2, 3"),
        ("dv.array([{a: [1, 2]}, {a: 3}, {}]).into('a').length", "2"),
        ("dv.array([{n: 1, sub: [{n: 2, sub: []}]}]).expand('sub').n", "1, 2"),
        ("let s = ''; dv.array(['x', 'y']).forEach((x, i) => { s += x + i }); s", "x0y1"),
        ("const a = dv.array([1, 2, 3, 6]); [a.sum(), a.avg(), a.min(), a.max()]", "12, 3, 1, 6"),
        ("dv.array([1, 2]).array() instanceof Array", "true"),
        ("[...dv.array([1, 2])].length", "2"),
        ("dv.array([1, 2]).values.length", "2"),
        ("dv.array([1, 2])[1]", "2"),
        ("dv.array([{a: {b: 1}}, {a: {b: 2}}]).a.b", "1, 2"),
        ("dv.array([1, 2]).toString()", "[1, 2]"),
        ("[dv.isArray([]), dv.isArray(dv.array([])), dv.isArray({}), Array.isArray(dv.array([])), dv.isDataArray([])]",
         "true, true, false, true, false"),
        ("dv.array(dv.array([1])).length", "1"),
        ("dv.array('x').length", "1"),
    ],
)  # fmt: skip
def test_a_list_gives_what_its_method_says(value: Callable[[str], str], script: str, expected: str) -> None:
    assert value(script) == expected


def test_the_fields_of_pages_are_lists_of_their_values(value: Callable[[str], str]) -> None:
    assert value(f"{PAGES}.rating") == "5, 4, 4"
    assert value(f"{PAGES}.genre") == "novel, desert, novel, novel"
    assert value(f"{PAGES}.file.name") == "Dune, Emma, Ulysses"


def test_a_name_that_no_element_has_gives_nothing(value: Callable[[str], str]) -> None:
    assert value(f"{PAGES}.nothing.length") == "0"


def test_sorting_keeps_what_is_equal_in_order_both_ways(value: Callable[[str], str]) -> None:
    assert value(f"{PAGES}.sort(p => p.rating).file.name") == "Emma, Ulysses, Dune"
    assert value(f"{PAGES}.sort(p => p.rating, 'desc').file.name") == "Dune, Emma, Ulysses"
