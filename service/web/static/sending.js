// Sending reports in: several at a time by drag and drop, each with its own progress and its own reason if it fails.

const form = document.querySelector("[data-send]");
const list = document.querySelector("[data-sent]");
const atOnce = 3;
const finished = new Set(["indexed", "failed"]);

function line(file) {
  const item = list.appendChild(document.createElement("li"));
  const name = item.appendChild(document.createElement("span"));
  const bar = item.appendChild(document.createElement("progress"));
  const state = item.appendChild(document.createElement("span"));
  name.textContent = file.name;
  bar.setAttribute("aria-label", file.name);
  bar.max = 1;
  state.textContent = form.dataset.sending;
  return { name, bar, state };
}

function post(file, shown) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/documents?filename=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => { shown.bar.value = event.loaded / event.total; });
    request.addEventListener("loadend", () => resolve(request));
    request.send(file);
  });
}

function fail(shown, reason) {
  shown.bar.hidden = true;
  shown.state.className = "bad";
  shown.state.textContent = reason;
}

function show(shown, found) {
  const words = { accepted: form.dataset.waiting, extracted: form.dataset.indexing, indexed: form.dataset.ready };
  if (found.state === "failed") fail(shown, found.message ?? form.dataset.failed);
  else shown.state.textContent = words[found.state];
  if (found.state === "indexed") shown.bar.value = 1;
}

function follow(id, shown) {
  return new Promise((resolve) => {
    const events = new EventSource(`/v1/documents/${id}/events`);
    events.addEventListener("state", (event) => {
      const found = JSON.parse(event.data);
      show(shown, found);
      if (finished.has(found.state)) { events.close(); resolve(); }
    });
  });
}

async function send(file) {
  const shown = line(file);
  const { status, response } = await post(file, shown);
  if (status !== 202) { fail(shown, [response?.detail, response?.advice].filter(Boolean).join(" ") || form.dataset.failed); return; }
  const link = document.createElement("a");
  link.href = `/documents/${response.document.id}`;
  link.textContent = file.name;
  shown.name.replaceChildren(link);
  shown.bar.removeAttribute("value");
  await follow(response.document.id, shown);
  if (!response.new) shown.state.textContent = form.dataset.duplicate;
}

async function sendAll(files) {
  const waiting = [...files];
  const work = async () => { while (waiting.length) await send(waiting.shift()); };
  await Promise.all(Array.from({ length: atOnce }, work));
}

const box = form.querySelector("input");
form.addEventListener("submit", (event) => { event.preventDefault(); sendAll(box.files); form.reset(); });
box.addEventListener("change", () => form.requestSubmit());
const target = form.querySelector(".drop");
for (const name of ["dragenter", "dragover"]) {
  target.addEventListener(name, (event) => { event.preventDefault(); target.classList.add("over"); });
}
for (const name of ["dragleave", "drop"]) target.addEventListener(name, () => target.classList.remove("over"));
target.addEventListener("drop", (event) => { event.preventDefault(); sendAll(event.dataTransfer.files); });
