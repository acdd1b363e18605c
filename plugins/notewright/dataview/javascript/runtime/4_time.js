// Dates and durations with the names of luxon. What a calendar has to know is asked of the build, whose dates they are.

const MAKE = Symbol("make");
const MINUTE = 60000;
const UNITS = ["years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"];
const INVALID = "Invalid DateTime";
const DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function unitOf(name) {
    const lower = String(name).toLowerCase();
    const plural = lower.endsWith("s") ? lower : `${lower}s`;
    if (UNITS.includes(plural) || plural === "quarters") return plural;
    throw new Error(`Invalid unit ${name}`);
}

// Amounts by unit, from a duration, an object of units, a number of milliseconds, or a text.
function amountsOf(given) {
    if (given instanceof Duration) return given.toObject();
    if (typeof given === "number") return { milliseconds: given };
    if (typeof given === "string") return durationOf(given).toObject();
    const amounts = {};
    for (const [name, amount] of entries(given ?? {})) {
        const unit = unitOf(name);
        if (!isSomething(amount)) continue;
        if (Number.isNaN(Number(amount))) throw new Error(`Invalid unit value ${amount}`);
        if (unit === "quarters") amounts.months = (amounts.months ?? 0) + 3 * Number(amount);
        else amounts[unit] = (amounts[unit] ?? 0) + Number(amount);
    }
    return amounts;
}

const FIELDS = [
    ["year", 0],
    ["month", 1],
    ["day", 1],
    ["hour", 0],
    ["minute", 0],
    ["second", 0],
    ["millisecond", 0],
];

function singular(fields) {
    return Object.fromEntries(entries(fields).map(([name, value]) => [name.replace(/s$/, ""), value]));
}

class DateTime {
    #instant;
    #zone;
    #shown;

    constructor(instant, zone = null, offset = 0) {
        this.#instant = instant;
        this.#zone = zone;
        // Its fields are those of a clock in UTC that shows what the clock in the zone shows.
        this.#shown = new RealDate(Math.floor(instant) + offset * MINUTE);
    }

    static [MAKE]({ instant, zone, offset }) {
        return new DateTime(instant, zone, offset);
    }

