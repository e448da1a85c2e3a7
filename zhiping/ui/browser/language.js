// The language of this page: the one in its address, else the browser's; what is neither is Chinese.
// zhiping/ui/kit/language.py chooses by the same rule.
const asked = new URLSearchParams(location.search).get("lang");
const own = (navigator.language || "zh").split("-")[0];
const spoken = ["zh", "en"].includes(asked) ? asked : own === "en" ? "en" : "zh";
document.documentElement.lang = spoken === "zh" ? "zh-CN" : "en";
// Streamlit's calendars follow the browser's language and nothing else.
if (own !== spoken) {
  const locale = spoken === "zh" ? "zh-CN" : "en-GB";
  Object.defineProperty(Navigator.prototype, "language", { get: () => locale, configurable: true });
  Object.defineProperty(Navigator.prototype, "languages", { get: () => [locale], configurable: true });
}
