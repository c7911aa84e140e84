// A report that is still being read: the page shows it as soon as it is ready.

const { follow } = document.querySelector("[data-follow]").dataset;
const events = new EventSource(`/v1/documents/${follow}/events`);
events.addEventListener("state", (event) => {
  const { state } = JSON.parse(event.data);
  if (state === "accepted") return;
  events.close();
  location.reload();
});
