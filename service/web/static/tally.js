// What every page gains from JavaScript: times in the reader's zone, names completed as they are typed, "/" to search.

function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    const form = { dateStyle: "medium", timeStyle: "short" };
    time.textContent = moment.toLocaleString(document.documentElement.lang, form);
  }
}

async function complete(box) {
  const words = box.value.split(/\s+/);
  const prefix = words.at(-1).replace(/^["-]+/, "");
  if (prefix.length < 2) return;
  const answer = await fetch(`/v1/entities?limit=8&prefix=${encodeURIComponent(prefix)}`);
  if (!answer.ok) return;
  const names = (await answer.json()).map((entity) => entity.name);
  const before = words.slice(0, -1).join(" ");
  const options = names.map((name) => new Option("", `${before} "${name}"`.trim()));
  document.getElementById(box.getAttribute("list")).replaceChildren(...options);
}

let timer;
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-completes]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => complete(event.target), 150);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const box = document.querySelector("#q");
  if (box) box.select();
  else location.assign("/search");
});
document.addEventListener("htmx:afterSettle", (event) => localTimes(event.target));
localTimes(document);
