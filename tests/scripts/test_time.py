"""Dates and durations of scripts, with luxon's names and the values of the query language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notewright.dataview.javascript import Scripts


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("new Date().toISOString()", "2024-05-15T10:30:00.000Z"),
        ("Date.now() === new Date().getTime()", "true"),
        ("Date().slice(0, 15)", "Wed May 15 2024"),
        ("new Date(2024, 0, 2, 3).toISOString()", "2024-01-02T03:00:00.000Z"),
        ("new Date('2024-01-02T03:00').getHours()", "3"),
        ("new Date(0).getTimezoneOffset()", "0"),
        ("new Date(2024, 0, 31).toLocaleDateString()", "1/31/2024"),
        ("new Date() instanceof Date", "true"),
        ("new (Object.getPrototypeOf(Object.getPrototypeOf(new Date())).constructor)().getFullYear()", "2024"),
        ("DT.now().toISO()", "2024-05-15T10:30:00.000Z"),
        ("dv.date('now').toFormat('HH:mm')", "10:30"),
        ("dv.date('2024-02-10').toFormat('EEEE, d MMMM yyyy')", "Saturday, 10 February 2024"),
        ("dv.date('2024-02-10').toISODate()", "2024-02-10"),
        ("dv.date('2024-01-31').plus({months: 1}).toISODate()", "2024-02-29"),
        ("dv.date('2024-03-31').minus({months: 1, days: 1}).toISODate()", "2024-02-28"),
        ("dv.date('2024-01-01').plus(dv.duration('1 week')).toISODate()", "2024-01-08"),
        ("dv.date('2024-01-01').plus(1500).millisecond", "500"),
        ("dv.date('2024-05-15').startOf('week').toISODate()", "2024-05-13"),
        ("dv.date('2024-05-15').startOf('quarter').toISODate()", "2024-04-01"),
        ("dv.date('2024-02-15').endOf('month').toISO()", "2024-02-29T23:59:59.999Z"),
        ("dv.date('2024-05-15').endOf('quarter').toISODate()", "2024-06-30"),
        ("const d = dv.date('2024-12-30'); [d.weekNumber, d.weekYear, d.weekday, d.ordinal, d.quarter, d.daysInMonth]",
         "1, 2025, 1, 365, 4, 31"),
        ("const d = dv.date('2024-12-30'); [d.monthLong, d.weekdayShort, d.isInLeapYear, d.daysInYear]",
         "December, Mon, true, 366"),
        ("dv.date('2024-05-15').diff(dv.date('2024-01-31'), 'months').months.toFixed(3)", "3.484"),
        ("dv.date('2024-05-15').diff(dv.date('2024-01-31'), ['months', 'days']).toObject()", "months: 3, days: 15"),
        ("dv.date('2024-01-31').diff(dv.date('2024-05-15'), ['months', 'days']).toObject()", "months: -3, days: -15"),
        ("dv.date('2024-01-03').diff(dv.date('2024-01-01')).as('days')", "2"),
        ("dv.date('2024-01-15').diff(dv.date('2024-01-01'), 'weeks').weeks", "2"),
        ("dv.date('2024-01-01').diffNow('days').days", "-135.4375"),
        ("[dv.date('2024-05-01').hasSame(dv.date('2024-05-31'), 'month'), "
         "dv.date('2024-05-01').hasSame(dv.date('2024-06-01'), 'month')]", "true, false"),
        ("dv.date('2024-01-01') < dv.date('2024-01-02')", "true"),
        ("+dv.date('1970-01-01')", "0"),
        ("dv.date('2024-01-01').equals(dv.date('2024-01-01'))", "true"),
        ("dv.date('2024-01-31').set({month: 2}).toISODate()", "2024-02-29"),
        ("dv.date('2024-05-15').set({weekday: 1}).toISODate()", "2024-05-13"),
        ("dv.date('2024-05-15').setZone('Europe/Berlin').hour", "2"),
        ("dv.date('2024-05-15').setZone('Europe/Berlin').toISO()", "2024-05-15T02:00:00.000+02:00"),
        ("dv.date('2024-05-15').setZone('nowhere').isValid", "false"),
        ("dv.date('2024-05-15').toLocaleString(DT.DATE_FULL)", "May 15, 2024"),
        ("dv.date('2024-05-12').toRelative()", "3 days ago"),
        ("DT.fromISO('2024-02-30').isValid", "false"),
        ("DT.fromISO('2024-02-30').toFormat('yyyy') + DT.fromISO('x').toISO()", "Invalid DateTimenull"),
        ("DT.fromISO('2024-W05-2').toISODate() + ' ' + DT.fromISO('2024-032').toISODate()", "2024-01-30 2024-02-01"),
        ("DT.fromISO('20240102T0304').toISO()", "2024-01-02T03:04:00.000Z"),
        ("DT.fromISO('2024-01-02T00:00+02:00').toISO()", "2024-01-01T22:00:00.000Z"),
        ("DT.fromFormat('03.02.2024', 'dd.MM.yyyy').toISODate()", "2024-02-03"),
        ("DT.fromFormat('x', 'dd').isValid", "false"),
        ("[DT.local(2024, 2, 3).day, DT.fromObject({year: 2024, month: 3}).toISODate()]", "3, 2024-03-01"),
        ("DT.fromMillis(0).year + DT.fromSeconds(86400).day + DT.fromJSDate(new Date(0)).month", "1973"),
        ("DT.max(dv.date('2024-01-01'), dv.date('2024-02-01')).month", "2"),
        ("dv.date('2024-01-01') instanceof DT", "true"),
        ("JSON.stringify({d: dv.date('2024-01-01')})", '{"d":"2024-01-01T00:00:00.000Z"}'),
        ("dv.duration('90 minutes').as('hours')", "1.5"),
        ("dv.duration('90 minutes').shiftTo('hours', 'minutes').toObject()", "hours: 1, minutes: 30"),
        ("dv.duration('1 day, 2 hours').toFormat('hh')", "26"),
        ("dv.duration('1 day, 2 hours').toHuman()", "1 day, 2 hours"),
        ("dv.duration('3 days').toMillis()", "259200000"),
        ("dv.duration('1 hour').plus({minutes: 5}).minus({hours: 1}).toISO()", "PT5M"),
        ("dv.duration('1 hour').negate().hours", "-1"),
        ("dv.duration('1 hour') > dv.duration('59 minutes')", "true"),
        ("dv.luxon.Duration.fromISO('P1DT2H').hours + dv.luxon.Duration.fromObject({days: 2}).days", "4"),
    ],
)  # fmt: skip
def test_time_is_that_of_the_query_language(value: Callable[[str], str], script: str, expected: str) -> None:
    assert value(f"const DT = dv.luxon.DateTime; {script}") == expected


def test_chance_is_the_same_at_each_build_and_differs_between_scripts(
    scripts: Scripts, value: Callable[[str], str]
) -> None:
    again = Scripts(scripts.pages, scripts.now, engine=scripts.engine)
    script = "[Math.random(), Math.random()].join()"

    assert value(script) == again.run(script, "Home.md", inline=True).nodes[0].text
    assert len(set(value(script).split(","))) == 2
    assert value(script) != value(script + ";")
