// Back and forward: a page with its filters is one stop. Streamlit goes to a page first and writes its filters
// into the address afterwards, a stop each. What a page writes while nobody has done anything belongs to the
// stop where it is.
const addStop = history.pushState.bind(history);
let hasActed = false;
for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => void (hasActed = true), true);
addEventListener("popstate", () => void (hasActed = false), true);

history.pushState = (state, unused, url) => {
  const isSamePage = new URL(url ?? "", location.href).pathname === location.pathname;
  if (isSamePage && !hasActed) history.replaceState(state, unused, url);
  else addStop(state, unused, url);
  hasActed = false;
};
