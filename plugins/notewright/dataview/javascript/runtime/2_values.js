// Links, and the order of values.

class Link {
    constructor({ path, display, subpath, type, embed }) {
        this.path = path;
        this.display = display ?? undefined;
        this.subpath = subpath ?? undefined;
        this.embed = Boolean(embed);
        this.type = type ?? "file";
    }

    static file(path, embed = false, display = undefined) {
        return new Link({ path, embed, display });
    }

    static header(path, header, embed = false, display = undefined) {
        return new Link({ path, embed, display, type: "header", subpath: ask("heading", String(header)) });
    }

    static block(path, blockId, embed = false, display = undefined) {
        return new Link({ path, embed, display, type: "block", subpath: blockId });
    }

    [WIRE]() {
        const { path, display, subpath, type, embed } = this;
        const text = value => (value === undefined || value === null ? null : String(value));
        return { $: "link", path: String(path), display: text(display), subpath: text(subpath), type, embed };
    }

    withPath(path) {
        return new Link({ ...this, path });
    }

    withDisplay(display) {
        return new Link({ ...this, display });
    }

    withHeader(header) {
        return Link.header(this.path, header, this.embed, this.display);
    }

    toFile() {
        return Link.file(this.path, this.embed, this.display);
    }

    toEmbed() {
        return new Link({ ...this, embed: true });
    }

    fromEmbed() {
        return new Link({ ...this, embed: false });
    }

    toObject() {
        return { ...this };
    }

    equals(other) {
        return Boolean(other) && this.path == other.path && this.type == other.type && this.subpath == other.subpath;
    }

    fileName() {
        return String(this.path).split("/").pop().replace(/\.md$/, "");
    }

    obsidianLink() {
        const escaped = text => String(text ?? "").replaceAll("|", "\\|");
        if (this.type === "file") return escaped(this.path);
        return `${escaped(this.path)}${this.type === "block" ? "#^" : "#"}${escaped(this.subpath)}`;
    }

    markdown() {
        const title = this.type === "file" ? this.fileName() : `${this.fileName()} > ${this.subpath}`;
        return `${this.embed ? "!" : ""}[[${this.obsidianLink()}|${this.display || title}]]`;
    }

    toString() {
        return this.markdown();
    }
}

class ExternalLink {
    constructor(url, display) {
        this.url = url;
        this.display = display;
    }

    [WIRE]() {
        return { $: "external", url: String(this.url), display: String(this.display) };
    }

    toString() {
        return `[${this.display}](${this.url})`;
    }
}

// -1, 0 or 1, as the query language orders values.
function compare(left, right) {
    if (typeof left === "number" && typeof right === "number") return left < right ? -1 : left === right ? 0 : 1;
    if (typeof left === "string" && typeof right === "string") return compareTexts(left, right);
    if (left instanceof Link && right instanceof Link) return compareLinks(left, right);
    return ask("compare", left, right);
}

// Links by where they lead, not by what they show.
function compareLinks(left, right) {
    const kinds = left.type < right.type ? -1 : left.type > right.type ? 1 : 0;
    const parts = compareTexts(String(left.subpath ?? ""), String(right.subpath ?? ""));
    return compareTexts(String(left.path), String(right.path)) || kinds || parts;
}

// The weights of texts, fetched once.
const weights = new Map();

function fetchWeights(texts) {
    const unknown = [...new Set(texts)].filter(text => !weights.has(text));
    if (unknown.length) ask("weights", unknown).forEach((weight, index) => weights.set(unknown[index], weight));
}

function compareTexts(left, right) {
    if (left === right) return 0;
    fetchWeights([left, right]);
    const [first, second] = [weights.get(left), weights.get(right)];
    for (let level = 0; level < first.length; level++) {
        const [one, other] = [first[level], second[level]];
        for (let at = 0; at < one.length && at < other.length; at++) {
            if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
        }
        if (one.length !== other.length) return one.length < other.length ? -1 : 1;
    }
    return 0;
}

// The places of values in their order, and for each place whether its value equals the one before it.
function ordered(keys, descending) {
    return ask("order", keys, descending);
}

// A value as a text, as the query language writes it.
function textsOf(values) {
    const isSimple = value => typeof value === "string" || Number.isSafeInteger(value);
    return values.every(isSimple) ? values.map(String) : ask("texts", values);
}
