// Sorts the tables of query results by a click on a header, and divides long ones into pages.
// Without this script all rows are shown. The build says of each cell where it stands in the order of its column.
(() => {
  "use strict";

  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

  function sortable(table) {
    const body = table.tBodies[0];
    const given = [...body.rows];
    const pager = paged(table, given);
    const headers = [...table.tHead.rows[0].cells];

    function sort(header, direction) {
      const sign = direction === "descending" ? -1 : 1;
      const rank = (row) => Number(row.cells[header.cellIndex].dataset.rank);
      const rows = [...given];
      if (direction !== "none") rows.sort((one, other) => sign * (rank(one) - rank(other)));
      for (const each of headers) each.setAttribute("aria-sort", each === header ? direction : "none");
      body.append(...rows);
      pager(rows);
    }

    for (const header of headers) {
      header.setAttribute("aria-sort", "none");
      buttonOf(header).addEventListener("click", () => sort(header, NEXT[header.getAttribute("aria-sort")]));
    }
  }

  // The words of a header become a button; beside a header with a link in it stands one of its own.
  function buttonOf(header) {
    const button = element("button", "notewright-sort");
    if (header.querySelector("a, button, input")) {
      button.setAttribute("aria-label", `Sort by ${header.textContent.trim()}`);
    } else {
      // One element: the button is a row of boxes, and spaces between boxes are not shown.
      const words = element("span", "notewright-words");
      words.append(...header.childNodes);
      button.append(words);
      button.title = "Sort";
    }
    header.append(button);
    return button;
  }

  // Shows one page of the rows; what it returns takes the rows in another order.
  function paged(table, given) {
    const size = Number(table.closest("[data-page-size]")?.dataset.pageSize) || given.length;
    if (given.length <= size) return () => {};
    const last = Math.ceil(given.length / size) - 1;
    const pager = element("div", "notewright-pager");
    const place = element("span", "notewright-place");
    place.setAttribute("role", "status");
    const [before, after, all] = ["Previous", "Next", "Show all"].map((words) => {
      const button = element("button", "notewright-page");
      button.textContent = words;
      return button;
    });
    pager.append(before, place, after, all);
    table.after(pager);
    let rows = given;
    let page = 0;

    function show(number) {
      page = Math.max(0, Math.min(number, last));
      const [start, end] = [page * size, Math.min((page + 1) * size, rows.length)];
      rows.forEach((row, index) => row.toggleAttribute("hidden", index < start || index >= end));
      place.textContent = `${start + 1}–${end} of ${rows.length}`;
      before.setAttribute("aria-disabled", String(page === 0));
      after.setAttribute("aria-disabled", String(page === last));
    }

    before.addEventListener("click", () => show(page - 1));
    after.addEventListener("click", () => show(page + 1));
    all.addEventListener("click", () => {
      for (const row of rows) row.removeAttribute("hidden");
      pager.remove();
    });
    show(0);
    return (sorted) => {
      if (!pager.isConnected) return;
      rows = sorted;
      show(0);
    };
  }

  function element(name, style) {
    const made = document.createElement(name);
    made.className = style;
    if (name === "button") made.type = "button";
    return made;
  }

  function run() {
    for (const table of document.querySelectorAll("table.notewright-sortable:not([data-sorts])")) {
      table.dataset.sorts = "";
      sortable(table);
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
  else run();
})();
