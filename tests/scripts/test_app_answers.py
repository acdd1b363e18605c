"""Lists, their order and time give the answers of the app: of the plugin's own lists, and of luxon, run in Node.

Each line of `app/lists.jsonl` (with `dv`) and `app/times.jsonl` (with DT and DU, luxon's DateTime and Duration; it is
2024-05-15T10:30 in UTC) is a script and its value as JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notewright.dataview.javascript import Scripts

APP = Path(__file__).parent / "app"
# What JSON lacks, written as the recorder of the answers has written it.
AS_JSON = """
const DT = dv.luxon.DateTime, DU = dv.luxon.Duration;
function plain(value) {
    if (DT.isDateTime(value)) return value.isValid ? `${value.toMillis()}@${value.offset}` : "invalid";
    if (DU.isDuration(value)) return plain(value.toObject());
    if (dv.isArray(value)) return [...value].map(plain);
    if (value === undefined) return "undef";
    if (dv.value.isLink(value)) return value.markdown();
    if (value && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
    }
    if (typeof value !== "number") return value;
    return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : String(value);
}
const value = new Function("dv", "DT", "DU", "return eval(arguments[3])");
const values = SCRIPTS.map(script => plain(value(dv, DT, DU, script)));
dv.container.append(JSON.stringify(values));
"""


@pytest.mark.parametrize("name", ["lists", "times"])
def test_scripts_give_the_answers_of_the_app(scripts: Scripts, name: str) -> None:
    lines = (APP / f"{name}.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    program = f"const SCRIPTS = {json.dumps([case['script'] for case in cases])};\n{AS_JSON}"

    answers = json.loads(scripts.run(program, "Home.md").nodes[0].text)

    wrong = [(case, answer) for case, answer in zip(cases, answers, strict=True) if case["answer"] != answer]
    assert len(cases) > 100
    assert wrong == []
