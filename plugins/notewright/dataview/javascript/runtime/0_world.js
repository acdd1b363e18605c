// The world of a script: no clock but the build's time, no chance but a seeded one, nothing outside of it.

const host = globalThis.__host;
const world = JSON.parse(globalThis.__world);
for (const name of ["__host", "__world", "performance", "WeakRef", "FinalizationRegistry", "Atomics", "SharedArrayBuffer"]) {
    delete globalThis[name];
}

const NOW = world.now;
const RealDate = Date;
const { settings } = world;

// Dates of JavaScript, on a clock that is UTC everywhere and stands still at the time of the build.
class StillDate extends RealDate {
    constructor(...given) {
        if (given.length === 0) super(NOW);
        else if (given.length > 1) super(RealDate.UTC(...given));
        else super(typeof given[0] === "string" ? StillDate.parse(given[0]) : given[0]);
    }

    static now() {
        return NOW;
    }

    static parse(text) {
        return RealDate.parse(/^[-+]?\d{4,6}(-\d\d){2}T[\d:.]+$/.test(text) ? `${text}Z` : text);
    }

    getTimezoneOffset() {
        return 0;
    }

    toLocaleDateString() {
        return new DateTime(this.getTime()).toFormat("D");
    }

    toLocaleTimeString() {
        return new DateTime(this.getTime()).toFormat("tt");
    }

    toLocaleString() {
        return new DateTime(this.getTime()).toFormat("D, tt");
    }

    toDateString() {
        return new DateTime(this.getTime()).toFormat("EEE MMM dd yyyy");
    }

    toTimeString() {
        return new DateTime(this.getTime()).toFormat("HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'");
    }

    toString() {
        return Number.isNaN(this.getTime()) ? "Invalid Date" : `${this.toDateString()} ${this.toTimeString()}`;
    }
}

for (const field of ["Date", "Day", "FullYear", "Hours", "Milliseconds", "Minutes", "Month", "Seconds"]) {
    for (const verb of ["get", "set"]) {
        const universal = RealDate.prototype[`${verb}UTC${field}`];
        if (universal) {
            StillDate.prototype[verb + field] = function (...given) {
                return universal.apply(this, given);
            };
        }
    }
}

function CalledDate(...given) {
    return new.target ? Reflect.construct(StillDate, given, new.target) : new StillDate(NOW).toString();
}
CalledDate.prototype = StillDate.prototype;
StillDate.prototype.constructor = CalledDate;
// The engine's own dates read the clock of the machine: no way leads back to them.
RealDate.prototype.constructor = CalledDate;
for (const name of ["now", "parse"]) CalledDate[name] = StillDate[name];
CalledDate.UTC = RealDate.UTC;
Object.defineProperty(CalledDate, "name", { value: "Date" });
globalThis.Date = CalledDate;

// Numbers that look like chance, the same at each build.
let state = world.seed >>> 0;
Math.random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

// The engine knows no languages: these are as in English.
String.prototype.localeCompare = function (other) {
    return compareTexts(String(this), String(other));
};
Number.prototype.toLocaleString = function (locale, { minimumFractionDigits: least = 0, maximumFractionDigits: most } = {}) {
    if (!Number.isFinite(Number(this))) return String(this);
    const [whole, decimals = ""] = Math.abs(this).toFixed(most ?? Math.max(least, 3)).split(".");
    const kept = decimals.replace(/0+$/, "").padEnd(least, "0");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return `${this < 0 ? "-" : ""}${grouped}${kept ? `.${kept}` : ""}`;
};

// What the app adds to texts and lists.
for (const [kind, added] of [
    [String.prototype, { contains: String.prototype.includes }],
    [
        Array.prototype,
        {
            contains: Array.prototype.includes,
            first() {
                return this[0];
            },
            last() {
                return this[this.length - 1];
            },
        },
    ],
]) {
    for (const [name, value] of Object.entries(added)) {
        Object.defineProperty(kind, name, { value, writable: true, configurable: true });
    }
}

const silent = () => {};
globalThis.console = Object.fromEntries(
    ["log", "info", "warn", "error", "debug", "table", "dir", "group", "groupEnd", "time", "timeEnd"].map(name => [name, silent]),
);

// Time passes only here: what a script puts off runs when nothing else is left to do.
const timers = new Map();
let lastTimer = 0;
globalThis.setTimeout = (action, delay = 0, ...given) => {
    timers.set(++lastTimer, { due: Number(delay) || 0, run: () => action(...given) });
    return lastTimer;
};
globalThis.clearTimeout = timer => {
    timers.delete(timer);
};

function runTimer() {
    const [first] = [...timers].sort(([one, { due }], [other, { due: later }]) => due - later || one - other);
    if (!first) return false;
    timers.delete(first[0]);
    for (const timer of timers.values()) timer.due -= Math.max(0, first[1].due);
    first[1].run();
    return true;
}
