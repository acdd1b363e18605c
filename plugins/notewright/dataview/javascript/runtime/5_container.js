// What a script puts on the page: a tree of elements, which the build makes a part of the page when the script is done.

class HTMLElement {
    constructor(tag) {
        this.tagName = String(tag).toUpperCase();
        this.childNodes = [];
        this.parentElement = null;
        this.style = {};
        this.dataset = {};
        this.attributes = {};
        this.classList = classList(this);
    }

    createEl(tag, options = {}, then = undefined) {
        const child = new HTMLElement(tag);
        child.describe(typeof options === "string" ? { cls: options } : options ?? {});
        if (options?.prepend) this.prepend(child);
        else this.append(child);
        then?.(child);
        return child;
    }

    createDiv(options, then) {
        return this.createEl("div", options, then);
    }

    createSpan(options, then) {
        return this.createEl("span", options, then);
    }

    // What the app's functions for elements take: classes, text and attributes.
    describe({ cls, text, attr, ...others }) {
        if (isSomething(cls)) this.className = isList(cls) ? [...cls].join(" ") : String(cls);
        for (const name of ["title", "type", "value", "placeholder", "href"]) {
            if (isSomething(others[name])) this.setAttribute(name, others[name]);
        }
        for (const [name, value] of entries(attr ?? {})) this.setAttribute(name, value);
        if (isSomething(text)) this.append(text);
    }

    append(...nodes) {
        for (const node of nodes) this.childNodes.push(this.#adopt(node));
    }

    prepend(...nodes) {
        this.childNodes.unshift(...nodes.map(node => this.#adopt(node)));
    }

    appendChild(node) {
        this.append(node);
        return node;
    }

    insertBefore(node, before) {
        const place = this.childNodes.indexOf(before);
        this.childNodes.splice(place < 0 ? this.childNodes.length : place, 0, this.#adopt(node));
        return node;
    }

    appendText(text) {
        this.append(String(text));
    }

    removeChild(node) {
        node.remove();
        return node;
    }

    remove() {
        const siblings = this.parentElement?.childNodes;
        if (siblings?.includes(this)) siblings.splice(siblings.indexOf(this), 1);
        this.parentElement = null;
    }

    #adopt(node) {
        if (!(node instanceof HTMLElement)) return node?.view || node?.html !== undefined ? node : String(node);
        for (let above = this; above; above = above.parentElement) {
            if (above === node) throw new Error("an element cannot hold itself");
        }
        node.remove();
        node.parentElement = this;
        return node;
    }

    empty() {
        this.childNodes.length = 0;
    }

    setText(text) {
        this.textContent = text;
    }

    get children() {
        return this.childNodes.filter(node => node instanceof HTMLElement);
    }

    get textContent() {
        return this.childNodes.map(node => node?.textContent ?? (typeof node === "string" ? node : "")).join("");
    }

    set textContent(text) {
        this.childNodes = [String(text ?? "")];
    }

    get innerText() {
        return this.textContent;
    }

    set innerText(text) {
        this.textContent = text;
    }

    get innerHTML() {
        return this.childNodes.map(markup).join("");
    }

    set innerHTML(html) {
        this.childNodes = html === "" ? [] : [{ html: String(html) }];
    }

    get outerHTML() {
        const written = entries(this.described()).map(([name, value]) => ` ${name}="${escaped(value)}"`);
        return `<${this.tagName.toLowerCase()}${written.join("")}>${this.innerHTML}</${this.tagName.toLowerCase()}>`;
    }

    insertAdjacentHTML(place, html) {
        if (String(place).toLowerCase() === "afterbegin") this.childNodes.unshift({ html: String(html) });
        else this.childNodes.push({ html: String(html) });
    }

    get className() {
        return this.attributes.class ?? "";
    }

    set className(names) {
        this.attributes.class = String(names);
    }

    get id() {
        return this.attributes.id ?? "";
    }

    set id(name) {
        this.attributes.id = String(name);
    }

    addClass(...names) {
        this.classList.add(...names);
    }

    addClasses(names) {
        this.classList.add(...names);
    }

    removeClass(...names) {
        this.classList.remove(...names);
    }

    getAttribute(name) {
        return this.attributes[name] ?? null;
    }

    setAttribute(name, value) {
        this.attributes[String(name)] = String(value);
    }

    setAttr(name, value) {
        this.setAttribute(name, value);
    }

    removeAttribute(name) {
        delete this.attributes[name];
    }

    setCssStyles(styles) {
        Object.assign(this.style, styles);
    }

    // A page runs no scripts: nothing listens there.
    addEventListener() {}

    onClickEvent() {}

    // All attributes, those of styles and data included.
    described() {
        const kebab = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
        const rules = entries(this.style).map(([name, value]) => (name === "cssText" ? value : `${kebab(name)}: ${value}`));
        const found = { ...this.attributes };
        if (rules.length) found.style = [found.style, ...rules].filter(Boolean).join("; ");
        for (const name of ["href", "src", "alt", "title", "value", "max", "min", "type", "checked", "open"]) {
            if (Object.hasOwn(this, name) && this[name] !== false) found[name] = this[name] === true ? "" : String(this[name]);
        }
        for (const [name, value] of entries(this.dataset)) found[`data-${kebab(name)}`] = String(value);
        return found;
    }

    // In a list or table it is its HTML.
    [WIRE]() {
        return this.outerHTML;
    }

    toString() {
        return "[object HTMLElement]";
    }
}

function classList(element) {
    const names = () => element.className.split(/\s+/).filter(Boolean);
    const set = found => (element.className = [...new Set(found)].join(" "));
    return {
        add: (...added) => set([...names(), ...added]),
        remove: (...removed) => set(names().filter(name => !removed.includes(name))),
        toggle: name => (names().includes(name) ? set(names().filter(other => other !== name)) : set([...names(), name])),
        contains: name => names().includes(name),
    };
}

function escaped(text) {
    return String(text).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
}

function markup(node) {
    if (node instanceof HTMLElement) return node.outerHTML;
    if (typeof node === "string") return escaped(node);
    if (node.html !== undefined) return node.html;
    return node.view === "value" ? textsOf([node.value])[0] : "";
}

// The tree as the build takes it.
function written(node, depth = 0) {
    if (depth > DEEPEST) throw new RangeError("elements are nested too deeply");
    if (typeof node === "string" || node.html !== undefined) return node;
    if (node.view) return { ...node, ...(("value" in node) && { value: encode(node.value) }) };
    return {
        tag: node.tagName.toLowerCase(),
        attributes: node.described(),
        children: node.childNodes.map(child => written(child, depth + 1)),
    };
}
