// Paper: what is a canvas on screen, or drawn for the screen's width, stands on paper as a part of the page.
// Tables are made of the texts of zhiping/ui/kit/paper.py, pictures are copies that keep their shape at any width.
const A4 = "zp-a4"; // on <html>: the page is as narrow as a sheet, so that pictures are drawn for it
const MILLISECONDS_TO_REDRAW = 700;
const UNBROKEN = /^[!-~]{1,12}$/; // days, times and numbers of things are not parted at their hyphens
const NUMBER = /^[-+\u2212]?[\d,.]+\s?%?$/;

const cellOf = (text, kind) => {
  const cell = document.createElement(kind);
  for (const part of text.split(/( )/)) {
    if (!UNBROKEN.test(part)) cell.append(part);
    else cell.append(Object.assign(document.createElement("span"), { className: "zp-unbroken", textContent: part }));
  }
  return cell;
};

const tableOf = (text) => {
  const [head, ...rows] = text.split("\n").map((line) => line.split("\t"));
  const table = document.createElement("table");
  const isNumeric = head.map((_name, place) => rows.length > 0 && rows.every((row) => NUMBER.test(row[place]) || row[place] === "—"));
  const line = (cells, kind) => {
    const row = document.createElement("tr");
    cells.forEach((text, place) => {
      const one = cellOf(text, kind);
      if (isNumeric[place]) one.className = "zp-number";
      row.append(one);
    });
    return row;
  };
  table.createTHead().append(line(head, "th"));
  table.createTBody().append(...rows.map((row) => line(row, "td")));
  return table;
};

// Before the picture itself: of two parts with one name, which its clips and patterns have, the first is meant.
const copyOf = (plot) => {
  const copy = document.createElement("div");
  copy.className = "zp-copy";
  for (const drawn of plot.querySelectorAll(".main-svg")) {
    const one = drawn.cloneNode(true);
    one.setAttribute("viewBox", `0 0 ${drawn.width.baseVal.value} ${drawn.height.baseVal.value}`);
    one.removeAttribute("width");
    one.removeAttribute("height");
    one.removeAttribute("style");
    copy.append(one);
  }
  return copy;
};

addEventListener("beforeprint", () => {
  for (const rows of document.querySelectorAll(".zp-rows > span")) rows.after(tableOf(rows.textContent));
  for (const plot of document.querySelectorAll(".js-plotly-plot")) plot.before(copyOf(plot));
  toInk();
});
addEventListener("afterprint", () => {
  toScreen();
  for (const made of document.querySelectorAll(".zp-rows > table, .zp-copy")) made.remove();
  document.documentElement.classList.remove(A4);
});

// Asked to print, by the menu or by keys, the page first becomes as narrow as a sheet. The browser's own menu
// leaves no time for it: then pictures are copies of those on screen, smaller or larger.
const printNow = print.bind(window);
window.print = () => {
  document.documentElement.classList.add(A4);
  setTimeout(printNow, MILLISECONDS_TO_REDRAW);
};
addEventListener("keydown", (event) => {
  if (event.key?.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  window.print();
}, true);
