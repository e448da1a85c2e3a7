// Streamlit's own words in Chinese. Exact texts and a few patterns (zhiping/ui/browser/streamlit_words.py)
// are replaced where Streamlit draws them; only texts and attributes are set, nodes stay React's own.
const PATTERNS = WORDS.patterns.map(([pattern, chinese]) => [new RegExp(pattern), chinese]);
const NAMES = ["aria-label", "title", "placeholder", "alt", "aria-valuetext"];
const UNTOUCHED = "canvas,script,style,.zp-picture,[data-testid=stDeckGlJsonChart]";
// What data, or our own sentences, are drawn in …
const DATA =
  "[data-testid=stMarkdownContainer],[data-testid=stCode],[data-testid=stTable],[data-testid=stMetricValue]," +
  "[data-testid=stFileUploaderFileName],[role=option],[data-tag]," +
  "div:has(> :is([aria-label='Copy column name'],[aria-label='复制列名']))";
// … and where Streamlit draws its own words in the same parts.
const OF_STREAMLIT =
  "[role=option]:not([data-key]),[data-key=__select_all__],[data-testid=stTopNavSection],[data-testid=stFileUploaderDropzone],[data-testid=stDateInputQuickSelectPopover]," +
  "[data-testid=stTooltipContent],[data-testid=stException]";

const inChinese = (text) => {
  const words = text.trim();
  if (!/[A-Za-z]{2}/.test(words)) return null;
  if (Object.hasOwn(WORDS.texts, words)) return WORDS.texts[words];
  for (const [pattern, chinese] of PATTERNS) if (pattern.test(words)) return words.replace(pattern, chinese);
  return null;
};

// "mm" is the month in a date and the minute in a time: its field says which.
const partOfDate = (node) => {
  const name = node.parentElement?.closest("[role=spinbutton]")?.getAttribute("aria-label") ?? "";
  return /^(minute|分)/.test(name) ? "分" : "月";
};

const translateText = (node) => {
  const box = node.parentElement, chinese = node.nodeValue === "mm" ? partOfDate(node) : inChinese(node.nodeValue);
  if (chinese !== null && box && (!box.closest(DATA) || box.closest(OF_STREAMLIT))) node.nodeValue = chinese;
};

const NAMED_BY_DATA =
  "[role=option],[data-tag],div:has(> :is([aria-label='Copy column name'],[aria-label='复制列名']))";
// A part that holds data is named by them; the buttons in it are Streamlit's.
const translateName = (element, name) => {
  const text = element.getAttribute(name), chinese = text && inChinese(text);
  if (chinese && !(element.closest(NAMED_BY_DATA) && element.tagName !== "BUTTON"))
    element.setAttribute(name, chinese);
};

const translate = (root) => {
  if (root.nodeType === Node.TEXT_NODE) return translateText(root);
  if (root.nodeType !== Node.ELEMENT_NODE || root.closest(UNTOUCHED)) return;
  const parts = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(UNTOUCHED)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  for (let part = root; part; part = parts.nextNode())
    if (part.nodeType === Node.TEXT_NODE) translateText(part);
    else for (const name of NAMES) translateName(part, name);
};

if (spoken === "zh")
  new MutationObserver((changes) => {
    for (const change of changes)
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.target.parentElement?.closest(UNTOUCHED)) continue;
      else if (change.type === "characterData") translateText(change.target);
      else translateName(change.target, change.attributeName);
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
