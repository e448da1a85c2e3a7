// The keyboard: Tab goes from an open chip into its popover, through it and on to the next chip.
// Streamlit draws popovers at the end of the page, where Tab would come last of all, and names them by
// the Markdown of their label.
const REACHABLE =
  "input:not([tabindex='-1']):not([type=hidden]):not([disabled]),button:not([disabled]):not([tabindex='-1'])," +
  "a[href],textarea:not([disabled]),[tabindex='0']";

const opened = () => document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");
const popover = () => document.querySelector("[data-testid=stPopoverBody]");
// Of radio buttons the keyboard stops at the chosen one, or at the first: their tabindex says so only at times.
const isStop = (one) => {
  if (one.type !== "radio") return one.matches(REACHABLE);
  const group = [...(one.closest("[role=radiogroup]")?.querySelectorAll("input[type=radio]") ?? [one])];
  return one === (group.find((other) => other.checked) ?? group[0]);
};
const within = (box) =>
  [...box.querySelectorAll("input,button,a[href],textarea,[tabindex='0']")].filter(
    (one) => isStop(one) && one.offsetParent !== null && !one.closest("[aria-hidden=true]"),
  );

// A popover that has just opened draws its control a moment later.
const goInWhenDrawn = (chip, frames = 60) => {
  const box = popover(), [first] = box ? within(box) : [];
  if (document.activeElement !== chip || !frames) return;
  if (first) first.focus();
  else requestAnimationFrame(() => goInWhenDrawn(chip, frames - 1));
};

document.addEventListener(
  "keydown",
  (event) => {
    const chip = opened(), box = popover();
    if (event.key !== "Tab" || !chip || !box) return;
    const stops = within(box), at = document.activeElement;
    const goTo = (stop) => (stop.focus(), event.preventDefault());
    if (!stops.length) {
      if (at === chip && !event.shiftKey) event.preventDefault(), goInWhenDrawn(chip);
    } else if (at === chip && !event.shiftKey) goTo(stops[0]);
    else if (at === stops[0] && event.shiftKey) goTo(chip);
    else if (at === stops.at(-1) && !event.shiftKey) chip.focus(); // the browser itself goes on from there
  },
  true,
);

new MutationObserver(() => {
  const box = popover(), name = box?.getAttribute("aria-label");
  if (name?.includes("\\")) box.setAttribute("aria-label", name.replace(/\\([^\w\s])/g, "$1"));
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
