// Which version of the data this browser saw last: a cookie, since the server is to know it at the first run.
// What was seen at the last visit stays what is compared with until a visit is over: four hours without 今日态势.
const SEEN = "zhiping_seen";
const VISIT_MINUTES = 240;

const minutesNow = () => Math.floor(Date.now() / 60000);
const readSeen = () => {
  const found = document.cookie.match(/(?:^|; )zhiping_seen=([\d.]*)/);
  const [base, baseAt, last, lastAt] = (found?.[1] ?? "").split(".").map(Number);
  return { base: base || 0, baseAt: baseAt || 0, last: last || 0, lastAt: lastAt || 0 };
};
const writeSeen = ({ base, baseAt, last, lastAt }) => {
  document.cookie = `${SEEN}=${base}.${baseAt}.${last}.${lastAt}; path=/; max-age=31536000; samesite=strict`;
};

const begun = readSeen();
if (begun.last && minutesNow() - begun.lastAt > VISIT_MINUTES)
  writeSeen({ ...begun, base: begun.last, baseAt: begun.lastAt });

// The page writes its version as the key of an element.
const noteSeen = () => {
  const shown = document.querySelector("[class*=st-key-version-]")?.className.match(/st-key-version-(\d+)/);
  if (!shown) return;
  const seen = readSeen();
  const version = Number(shown[1]);
  if (seen.last !== version || seen.lastAt !== minutesNow())
    writeSeen({ ...seen, last: version, lastAt: minutesNow() });
};
new MutationObserver(noteSeen).observe(document, { subtree: true, childList: true });
