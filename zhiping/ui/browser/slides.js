// A page as slides (see kit/slides.py): what it found with its figures first, then a picture a screen. They are copies of
// what the page has drawn, made anew whenever it has been run; the page goes on behind them.
{
  const SECONDS = { least: 3, usual: 20, most: 3600 };
  const LARGEST = 2.4; // times: larger, and the words of a picture are poster size
  const SECONDS_WITHOUT = 90; // a server, before a wall is loaded anew
  const slides = document.createElement("div");
  slides.className = "zp-slides";
  slides.tabIndex = -1;
  slides.setAttribute("role", "dialog");
  let at = 0, view = -1, shown = "", turnedAt = 0, answeredAt = performance.now();

  const asked = () => new URLSearchParams(location.search);
  const wayOf = () => ({ meeting: "meeting", wall: "wall" })[asked().get("view")];
  const page = () => document.querySelector(".stMain");
  const wordOf = (name) => document.querySelector(`.zp-slide-words .${name}`)?.textContent ?? "";
  const copies = (selector, within = page()) => [...(within?.querySelectorAll(selector) ?? [])].map((part) => part.cloneNode(true));
  const element = (name, className, ...content) => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...content);
    return made;
  };

  const titleOf = (text) => element("h2", "", text);
  const slideOf = (picture) => {
    const notes = [...picture.querySelectorAll("[data-testid=stCaptionContainer]")]
      .filter((note) => !note.closest("[class*=st-key-hint-], [class*=st-key-twin-]"))
      .map((note) => element("p", "", note.textContent));
    return [titleOf(picture.querySelector("h2, h3")?.textContent ?? ""), ...copies(".zp-picture", picture), ...notes];
  };
  const made = () => {
    const title = document.querySelector("h1")?.textContent ?? "";
    const first = [titleOf(title), ...copies(".st-key-finding"), ...copies("[class*=st-key-figures-]")];
    const pictures = [...(page()?.querySelectorAll("[class*=st-key-picture-]") ?? [])].filter((one) => one.querySelector(".zp-picture"));
    const parts = copies(".st-key-exceptions, .st-key-systems").map((part) => [titleOf(title), part]);
    return [first, ...parts, ...pictures.map(slideOf)];
  };

  const buttonOf = (name, sign, act) => {
    const button = element("button", name, sign);
    button.type = "button";
    button.title = wordOf(name);
    button.setAttribute("aria-label", wordOf(name));
    button.addEventListener("click", act);
    return button;
  };

  // As large as the screen has room for: what is measured at its own size is then magnified.
  const fit = () => {
    const content = slides.firstElementChild;
    if (!content) return;
    content.style.zoom = 1;
    const room = slides.clientHeight - content.nextElementSibling.offsetHeight;
    let zoom = Math.min(LARGEST, Math.max(1, innerWidth / 600));
    do content.style.zoom = zoom;
    while (content.getBoundingClientRect().height > room && (zoom -= 0.1) >= 1);
  };

  const draw = () => {
    const all = made();
    at = Math.min(Math.max(at, 0), all.length - 1);
    const place = element("span", "", `${at + 1} / ${all.length}`);
    const textsOf = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
    const chips = textsOf("[class*=st-key-chip-] [data-testid=stPopoverButton] p");
    const about = [document.querySelector("h1")?.textContent ?? "", ...chips, ...textsOf(".st-key-dataline p").slice(0, 1)];
    const foot = element(
      "footer", "", element("span", "zp-slide-about", about.join("　")),
      buttonOf("back", "‹", () => turn(-1)), place, buttonOf("next", "›", () => turn(1)), buttonOf("leave", "✕", leave),
    );
    slides.replaceChildren(element("section", "", ...all[at]), foot);
    slides.setAttribute("aria-label", wordOf("title"));
    document.querySelector(".stApp").append(slides);
    document.documentElement.classList.add("zp-as-slides");
    fit();
  };

  const hideSlides = () => {
    slides.remove();
    document.documentElement.classList.remove("zp-as-slides");
    [at, shown] = [0, ""];
  };
  const goTo = (address) => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  };
  const turn = (step) => {
    turnedAt = performance.now();
    at += step;
    draw();
  };
  const leave = () => {
    const kept = asked();
    for (const key of ["view", "every"]) kept.delete(key);
    hideSlides();
    goTo(`${location.pathname}${kept.size ? `?${kept}` : ""}`);
  };

  const onward = () => {
    const views = [...document.querySelectorAll(".zp-slide-words a")].map((one) => one.getAttribute("href"));
    view += 1;
    at = 0;
    if (views.length) goTo(`.${views[view % views.length]}`);
    else draw();
  };

  const KEYS = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
  };
  addEventListener("keydown", (event) => {
    if (!slides.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
    if ([" ", "Enter"].includes(event.key) && event.target.closest?.("button")) return;
    if (event.key === "Escape") leave();
    else if (event.key in KEYS) turn(KEYS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  addEventListener("resize", () => slides.isConnected && fit());

  // Every half second: whether there are slides to be, what the page has drawn since, and whether a wall turns.
  const lookAgain = () => {
    const way = wayOf();
    if (!way) return slides.isConnected && hideSlides();
    if (!window.zhipingRests() || !document.querySelector(".zp-slide-words")) return;
    const now = location.href + (page()?.textContent ?? "");
    if (now !== shown) {
      shown = now;
      draw();
      if (!slides.contains(document.activeElement)) slides.focus();
      turnedAt ||= performance.now();
    }
    if (way !== "wall") return;
    document.querySelector(".st-key-newer button")?.click();
    const wished = Number(asked().get("every")) || SECONDS.usual;
    const seconds = Math.min(Math.max(wished, SECONDS.least), SECONDS.most);
    if (performance.now() - turnedAt < seconds * 1000) return;
    turnedAt = performance.now();
    if (at + 1 < made().length) turn(1);
    else onward();
  };
  setInterval(lookAgain, 500);

  // A wall that nobody looks after: where the server has been away for long, the page begins anew once it answers.
  setInterval(async () => {
    if (wayOf() !== "wall") return;
    const isThere = await fetch("./healthz", { cache: "no-store" }).then((one) => one.ok, () => false);
    const wasAway = performance.now() - answeredAt > SECONDS_WITHOUT * 1000;
    if (isThere && wasAway) location.reload();
    if (isThere) answeredAt = performance.now();
  }, 10_000);
}
