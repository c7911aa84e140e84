// Draws what the page's tables say: bars over time and a map, each bar and dot with the link of its row.

const { Plot } = globalThis;
const language = document.documentElement.lang;
const short = new Intl.NumberFormat(language, { notation: "compact" });
const calendar = (form) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...form });
const month = calendar({ month: "short", year: "numeric" });
const year = calendar({ year: "numeric" });
const DAY = 864e5;
const WIDEST_LABEL = 76;
const LARGEST = 22;
const SMALLEST = 2.5;
const SPOT = 3;
// In degrees: the whole world is drawn from so far north to so far south, and around this longitude; less of it where
// all numbers lie close together, with a margin around them, but never less than a region.
const WORLD = { north: 84, south: -56, middle: 11, half: 179 };
const MARGIN = 8;
const LEAST_HALF = 32;
const MOST_HALF = 100;

function rows(box) {
  return [...box.nextElementSibling.querySelectorAll("tbody tr")].map((row) => {
    const link = row.querySelector("a");
    const [name, amount] = [...row.cells].map((cell) => cell.textContent.trim());
    return { ...row.dataset, value: Number(row.dataset.value), href: link.getAttribute("href"), title: `${name}: ${amount}` };
  });
}

// The first days of the months or years from one day to another.
function* slots(since, until, years) {
  for (let day = since; day < until; ) {
    yield day;
    const [y, m] = [day.getUTCFullYear(), day.getUTCMonth()];
    day = new Date(years ? Date.UTC(y + 1, 0) : Date.UTC(y, m + 1));
  }
}

// Every so many of the slots that their labels have room, each in the middle of its bar.
function ticks(width, ...span) {
  const starts = [...slots(...span)];
  const step = Math.ceil((starts.length * WIDEST_LABEL) / width);
  const length = (span[1] - span[0]) / starts.length;
  return starts.filter((_, index) => index % step === Math.floor((step - 1) / 2)).map((day) => new Date(Number(day) + length / 2));
}

// Plot's marks without the English words that it calls them by; bars and dots have names of their own.
function unnamed(marks) {
  return marks.flat(Infinity).filter(Boolean).map((mark) => Object.assign(mark, { ariaLabel: null }));
}

function bars(box, width) {
  const since = new Date(box.dataset.since);
  const until = new Date(Number(new Date(box.dataset.until)) + DAY);
  const years = "yearly" in box.dataset;
  const data = rows(box).map((row) => ({ ...row, from: new Date(row.since), to: new Date(Number(new Date(row.until)) + DAY) }));
  const top = Math.max(...data.map((row) => row.value));
  const levels = top < 4 ? [top] : [top / 2, top];
  const span = { x1: "from", x2: "to" };
  const middle = (row) => new Date((Number(row.from) + Number(row.to)) / 2);
  const said = (day) => (years ? year : month).format(day);
  return Plot.plot({
    width,
    height: box.clientHeight,
    marginTop: 10,
    marginRight: 4,
    marginLeft: 40,
    marginBottom: 20,
    ariaLabel: box.dataset.name,
    x: { type: "utc", domain: [since, until] },
    y: { domain: [0, top] },
    marks: unnamed([
      Plot.ruleY(levels, { className: "grid" }),
      Plot.rectY(data, { ...span, y1: 0, y2: top, href: "href", title: "title", className: "reach" }),
      Plot.rectY(data, { ...span, y: "value", inset: 0.5, insetTop: -1, insetBottom: 0, className: "bar" }),
      Plot.ruleY([0], { className: "axis" }),
      Plot.axisX(ticks(width, since, until, years), { tickSize: 0, tickPadding: 5, tickFormat: said, label: null }),
      Plot.axisY([0, ...levels], { tickSize: 0, tickFormat: (value) => short.format(value), label: null }),
      Plot.tip(data, Plot.pointerX({ x: middle, y: "value", title: "title", className: "tip", pointerEvents: "none" })),
    ]),
  });
}

let outline;
async function land(url) {
  outline ??= fetch(url).then((answer) => answer.json()).then((world) => Plot.feature(world, world.objects.land));
  return outline;
}

// What of the world is drawn, as a projection: the numbers' part of it, or all.
function view(data) {
  const [longitudes, latitudes] = ["longitude", "latitude"].map((name) => data.map((row) => Number(row[name])));
  const [west, east, south, north] = [Math.min(...longitudes), Math.max(...longitudes), Math.min(...latitudes), Math.max(...latitudes)];
  const half = Math.max((east - west) / 2 + MARGIN, LEAST_HALF);
  const part = { middle: (east + west) / 2, half, north: Math.min(north + MARGIN, WORLD.north), south: Math.max(south - MARGIN, WORLD.south) };
  const shown = half > MOST_HALF ? WORLD : part;
  const edges = [[-shown.half, 0], [shown.half, 0], [0, shown.north], [0, shown.south]];
  const coordinates = edges.map(([x, y]) => [shown.middle + x, y || (shown.north + shown.south) / 2]);
  return { type: "equal-earth", rotate: [-shown.middle, 0], domain: { type: "MultiPoint", coordinates }, inset: 1, clip: true };
}

async function map(box, width) {
  const data = rows(box);
  const most = Math.max(...data.filter((row) => row.spot === "country").map((row) => row.value), 1);
  const [countries, places] = ["country", "place"].map((spot) => data.filter((row) => row.spot === spot));
  const at = { x: "longitude", y: "latitude", href: "href", title: "title" };
  const radius = (row) => Math.max(SMALLEST, LARGEST * Math.sqrt(row.value / most));
  return Plot.plot({
    width,
    height: box.clientHeight,
    margin: 0,
    ariaLabel: box.dataset.name,
    projection: view(data),
    r: { type: "identity" },
    marks: unnamed([
      Plot.geo(await land(box.dataset.land), { className: "land", clip: "frame" }),
      Plot.dot(countries, { ...at, r: radius, className: "area" }),
      Plot.dot(places, { ...at, r: SPOT, className: "spot" }),
      Plot.tip(data, Plot.pointer({ x: "longitude", y: "latitude", title: "title", className: "tip", pointerEvents: "none" })),
    ]),
  });
}

// Plot's links say where they lead in a way that only SVG knows, and nothing of what they are.
const XLINK = "http://www.w3.org/1999/xlink";
function name(link) {
  const address = link.getAttributeNS(XLINK, "href");
  link.removeAttributeNS(XLINK, "href");
  link.setAttribute("href", address);
  link.setAttribute("aria-label", link.querySelector("title").textContent);
}

const kinds = { bars, map };
const widths = new WeakMap();

async function draw(box) {
  const width = Math.round(box.clientWidth);
  if (!width || widths.get(box) === width) return;
  widths.set(box, width);
  const drawing = await kinds[box.dataset.draw](box, width);
  drawing.setAttribute("role", "group");
  drawing.querySelectorAll("a").forEach(name);
  box.replaceChildren(drawing);
}

const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => draw(target)));
function watch() {
  for (const box of document.querySelectorAll("[data-draw]")) resized.observe(box);
}
document.addEventListener("htmx:afterSettle", watch);
watch();
