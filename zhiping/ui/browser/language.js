// The language of this page: the one in its address, which the browser keeps from then on, else the kept one, else the
// browser's; what is neither is Chinese. zhiping/ui/kit/language.py chooses by the same rule.
const KEPT = "zhiping-lang";
const known = (language) => (["zh", "en"].includes(language) ? language : null);
const asked = known(new URLSearchParams(location.search).get("lang"));
if (asked) document.cookie = `${KEPT}=${asked}; path=/; max-age=31536000; samesite=lax`;
const kept = known(document.cookie.split("; ").find((one) => one.startsWith(`${KEPT}=`))?.slice(KEPT.length + 1));
const own = (navigator.language || "zh").split("-")[0];
const spoken = asked ?? kept ?? (own === "en" ? "en" : "zh");
document.documentElement.lang = spoken === "zh" ? "zh-CN" : "en";
// Streamlit's calendars follow the browser's language and nothing else.
if (own !== spoken) {
  const locale = spoken === "zh" ? "zh-CN" : "en-GB";
  Object.defineProperty(Navigator.prototype, "language", { get: () => locale, configurable: true });
  Object.defineProperty(Navigator.prototype, "languages", { get: () => [locale], configurable: true });
}
