// Paper is white: a page that is dark on screen is printed in light colours. Each colour of it, charts and marks as well,
// becomes one of its own hue that stands out from white as far as the first does from the dark ground. What the server
// sends, and what the browser shows, stays as it is; paper.js asks for it where a page is printed.
const SIDES = ["top", "right", "bottom", "left"];
const OF_BOXES = ["color", "background-color", ...SIDES.map((side) => `border-${side}-color`)];
const OF_DRAWINGS = ["color", "fill", "stroke"];
const OF_TABLES = ["color"]; // their lines are drawn for paper
const STEPS = 12; // halvings: a lightness to less than a five-hundredth

const channelsOf = (colour) => colour.match(/^rgba?\(/) && colour.match(/[\d.]+/g).map(Number);
const luminanceOf = (channels) => {
  const [red, green, blue] = channels.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrastOf = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
const mixed = (one, other, share) => one.map((channel, place) => channel + (other[place] - channel) * share);

// Hue and saturation (0-1) as in HSL, and back with a lightness.
const hueOf = (channels) => {
  const [red, green, blue] = channels.map((one) => one / 255);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const spread = most - least;
  if (!spread) return [0, 0];
  const sixths = most === red ? (green - blue) / spread : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  return [((sixths + 6) % 6) / 6, spread / (1 - Math.abs(most + least - 1))];
};
const channelsAt = ([hue, saturation], lightness) => {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((turn) => {
    const place = (turn + hue * 12) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1))));
  });
};

const onWhite = (channels, ground) => {
  const wanted = contrastOf(luminanceOf(channels), luminanceOf(ground));
  const hue = hueOf(channels);
  let [low, high] = [0, 1];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (contrastOf(luminanceOf(channelsAt(hue, middle)), 1) < wanted) high = middle;
    else low = middle;
  }
  return `rgb(${channelsAt(hue, low).join(", ")})`;
};

const namesFor = (part) => (part instanceof SVGElement ? OF_DRAWINGS : part.closest(".zp-rows") ? OF_TABLES : OF_BOXES);

const inked = []; // the parts whose colours are changed, with what their own style said before

const toInk = () => {
  const app = document.querySelector(".stApp");
  const ground = app && channelsOf(getComputedStyle(app).backgroundColor);
  if (!ground || luminanceOf(ground) > 0.5) return;
  const known = new Map();
  const inkOf = (colour) => {
    if (!known.has(colour)) {
      const [red, green, blue, share = 1] = channelsOf(colour) ?? [0, 0, 0, 0];
      known.set(colour, share && onWhite(mixed(ground, [red, green, blue], share), ground));
    }
    return known.get(colour);
  };
  // All are read before any is changed: most hand theirs down.
  const read = [...app.querySelectorAll(".stMain, .stMain *")].map((part) => {
    const style = getComputedStyle(part);
    return [part, namesFor(part).map((name) => [name, style.getPropertyValue(name)])];
  });
  for (const [part, colours] of read) {
    inked.push([part, part.getAttribute("style")]);
    for (const [name, colour] of colours) {
      const ink = inkOf(colour);
      if (ink) part.style.setProperty(name, ink, "important");
    }
  }
};

const toScreen = () => {
  for (const [part, style] of inked.splice(0)) {
    if (style === null) part.removeAttribute("style");
    else part.setAttribute("style", style);
  }
};
