// Runs a script, and tells what came of it. Its lines are counted from LINES on, so that they differ from these here.

const LINES = 100000;
const evaluate = (0, Function)("dv", "dataview", "return eval(arguments[2])");

globalThis.document = {
    createElement: tag => new HTMLElement(tag),
    createTextNode: text => String(text),
};

function evaluated(script) {
    const lines = "\n".repeat(LINES);
    const source = script.includes("await") ? `(async () => {${lines}${script}\n})()` : lines + script;
    return evaluate.call(dv, dv, dv, source);
}

let outcome = null;

function start(script) {
    const failed = error => (outcome = failure(error));
    try {
        Promise.resolve(evaluated(script)).then(value => {
            outcome ??= { value };
        }, failed);
    } catch (error) {
        failed(error);
    }
}

// Whether something that was put off has run.
function wait() {
    try {
        return (outcome === null || "value" in outcome) && runTimer();
    } catch (error) {
        outcome = failure(error);
        return false;
    }
}

const THREW = "the script threw something that is no error";

function failure(error) {
    try {
        return described(error);
    } catch (other) {
        // What is no error may refuse to be looked at, by an error that may refuse too.
        return isExhaustion(other) ? { limit: other?.message ?? "unknown" } : { failed: THREW, stack: "" };
    }
}

function isExhaustion(error) {
    try {
        return error === null || error instanceof InternalError;
    } catch {
        return false;
    }
}

function described(error) {
    // Out of memory or depth, the engine has nothing left to make an error of.
    if (error === null || error instanceof InternalError) return { limit: error?.message ?? "unknown" };
    const isError = error instanceof Error;
    if (error instanceof RangeError && /call stack/.test(error.message)) return { limit: "stack" };
    const isObject = typeof error === "object" || typeof error === "function";
    const message = isError ? `${error.name}: ${error.message}` : isObject ? THREW : String(error);
    return { failed: message, stack: isError ? String(error.stack) : "" };
}

function result() {
    const { value } = outcome;
    if (!("value" in outcome)) return stringify(outcome);
    try {
        // An inline script shows its value too, unless that is an element which it has put on the page already.
        const shows = world.inline && value !== undefined && !(value instanceof HTMLElement && value.parentElement);
        if (shows) dv.container.append(value instanceof HTMLElement ? value : { view: "inline", value });
        return stringify({ output: dv.container.childNodes.map(node => written(node)) });
    } catch (error) {
        return stringify(failure(error));
    }
}

return (operation, text) => {
    switch (operation) {
        case "start":
            return start(text);
        case "wait":
            return wait();
        case "finished":
            return outcome !== null;
        case "result":
            return result();
        case "call":
            return callBack(text);
    }
};
