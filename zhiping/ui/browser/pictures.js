// Pictures are SVG of the server's (ui/charts/svg). Here the point that somebody points at tells what it is, and one that
// is clicked says what it carries. The nearest within a finger's breadth is meant; of those under the pointer the topmost.
const NEAR = 20; // pixels
const GAP = 12; // between the pointer and what is told
const tip = document.createElement("div");
tip.className = "zp-tip";
const drawnIn = new WeakMap();

const distanceTo = (box, x, y) =>
  Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0));

const pointAt = (picture, name, { clientX, clientY }) => {
  let [nearest, least] = [null, NEAR];
  for (const point of picture.querySelectorAll(`[${name}]`)) {
    const distance = distanceTo(point.getBoundingClientRect(), clientX, clientY);
    if (distance <= least) [nearest, least] = [point, distance];
  }
  return nearest?.getAttribute(name);
};

const hide = () => tip.remove();
const tell = (told, { clientX, clientY }) => {
  if (!told) return hide();
  tip.textContent = told;
  document.querySelector(".stApp").append(tip); // whose ground and ink it has
  const { width, height } = tip.getBoundingClientRect();
  const left = clientX + GAP + width > innerWidth ? clientX - GAP - width : clientX + GAP;
  tip.style.left = `${Math.max(left, 0)}px`;
  tip.style.top = `${Math.max(Math.min(clientY - height / 2, innerHeight - height), 0)}px`;
};
addEventListener("scroll", hide, true);

window.zhipingPicture = (parent, picture, answer) => {
  if (drawnIn.get(parent) !== picture) parent.innerHTML = picture;
  drawnIn.set(parent, picture);
  const point = (event) => tell(pointAt(parent, "data-told", event), event);
  const press = (event) => {
    const carried = pointAt(parent, "data-click", event);
    if (carried) answer(carried);
  };
  const heard = { pointermove: point, pointerdown: point, pointerleave: hide, click: press };
  for (const [name, listener] of Object.entries(heard)) parent.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(heard)) parent.removeEventListener(name, listener);
    hide();
  };
};
