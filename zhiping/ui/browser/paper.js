// Paper: what is a canvas on screen stands on paper as a part of the page: tables are made of the texts of
// zhiping/ui/kit/paper.py.
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

addEventListener("beforeprint", () => {
  for (const rows of document.querySelectorAll(".zp-rows > span")) rows.after(tableOf(rows.textContent));
  toInk();
});
addEventListener("afterprint", () => {
  toScreen();
  for (const made of document.querySelectorAll(".zp-rows > table")) made.remove();
});
