// What passes between a script and the build: JSON, in which an object with the key `$` is a value that JSON lacks.
// The names of this file and its neighbours belong to one closure; a script sees only what `7_run.js` hands to it.

const { parse, stringify } = JSON;
const isPlainArray = Array.isArray;
const { defineProperty, entries, hasOwn } = Object;
const DEEPEST = 40;

// A question to the build. It refuses with an error.
function ask(operation, ...given) {
    const answer = read(host(stringify([operation, ...given.map(argument => encode(argument))])));
    if ("error" in answer) throw new Error(answer.error);
    return answer.ok;
}

function encode(value, depth = 0) {
    if (value === null || value === undefined) return null;
    switch (typeof value) {
        case "boolean":
        case "string":
            return value;
        case "number":
            return Number.isFinite(value) ? value : { $: "number", text: String(value) };
        case "bigint":
            return Number(value);
        case "symbol":
            return null;
        case "function":
            return { $: "function", id: remember(value) };
        default:
            if (depth > DEEPEST) throw new RangeError("a value holds itself, or is too deep");
            return encodeObject(value, depth + 1);
    }
}

function encodeObject(value, depth) {
    if (value instanceof DataArray) value = value.values;
    if (isPlainArray(value)) return value.map(element => encode(element, depth));
    if (typeof value[WIRE] === "function") return value[WIRE]();
    if (value instanceof Date) return { $: "date", instant: value.getTime(), zone: null };
    const pairs = entries(value).map(([key, element]) => [key, encode(element, depth)]);
    return { $: "object", entries: pairs };
}

const WIRE = Symbol("wire");

// Functions that the build may call, by number.
const functions = [];

function remember(callable) {
    const known = functions.indexOf(callable);
    return known >= 0 ? known : functions.push(callable) - 1;
}

function callBack(text) {
    const [id, given] = read(text);
    try {
        return stringify({ ok: encode(functions[id](...given)) });
    } catch (error) {
        return stringify({ error: String(error?.message ?? error) });
    }
}

function read(text) {
    return revived(parse(text));
}

// The value that JSON stands for, from the inside out. A key `__proto__` is a property of its own, and stays one.
function revived(value) {
    if (value === null || typeof value !== "object") return value;
    for (const key in value) {
        const element = value[key];
        if (element !== null && typeof element === "object") value[key] = revived(element);
    }
    return hasOwn(value, "$") ? made(value) : value;
}

function made(value) {
    switch (value.$) {
        case "number":
            return Number(value.text);
        case "object":
            return Object.fromEntries(value.entries);
        case "date":
            return DateTime[MAKE](value);
        case "duration":
            return new Duration(value.amounts);
        case "link":
            return new Link(value);
        case "external":
            return new ExternalLink(value.url, value.display);
        case "page":
            return page(value);
        default:
            return null;
    }
}

// A page: what is long about it is asked for when a script looks at it.
function page({ path, fields, file, lazy }) {
    for (const [key, value] of entries(file)) if (isPlainArray(value)) file[key] = dataArray(value);
    for (const key of lazy) {
        const set = value => defineProperty(file, key, { value, writable: true, enumerable: true, configurable: true });
        const get = () => {
            const value = ask("file", path, key);
            set(isPlainArray(value) ? dataArray(value) : value);
            return file[key];
        };
        defineProperty(file, key, { get, set, enumerable: true, configurable: true });
    }
    fields.file = file;
    return fields;
}
