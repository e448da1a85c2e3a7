// What is copied out of a table is pasted into a spreadsheet: a text that begins like a formula has an apostrophe before it.
const NUMERIC = /^[-+]?[\d.,\s]+%?$/;
const inert = (text) => (/^[=+\-@]/.test(text) && !NUMERIC.test(text) ? `'${text}` : text);
const INERT_BY_TYPE = {
  "text/plain": (text) => text.replace(/[^\t\r\n]+/g, inert),
  "text/html": (text) => text.replace(/(<td[^>]*>)([^<]*)/g, (_all, open, cell) => open + inert(cell)),
};

const setCopied = DataTransfer.prototype.setData;
DataTransfer.prototype.setData = function (type, text) {
  return setCopied.call(this, type, INERT_BY_TYPE[type] ? INERT_BY_TYPE[type](text) : text);
};

// A table that is told to copy by its own menu, without a key pressed, writes to the clipboard itself.
const inertItem = (item) => {
  const inertPart = async (type) => {
    const part = await item.getType(type);
    return INERT_BY_TYPE[type] ? new Blob([INERT_BY_TYPE[type](await part.text())], { type }) : part;
  };
  return new ClipboardItem(Object.fromEntries(item.types.map((type) => [type, inertPart(type)])));
};

if (window.Clipboard?.prototype.write) {
  const write = Clipboard.prototype.write;
  Clipboard.prototype.write = function (items) {
    return write.call(this, items.map(inertItem));
  };
} else if (window.Clipboard) {
  // Older browsers take text alone; queries that a page shows are copied the same way, and stay as they are.
  const writeText = Clipboard.prototype.writeText;
  Clipboard.prototype.writeText = function (text) {
    const isOfTable = document.activeElement?.closest('[data-testid="stDataFrame"]');
    return writeText.call(this, isOfTable ? INERT_BY_TYPE["text/plain"](text) : text);
  };
}
