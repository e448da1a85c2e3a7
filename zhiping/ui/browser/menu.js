// The menu: mark the system of the page that is shown, and close the phone's drawer after a choice.
// Streamlit marks a page within an open menu only; the page writes its system's name into .st-key-system.
// It gives way to 演示数据, which lies over it: by a class, since `.stApp:has(…)` has the browser look through the whole page
// at whatever changes in it (3 of the 7 seconds that 考核排名 took to draw).
const NARROW = matchMedia("(max-width: 767px)");

const markSystem = () => {
  const system = document.querySelector(".st-key-system p")?.textContent;
  for (const menu of document.querySelectorAll("[data-testid=stTopNavSection]")) {
    const isActive = system !== undefined && menu.textContent === system;
    if (isActive && !menu.hasAttribute("aria-current")) menu.setAttribute("aria-current", "true");
    if (!isActive && menu.hasAttribute("aria-current")) menu.removeAttribute("aria-current");
  }
};

const giveWay = () =>
  document.documentElement.classList.toggle("zp-demo", document.getElementsByClassName("st-key-demo").length > 0);

const settle = () => {
  markSystem();
  giveWay();
};

new MutationObserver(settle).observe(document, { subtree: true, childList: true, characterData: true });

document.addEventListener("click", (event) => {
  if (NARROW.matches && event.target.closest?.("[data-testid=stSidebarNavLink]"))
    setTimeout(() => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click());
});
