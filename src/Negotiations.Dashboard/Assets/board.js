// What is new since this browser last showed the board, and the negotiations that its reader watches. Both are
// stored in this browser only: the server learns neither.
"use strict";

{
  const read = name => {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  };
  const write = (name, value) => {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* Without storage nothing is remembered. */ }
  };

  // Pages that follow one another within half an hour are one visit.
  const visit = 30 * 60 * 1000;
  const lastHere = now => {
    const seen = read("negotiations.seen") ?? {};
    const isNew = !seen.at || Date.parse(now) - Date.parse(seen.at) > visit;
    const before = isNew ? seen.at ?? null : seen.before ?? null;
    write("negotiations.seen", { at: now, before });
    return before;
  };

  const say = (template, instant) => {
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
    return template.replace("{0}", day.format(new Date(instant)));
  };

  let before;
  const showNews = () => {
    const news = document.querySelector(".news");
    if (!news) return;
    before ??= { at: lastHere(news.dataset.now) };
    if (!before.at) return;
    const items = [...news.querySelectorAll("li")];
    const fresh = items.filter(item => item.dataset.recorded > before.at);
    for (const item of fresh) item.classList.add("fresh");
    const since = document.getElementById("since");
    since.querySelector("span").textContent = say(fresh.length ? since.dataset.some : since.dataset.none, before.at);
    const link = since.querySelector("a");
    const address = new URL(link.href);
    address.searchParams.set(link.dataset.parameter, before.at);
    link.href = address;
    link.hidden = fresh.length === 0;
    since.hidden = false;
  };

  const most = 20;
  const watched = () => (read("negotiations.watched") ?? []).filter(id => typeof id === "string").slice(0, most);
  const place = document.getElementById("watched");

  const showWatched = async () => {
    const ids = watched();
    const lines = await Promise.all(ids.map(async id => {
      const answer = await fetch(`/api/negotiations/${encodeURIComponent(id)}`, {
        headers: { "Accept-Language": document.documentElement.lang },
      });
      if (!answer.ok) return null;
      const status = await answer.json();
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `/negotiations/${encodeURIComponent(id)}`;
      link.textContent = status.title;
      const sentence = document.createElement("p");
      sentence.textContent = status.headline?.text ?? "";
      line.append(link, sentence);
      return line;
    }));
    const shown = lines.filter(line => line);
    place.querySelector("ul").replaceChildren(...shown);
    place.hidden = shown.length === 0;
  };

  const offerWatching = () => {
    const ids = watched();
    for (const row of document.querySelectorAll("#board tr[data-id]")) {
      const button = row.querySelector("button.watch") ?? document.createElement("button");
      const isWatched = ids.includes(row.dataset.id);
      button.type = "button";
      button.className = "watch quiet";
      button.textContent = isWatched ? place.dataset.unwatch : place.dataset.watch;
      button.setAttribute("aria-pressed", String(isWatched));
      button.setAttribute("aria-label", `${button.textContent}: ${row.querySelector("a").textContent}`);
      if (!button.isConnected) row.querySelector("th").append(button);
    }
  };

  document.addEventListener("click", event => {
    const button = event.target.closest("button.watch");
    if (!button) return;
    const { id } = button.closest("tr").dataset;
    const ids = watched();
    write("negotiations.watched", ids.includes(id) ? ids.filter(each => each !== id) : [...ids, id].slice(-most));
    offerWatching();
    showWatched();
  });

  const show = () => {
    showNews();
    offerWatching();
  };
  show();
  showWatched();

  // The board is replaced when something is recorded while it is open.
  new MutationObserver(show).observe(document.getElementById("main"), { childList: true });
}
