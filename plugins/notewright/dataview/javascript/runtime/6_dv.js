// The object `dv`.

const REFUSED_IO = "scripts read no files; what a note knows is in dv.page and dv.pages";
const OUTSIDE = "a script sees the notes only, by dv.pages and dv.page";

class Success {
    successful = true;

    constructor(value) {
        this.value = value;
    }

    map(change) {
        return new Success(change(this.value));
    }

    orElse() {
        return this.value;
    }

    orElseThrow() {
        return this.value;
    }
}

class Failure {
    successful = false;

    constructor(error) {
        this.error = error;
    }

    map() {
        return this;
    }

    orElse(value) {
        return value;
    }

    orElseThrow() {
        throw new Error(this.error);
    }
}

function attempt(action) {
    try {
        return new Success(action());
    } catch (error) {
        return new Failure(error.message);
    }
}

function pathOf(value, verb) {
    if (typeof value === "string") return value;
    if (value instanceof Link) return value.path;
    throw new Error(`${verb} takes a path or a link, not ${value === null ? "null" : typeof value}`);
}

// Pages come in pieces, so that no answer is too large.
const PIECE = 500;

function pagesOf(paths) {
    const found = [];
    for (let start = 0; start < paths.length; start += PIECE) found.push(...ask("pages", paths.slice(start, start + PIECE)));
    return found;
}

function rowsOf(values) {
    return isList(values) ? values : Array.from(values);
}

// Puts a view on the page. The app shows it some time later, so that scripts may wait for it.
function shown(view) {
    if (view) dv.container.append(view);
    return Promise.resolve();
}

const dv = {
    container: new HTMLElement("div"),
    currentFilePath: world.path,
    settings,
    luxon,
    func: Object.fromEntries(world.functions.map(name => [name, (...given) => ask("function", name, given)])),

    pagePaths: source => dataArray(ask("paths", isSomething(source) ? String(source) : "")),
    pages: source => dataArray(pagesOf(dv.pagePaths(source).values)),
    page: path => ask("page", pathOf(path, "dv.page")) ?? undefined,
    current: () => ask("page", world.path) ?? undefined,

    query: async (source, file, options) => attempt(() => query(source, file, options)),
    tryQuery: async (source, file, options) => query(source, file, options),
    queryMarkdown: async (source, file, options) => attempt(() => queryMarkdown(source, file, options)),
    tryQueryMarkdown: async (source, file, options) => queryMarkdown(source, file, options),
    evaluate: (expression, context) => attempt(() => dv.tryEvaluate(expression, context)),
    tryEvaluate: (expression, context) => ask("evaluate", String(expression), context ?? {}),

    execute: source => shown({ view: "query", source: String(source) }),
    executeJs: async code => evaluated(String(code)),
    view: absent("dv.view", REFUSED_IO),
    io: {
        csv: absent("dv.io.csv", REFUSED_IO),
        load: absent("dv.io.load", REFUSED_IO),
        normalize: (path, origin) => ask("normalize", pathOf(path, "dv.io.normalize"), origin ?? null),
    },

    array: value => dataArray(isList(value) ? value : [value]),
    isArray: isList,
    isDataArray: value => value instanceof DataArray,
    fileLink: (path, embed, display) => Link.file(path, embed, display),
    sectionLink: (path, section, embed, display) => Link.header(path, section, embed, display),
    blockLink: (path, block, embed, display) => Link.block(path, block, embed, display),
    date: value => (value instanceof DateTime ? value : ask("function", "date", [value])),
    duration: value => (value instanceof Duration ? value : ask("function", "dur", [value])),
    parse: text => ask("parse", String(text)),
    literal: value => ask("literal", value),
    clone,
    compare,
    equal: (left, right) => compare(left, right) === 0,
    value: {
        typeOf: value => ask("function", "typeof", [value]),
        toString: value => textsOf([value])[0],
        compareValue: compare,
        deepCopy: clone,
        isTruthy: value => ask("function", "choice", [isList(value) ? value.length > 0 : value, true, false]),
        isNull: value => !isSomething(value),
        isString: value => typeof value === "string",
        isNumber: value => typeof value === "number",
        isBoolean: value => typeof value === "boolean",
        isDate: DateTime.isDateTime,
        isDuration: Duration.isDuration,
        isLink: value => value instanceof Link,
        isArray: isList,
        isFunction: value => typeof value === "function",
        isHtml: value => value instanceof HTMLElement,
        isObject: value => ask("function", "typeof", [value]) === "object",
    },
    widget: { externalLink: (url, display) => new ExternalLink(url, display ?? url) },

    el: (tag, text, { container = dv.container, ...options } = {}) => {
        const child = container.createEl(tag, options);
        if (text instanceof HTMLElement) child.append(text);
        else if (isSomething(text) && text !== "") child.append({ view: "value", value: text });
        return child;
    },
    header: (level, text, options) => {
        if (![1, 2, 3, 4, 5, 6].includes(Number(level))) throw new Error(`a heading has a level from 1 to 6, not '${level}'`);
        return dv.el(`h${level}`, text, options);
    },
    paragraph: (text, options) => dv.el("p", text, options),
    span: (text, options) => dv.el("span", text, options),

    list: values => shown(values && { view: "list", value: rowsOf(values) }),
    table: (headers, values) => {
        const rows = rowsOf(values ?? []);
        return shown({ view: "table", headers: Array.from(headers ?? [], String), value: rows });
    },
    taskList: (tasks, byFile = true) => {
        const groups = byFile && !isGrouping(tasks) ? dv.array(tasks).groupBy(task => Link.file(task.path)) : tasks;
        return shown({ view: "tasks", value: groups });
    },

    markdownTable: (headers, values) => ask("markdown.table", Array.from(headers ?? [], String), values ?? []),
    markdownList: values => ask("markdown.list", values ?? []),
    markdownTaskList: tasks => ask("markdown.tasks", tasks ?? []),
};

for (const [name, instead] of entries({ app: OUTSIDE, index: OUTSIDE, component: OUTSIDE, api: "use dv itself" })) {
    defineProperty(dv, name, { get: absent(`dv.${name}`, instead) });
}

function query(source, file, options) {
    return ask("query", String(source), file ?? world.path, options?.forceId ?? null);
}

function queryMarkdown(source, file, options) {
    return ask("markdown.query", String(source), file ?? world.path, options?.forceId ?? null);
}

function clone(value) {
    if (value instanceof DataArray) return dataArray(value.values.map(clone));
    if (isPlainArray(value)) return value.map(clone);
    const isPlain = value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? Object.fromEntries(entries(value).map(([key, element]) => [key, clone(element)])) : value;
}
