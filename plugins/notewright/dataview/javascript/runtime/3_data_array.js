// The lists of `dv`: every method gives a new list, and a name that is no method stands for the field of every element.

class DataArray {
    constructor(values) {
        this.values = values;
        this.length = values.length;
        this.settings = settings;
        this.defaultComparator = compare;
    }

    lwrap(values) {
        return dataArray(values);
    }

    where(predicate) {
        return dataArray(this.values.filter(predicate));
    }

    filter(predicate) {
        return this.where(predicate);
    }

    map(change) {
        return dataArray(this.values.map(change));
    }

    flatMap(change) {
        const found = [];
        this.values.forEach((value, index, all) => {
            for (const element of change(value, index, all) || []) found.push(element);
        });
        return dataArray(found);
    }

    mutate(change) {
        this.forEach(change);
        return this;
    }

    limit(count) {
        return dataArray(this.values.slice(0, count));
    }

    slice(start, end) {
        return dataArray(this.values.slice(start, end));
    }

    concat(other) {
        return dataArray([...this.values, ...other]);
    }

    indexOf(element, from = 0) {
        const kind = typeof element;
        const values = this.values;
        for (let index = from; index < values.length; index++) {
            if (values[index] === element || (typeof values[index] === kind && compare(values[index], element) === 0)) {
                return index;
            }
        }
        return -1;
    }

    find(predicate) {
        const index = this.findIndex(predicate);
        return index < 0 ? undefined : this.values[index];
    }

    findIndex(predicate, from = 0) {
        for (let index = from; index < this.length; index++) {
            if (predicate(this.values[index], index, this.values)) return index;
        }
        return -1;
    }

    includes(element) {
        return this.indexOf(element) >= 0;
    }

    join(separator = ", ") {
        return textsOf(this.values).join(separator ?? ", ");
    }

    sort(key, direction, comparator) {
        const sorted = arranged(this.values, key, direction === "desc", comparator);
        return dataArray(sorted.map(({ value }) => value));
    }

    sortInPlace(key, direction, comparator) {
        const sorted = arranged(this.values, key && (value => key(value)), direction === "desc", comparator);
        sorted.forEach(({ value }, index) => (this.values[index] = value));
        return this;
    }

    groupBy(key, comparator) {
        const groups = [];
        for (const item of arranged(this.values, key, false, comparator)) {
            if (item.same) groups[groups.length - 1].rows.push(item.value);
            else groups.push({ key: item.key, rows: [item.value] });
        }
        return dataArray(groups.map(group => ({ key: group.key, rows: dataArray(group.rows) })));
    }

    groupIn(key, comparator) {
        if (!this.length || !isGrouping(this.values)) return this.groupBy(key, comparator);
        return this.map(group => ({ key: group.key, rows: dataArray(group.rows).groupIn(key, comparator) }));
    }

    distinct(key, comparator) {
        const sorted = arranged(this.values, key, false, comparator);
        return dataArray(sorted.filter(({ same }) => !same).map(({ value }) => value));
    }

    every(predicate) {
        return this.values.every(predicate);
    }

    some(predicate) {
        return this.values.some(predicate);
    }

    none(predicate) {
        return !this.values.some(predicate);
    }

    first() {
        return this.values[0];
    }

    last() {
        return this.values[this.values.length - 1];
    }

    to(name) {
        return dataArray(this.into(name).values.flatMap(value => (isList(value) ? [...value] : [value])));
    }

    into(name) {
        return dataArray(this.values.map(value => value[name]).filter(isSomething));
    }

    expand(name) {
        const found = [];
        const waiting = [...this.values];
        while (waiting.length) {
            const next = waiting.pop();
            const below = next[name];
            if (!isSomething(below)) continue;
            for (const value of isList(below) ? below : [below]) waiting.push(value);
            found.push(next);
        }
        return dataArray(found);
    }

    forEach(action) {
        for (let index = 0; index < this.values.length; index++) action(this.values[index], index, this.values);
    }

    sum() {
        return this.values.reduce((total, value) => total + value, 0);
    }

    avg() {
        return this.sum() / this.values.length;
    }

    min() {
        return Math.min(...this.values);
    }

    max() {
        return Math.max(...this.values);
    }

    array() {
        return [...this.values];
    }

    [Symbol.iterator]() {
        return this.values[Symbol.iterator]();
    }

    toString() {
        return `[${this.values.join(", ")}]`;
    }

    toJSON() {
        return this.values;
    }
}

const NAMES = new Set(["values", "length", "settings", "defaultComparator"]);
for (const name of Object.getOwnPropertyNames(DataArray.prototype)) NAMES.add(name);

const SWIZZLE = {
    get(target, name) {
        if (typeof name === "symbol") return target[name];
        if (name === "constructor") return Array;
        const index = parseInt(name);
        if (!Number.isNaN(index)) return target.values[index];
        return NAMES.has(name) ? target[name] : target.to(name);
    },
};

function dataArray(values) {
    return values instanceof DataArray ? values : new Proxy(new DataArray(values), SWIZZLE);
}

function isList(value) {
    return isPlainArray(value) || value instanceof DataArray;
}

function isSomething(value) {
    return value !== undefined && value !== null;
}

function isGrouping(values) {
    const isGroup = value => isSomething(value) && typeof value === "object" && isSomething(value.rows);
    return isList(values) && values.every(value => isGroup(value) && "key" in value);
}

// The values in the order of their keys, each with its key and whether that equals the key before it.
function arranged(values, key = value => value, descending = false, comparator = undefined) {
    const items = values.map((value, index) => ({ value, key: key(value, index, values) }));
    if (comparator) {
        const sign = descending ? -1 : 1;
        items.sort((one, other) => sign * comparator(one.key, other.key));
        return items.map((item, at) => ({ ...item, same: at > 0 && comparator(items[at - 1].key, item.key) === 0 }));
    }
    const places = ordered(items.map(item => item.key), descending);
    return places.map(([place, same]) => ({ ...items[place], same }));
}

Array.isArray = value => isPlainArray(value) || value instanceof DataArray;
