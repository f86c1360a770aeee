// What is recorded while a page is open: the board is shown again, a negotiation offers to be.
"use strict";

{
  const place = document.querySelector("[data-live]");
  const shown = document.getElementById("live");
  let stream = null;
  let signedOut = false;
  let waiting = 0;

  const link = (address, text) => {
    const a = document.createElement("a");
    a.href = address;
    a.textContent = text;
    return a;
  };

  const showBoard = async entry => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
    const board = document.getElementById("board");
    // Never under the hands of a reader who fills in the filter.
    if (fresh && board && !board.querySelector(".filter")?.contains(document.activeElement)) board.replaceWith(fresh);
    const row = document.getElementById(`n-${entry.negotiation}`);
    const title = row?.querySelector("a")?.textContent ?? entry.negotiation;
    shown.replaceChildren(place.dataset.note, link(`/negotiations/${entry.negotiation}`, title));
  };

  const hear = event => {
    const entry = JSON.parse(event.data);
    if (place.dataset.live === "negotiation") {
      if (entry.negotiation === place.dataset.id)
        shown.replaceChildren(`${place.dataset.note} `, link(location.href.split("#")[0], place.dataset.reload));
      return;
    }

    // Many at once are one change to a reader.
    clearTimeout(waiting);
    waiting = setTimeout(() => showBoard(entry), 300);
  };

  const open = () => {
    if (stream || !place || signedOut) return;
    stream = new EventSource("/api/events");
    stream.onmessage = hear;
    stream.addEventListener("signed-out", () => {
      signedOut = true;
      close();
    });
  };
  const close = () => {
    stream?.close();
    stream = null;
  };

  // A page that is not looked at holds no connection.
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
}