    [WIRE]() {
        return this.isValid ? { $: "date", instant: this.#instant, zone: this.#zone } : null;
    }

    static now() {
        return new DateTime(NOW);
    }

    static local(...fields) {
        return fields.length ? ask("date.of", fields.filter(Number.isFinite), null) : DateTime.now();
    }

    static utc(...fields) {
        return fields.length ? ask("date.of", fields.filter(Number.isFinite), "UTC") : DateTime.now().toUTC();
    }

    static fromISO(text, options = {}) {
        return ask("date.iso", String(text), options.zone ?? null) ?? invalid();
    }

    static fromFormat(text, format) {
        return ask("date.parse", String(text), String(format)) ?? invalid();
    }

    static fromMillis(instant) {
        return new DateTime(instant);
    }

    static fromSeconds(seconds) {
        return new DateTime(seconds * 1000);
    }

    static fromJSDate(date) {
        return new DateTime(date.getTime());
    }

    // What is above the largest field that is given is now's; what is below it begins.
    static fromObject(given) {
        const [now, fields] = [DateTime.now(), singular(given)];
        const first = FIELDS.findIndex(([name]) => name in fields);
        const found = FIELDS.map(([name, least], index) => fields[name] ?? (index < first || first < 0 ? now[name] : least));
        const made = DateTime.local(...found);
        return FIELDS.every(([name], index) => made[name] === found[index]) ? made : invalid();
    }

    static isDateTime(value) {
        return value instanceof DateTime;
    }

    static min(...dates) {
        return dates.reduce((first, date) => (date < first ? date : first), dates[0]);
    }

    static max(...dates) {
        return dates.reduce((last, date) => (date > last ? date : last), dates[0]);
    }

    get isValid() {
        return !Number.isNaN(this.#shown.getTime());
    }

    get year() {
        return this.#shown.getUTCFullYear();
    }

    get month() {
        return this.#shown.getUTCMonth() + 1;
    }

    get day() {
        return this.#shown.getUTCDate();
    }

    get hour() {
        return this.#shown.getUTCHours();
    }

    get minute() {
        return this.#shown.getUTCMinutes();
    }

    get second() {
        return this.#shown.getUTCSeconds();
    }

    get millisecond() {
        return this.#shown.getUTCMilliseconds();
    }

    get weekday() {
        const day = this.#shown.getUTCDay();
        return day === 0 ? 7 : day;
    }

    get quarter() {
        return Math.ceil(this.month / 3);
    }

    get ordinal() {
        return Math.floor((this.#shown.getTime() - RealDate.UTC(this.year, 0, 1)) / 86400000) + 1;
    }

    get weekNumber() {
        return Number(this.toFormat("W"));
    }

    get weekYear() {
        return Number(this.toFormat("kkkk"));
    }

    get weekdayLong() {
        return DAY_NAMES[this.weekday - 1] ?? null;
    }

    get weekdayShort() {
        return this.weekdayLong?.slice(0, 3) ?? null;
    }

    get monthLong() {
        return this.isValid ? this.toFormat("MMMM") : null;
    }

    get monthShort() {
        return this.isValid ? this.toFormat("MMM") : null;
    }

    get daysInMonth() {
        return new RealDate(RealDate.UTC(this.year, this.month, 0)).getUTCDate();
    }

    get isInLeapYear() {
        return new RealDate(RealDate.UTC(this.year, 2, 0)).getUTCDate() === 29;
    }

    get daysInYear() {
        return this.isInLeapYear ? 366 : 365;
    }

    get offset() {
        return Math.round((this.#shown.getTime() - Math.floor(this.#instant)) / MINUTE);
    }

    get zoneName() {
        return this.isValid ? (this.#zone ?? "UTC") : null;
    }

    get ts() {
        return this.#instant;
    }

    get(unit) {
        return this[unit];
    }

    valueOf() {
        return this.#instant;
    }

    toMillis() {
        return this.#instant;
    }

    toSeconds() {
        return this.#instant / 1000;
    }

    toUnixInteger() {
        return Math.floor(this.#instant / 1000);
    }

    toJSDate() {
        return new Date(this.#instant);
    }

    toObject() {
        const { year, month, day, hour, minute, second, millisecond } = this;
        return { year, month, day, hour, minute, second, millisecond };
    }

    toFormat(format) {
        return this.isValid ? ask("date.format", this, String(format)) : INVALID;
    }

    toISO() {
        return this.isValid ? this.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS") + this.#isoOffset() : null;
    }

    toISODate() {
        return this.isValid ? this.toFormat("yyyy-MM-dd") : null;
    }

    toISOTime() {
        return this.isValid ? this.toFormat("HH:mm:ss.SSS") + this.#isoOffset() : null;
    }

    toISOWeekDate() {
        return this.isValid ? this.toFormat("kkkk-'W'WW-c") : null;
    }

    #isoOffset() {
        return this.zoneName === "UTC" ? "Z" : this.toFormat("ZZ");
    }

    toSQLDate() {
        return this.toISODate();
    }

    toLocaleString(preset = DateTime.DATE_SHORT) {
        return this.toFormat(preset.format ?? "D");
    }

    toString() {
        return this.toISO() ?? INVALID;
    }

    toJSON() {
        return this.toISO();
    }

    plus(amounts) {
        return this.isValid ? ask("date.plus", this, amountsOf(amounts), 1) : this;
    }

    minus(amounts) {
        return this.isValid ? ask("date.plus", this, amountsOf(amounts), -1) : this;
    }

    set(fields) {
        return this.isValid ? ask("date.set", this, singular(fields)) : this;
    }

    startOf(unit) {
        return this.isValid ? ask("date.start", this, unitOf(unit)) : this;
    }

    endOf(unit) {
        return this.isValid ? ask("date.end", this, unitOf(unit)) : this;
    }

    diff(other, units = "milliseconds") {
        const names = (isList(units) ? [...units] : [units]).map(unitOf);
        const start = dateOf(other);
        return new Duration(this.isValid && start.isValid ? ask("date.difference", this, start, names) : {});
    }

    diffNow(units) {
        return this.diff(DateTime.now(), units);
    }

    hasSame(other, unit) {
        if (!this.isValid || !dateOf(other).isValid) return false;
        const start = this.startOf(unit);
        return start <= other && other <= this.endOf(unit);
    }

    equals(other) {
        return other instanceof DateTime && this.toMillis() === other.toMillis() && this.zoneName === other.zoneName;
    }

    setZone(zone) {
        if (!this.isValid) return this;
        return ask("date.zone", this, typeof zone === "string" ? zone : zone?.name ?? null) ?? invalid();
    }

    toUTC() {
        return this.setZone("utc");
    }

    toLocal() {
        return this.setZone("local");
    }

    setLocale() {
        return this;
    }

    reconfigure() {
        return this;
    }

    toRelative({ base = DateTime.now() } = {}) {
        if (!this.isValid) return null;
        for (const unit of UNITS.filter(unit => unit !== "weeks" && unit !== "milliseconds")) {
            const amount = Math.trunc(this.diff(base, unit).get(unit));
            if (amount !== 0 || unit === "seconds") {
                const words = `${Math.abs(amount)} ${Math.abs(amount) === 1 ? unit.slice(0, -1) : unit}`;
                return amount < 0 ? `${words} ago` : `in ${words}`;
            }
        }
    }
}

for (const [name, format] of entries({
    DATE_SHORT: "D",
    DATE_MED: "DD",
    DATE_FULL: "DDD",
    DATE_HUGE: "DDDD",
    TIME_SIMPLE: "t",
    TIME_WITH_SECONDS: "tt",
    TIME_24_SIMPLE: "T",
    TIME_24_WITH_SECONDS: "TT",
    DATETIME_SHORT: "f",
    DATETIME_MED: "ff",
    DATETIME_FULL: "fff",
    DATETIME_HUGE: "ffff",
})) {
    DateTime[name] = { format };
}

function invalid() {
    return new DateTime(NaN);
}

function dateOf(value) {
    if (value instanceof DateTime) return value;
    return value instanceof Date ? DateTime.fromJSDate(value) : DateTime.fromISO(value);
}

class Duration {
    #amounts;

    constructor(amounts) {
        const present = UNITS.filter(unit => unit in amounts);
        this.#amounts = Object.fromEntries(present.map(unit => [unit, amounts[unit]]));
    }

    [WIRE]() {
        return { $: "duration", amounts: this.#amounts };
    }

    static fromObject(amounts) {
        return new Duration(amountsOf(amounts));
    }

    static fromMillis(milliseconds) {
        return new Duration({ milliseconds });
    }

    static fromISO(text) {
        return ask("duration.iso", String(text));
    }

    static isDuration(value) {
        return value instanceof Duration;
    }

    get isValid() {
        return true;
    }

    get(unit) {
        return this.#amounts[unitOf(unit)] ?? 0;
    }

    toObject() {
        return { ...this.#amounts };
    }

    toMillis() {
        return ask("duration.length", this);
    }

    valueOf() {
        return this.toMillis();
    }

    as(unit) {
        return this.shiftTo(unit).get(unit);
    }

    shiftTo(...units) {
        return units.length ? new Duration(ask("duration.shift", this, units.map(unitOf))) : this;
    }

    normalize() {
        const present = UNITS.filter(unit => unit in this.#amounts);
        return present.length ? this.shiftTo(...present) : this;
    }

    rescale() {
        const amounts = ask("duration.shift", this.normalize(), UNITS);
        return new Duration(Object.fromEntries(entries(amounts).filter(([, amount]) => amount !== 0)));
    }

    plus(other) {
        const amounts = this.toObject();
        for (const [unit, amount] of entries(amountsOf(other))) amounts[unit] = (amounts[unit] ?? 0) + amount;
        return new Duration(amounts);
    }

    minus(other) {
        return this.plus(new Duration(amountsOf(other)).negate());
    }

    negate() {
        return this.mapUnits(amount => (amount === 0 ? 0 : -amount));
    }

    mapUnits(change) {
        return new Duration(
            Object.fromEntries(entries(this.#amounts).map(([unit, amount]) => [unit, change(amount, unit)])),
        );
    }

    equals(other) {
        return other instanceof Duration && UNITS.every(unit => this.get(unit) === other.get(unit));
    }

    toFormat(format) {
        return ask("duration.format", this, String(format));
    }

    toHuman() {
        const written = UNITS.filter(unit => unit in this.#amounts).map(unit => {
            const amount = Math.round(this.#amounts[unit] * 1000) / 1000;
            return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
        });
        return written.join(", ");
    }

    toISO() {
        return ask("duration.toISO", this);
    }

    toString() {
        return this.toISO();
    }

    toJSON() {
        return this.toISO();
    }
}

for (const unit of UNITS) {
    defineProperty(Duration.prototype, unit, {
        get() {
            return this.get(unit);
        },
        configurable: true,
    });
}

function durationOf(text) {
    const found = ask("function", "dur", [text]);
    if (!(found instanceof Duration)) throw new Error(`"${text}" is no duration`);
    return found;
}

function absent(what, instead) {
    return () => {
        throw new Error(`${what} is not there when a site is built; ${instead}`);
    };
}

const luxon = { DateTime, Duration };
for (const name of ["Interval", "Info", "Settings", "Zone", "FixedOffsetZone", "IANAZone"]) {
    defineProperty(luxon, name, { get: absent(`dv.luxon.${name}`, "use DateTime or Duration") });
}
