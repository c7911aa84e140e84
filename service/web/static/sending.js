// Sending reports in: several at a time by drag and drop, each with its own progress, its own reason if it fails, and
// a button to try it again.

const form = document.querySelector("[data-send]");
const list = document.querySelector("[data-sent]");
const summary = document.querySelector("[data-summary]");
const words = form?.dataset;
const finished = new Set(["indexed", "failed"]);
const count = { total: 0, done: 0, failed: 0 };

// Runs so many tasks at a time: a browser keeps only six connections to one place.
function pool(size) {
  const waiting = [];
  let running = 0;
  function next() {
    while (running < size && waiting.length) {
      running += 1;
      waiting.shift()().finally(() => { running -= 1; next(); });
    }
  }
  return (task) => { waiting.push(task); next(); };
}
const sending = pool(3);
const following = pool(2);

function sum(change) {
  for (const [name, by] of Object.entries(change)) count[name] += by;
  const failed = count.failed ? ` · ${words.some.replace("{failed}", count.failed)}` : "";
  summary.textContent = words.all.replace("{done}", count.done).replace("{total}", count.total) + failed;
}

function line(file) {
  const item = list.appendChild(document.createElement("li"));
  const name = item.appendChild(document.createElement("span"));
  const bar = item.appendChild(document.createElement("progress"));
  const state = item.appendChild(document.createElement("span"));
  const again = item.appendChild(document.createElement("button"));
  name.textContent = file.name;
  name.dir = "auto";
  bar.setAttribute("aria-label", file.name);
  bar.max = 1;
  again.className = "small";
  again.textContent = words.again;
  again.hidden = true;
  const shown = { name, bar, state, again };
  again.addEventListener("click", () => { sum({ failed: -1 }); start(file, shown); });
  return shown;
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

function say(shown, text, look = "") {
  shown.state.className = look;
  shown.state.textContent = text;
}

function fail(shown, reason) {
  shown.bar.hidden = true;
  shown.again.hidden = false;
  say(shown, reason, "bad");
  sum({ failed: 1 });
}

function finish(shown, found, fresh) {
  if (found?.state !== "indexed") { fail(shown, found?.message ?? words.failed); return; }
  shown.bar.value = 1;
  say(shown, fresh ? words.indexed : words.duplicate, "good");
  sum({ done: 1 });
}

function follow(id, shown) {
  return new Promise((resolve) => {
    const events = new EventSource(`/v1/documents/${id}/events`);
    events.addEventListener("error", () => { if (events.readyState === EventSource.CLOSED) resolve(null); });
    events.addEventListener("state", (event) => {
      const found = JSON.parse(event.data);
      say(shown, words[found.state]);
      if (finished.has(found.state)) { events.close(); resolve(found); }
    });
  });
}

async function send(file, shown) {
  say(shown, words.sending);
  const { status, response } = await post(file, shown);
  if (status !== 202) { fail(shown, [response?.detail, response?.advice].filter(Boolean).join(" ") || words.failed); return; }
  const link = document.createElement("a");
  link.href = `/documents/${response.document.id}`;
  link.textContent = file.name;
  shown.name.replaceChildren(link);
  shown.bar.removeAttribute("value");
  say(shown, words.accepted);
  following(async () => finish(shown, await follow(response.document.id, shown), response.new));
}

function start(file, shown) {
  shown.again.hidden = true;
  shown.bar.hidden = false;
  say(shown, words.queued);
  sending(() => send(file, shown));
}

function sendAll(files) {
  sum({ total: files.length });
  for (const file of files) start(file, line(file));
}

if (form) {
  const box = form.querySelector("input");
  form.addEventListener("submit", (event) => { event.preventDefault(); sendAll([...box.files]); form.reset(); });
  box.addEventListener("change", () => form.requestSubmit());
  const target = form.querySelector(".drop");
  for (const name of ["dragenter", "dragover"]) {
    target.addEventListener(name, (event) => { event.preventDefault(); target.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) target.addEventListener(name, () => target.classList.remove("over"));
  target.addEventListener("drop", (event) => { event.preventDefault(); sendAll([...event.dataTransfer.files]); });
}
