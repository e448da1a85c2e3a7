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
