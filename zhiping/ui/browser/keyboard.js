// The keyboard: Tab goes from an open chip into its popover, through it and on to the next chip.
// Streamlit draws popovers at the end of the page, where Tab would come last of all, and names them by
// the Markdown of their label.
const REACHABLE =
  "input:not([tabindex='-1']):not([type=hidden]):not([disabled]),button:not([disabled]):not([tabindex='-1'])," +
  "a[href],textarea:not([disabled]),[tabindex='0']";

const opened = () => document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");
const popover = () => document.querySelector("[data-testid=stPopoverBody]");
const within = (box) =>
  [...box.querySelectorAll(REACHABLE)].filter((one) => one.offsetParent !== null && !one.closest("[aria-hidden=true]"));

document.addEventListener(
  "keydown",
  (event) => {
    const chip = opened(), box = popover();
    if (event.key !== "Tab" || !chip || !box) return;
    const stops = within(box), at = document.activeElement;
    if (!stops.length) return;
    const goTo = (stop) => (stop.focus(), event.preventDefault());
    if (at === chip && !event.shiftKey) goTo(stops[0]);
    else if (at === stops[0] && event.shiftKey) goTo(chip);
    else if (at === stops.at(-1) && !event.shiftKey) chip.focus(); // the browser itself goes on from there
  },
  true,
);

new MutationObserver(() => {
  const box = popover(), name = box?.getAttribute("aria-label");
  if (name?.includes("\\")) box.setAttribute("aria-label", name.replace(/\\([^\w\s])/g, "$1"));
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
