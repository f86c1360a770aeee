// Single keys. They never act while one types, with a modifier, or over an open dialog, and can be switched off
// (WCAG 2.1.4); the browser alone remembers that.
"use strict";

{
  const stored = "negotiations.keys";
  const help = document.getElementById("keys");
  const opener = document.getElementById("show-keys");
  const control = document.getElementById("keys-on");
  const live = document.getElementById("live");
  let isOn = true;
  try { isOn = localStorage.getItem(stored) !== "off"; } catch { /* Without storage they are on again on each page. */ }

  const turn = on => {
    isOn = on;
    control.checked = on;
    document.documentElement.classList.toggle("keys-off", !on);
    try {
      if (on) localStorage.removeItem(stored);
      else localStorage.setItem(stored, "off");
    } catch { /* As above. */ }
  };

  let saying = 0;
  const say = (template, value) => {
    live.textContent = template.replace("{0}", value);
    clearTimeout(saying);
    const text = live.textContent;
    saying = setTimeout(() => { if (live.textContent === text) live.textContent = ""; }, 10000);
  };

  const rows = () => {
    const events = document.querySelectorAll("#event-table > tbody > tr");
    if (events.length) return [...events];
    const listed = document.querySelectorAll("main .rows > tbody > tr, main .steps > li, main .choose > li");
    return listed.length ? [...listed] : [...document.querySelectorAll("main table > tbody > tr")];
  };
  const isEvent = row => row.closest("#event-table") !== null;
  const place = all => {
    const focused = all.findIndex(row => row.contains(document.activeElement));
    return focused >= 0 ? focused : all.findIndex(row => row.matches(":target"));
  };

  const enter = row => {
    // A row of a list leads somewhere, and Enter goes there; an event is where it is.
    const link = isEvent(row) ? null : row.querySelector("a[href]");
    if (!link) row.tabIndex = -1;
    (link ?? row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const move = by => {
    const all = rows();
    const next = place(all) + by;
    if (all.length) enter(all[Math.min(Math.max(next, 0), all.length - 1)]);
  };

  // From event to event, over the pages that have them; the address follows.
  const goTo = isOlder => {
    const table = document.getElementById("event-table");
    if (!table) return;
    const all = rows();
    const at = place(all);
    const row = at < 0 ? all[0] : all[at + (isOlder ? 1 : -1)];
    if (row) {
      location.replace(`#${row.id}`);
      enter(row);
      return;
    }

    const beyond = isOlder ? table.dataset.older : table.dataset.newer;
    if (beyond) location.assign(beyond);
    else say(isOlder ? help.dataset.noOlder : help.dataset.noNewer, "");
  };

  const copy = async () => {
    const { permanent } = document.body.dataset;
    const address = permanent ?? location.href.split("#")[0];
    try {
      await navigator.clipboard.writeText(address);
      say(permanent ? help.dataset.copied : help.dataset.copiedPage, address);
    } catch {
      say(help.dataset.notCopied, address);
    }
  };

  const record = () => {
    const { negotiation } = document.body.dataset;
    location.assign(negotiation ? `/negotiations/${encodeURIComponent(negotiation)}/report` : "/record");
  };

  const acts = {
    "/": () => document.getElementById("find").click(),
    "?": () => help.showModal(),
    "c": record,
    "j": () => move(1),
    "k": () => move(-1),
    "[": () => goTo(true),
    "]": () => goTo(false),
    "y": copy,
  };

  // On a keyboard that writes Cyrillic the same keys bear other signs.
  const places = { KeyC: "c", KeyJ: "j", KeyK: "k", KeyY: "y", BracketLeft: "[", BracketRight: "]" };
  const keyOf = event => {
    if (Object.hasOwn(acts, event.key)) return event.key;
    if (/^\p{Script=Cyrillic}$/u.test(event.key)) return places[event.code];
    if (event.code === "Slash" && event.key === ".") return "/";
    if (event.code === "Slash" && event.key === ",") return "?";
    return undefined;
  };

  document.addEventListener("keydown", event => {
    // Some keyboards write a bracket or a slash with a third level: that is the sign itself and no modifier.
    const isWritten = event.getModifierState("AltGraph");
    if (!isOn || event.defaultPrevented || event.isComposing || event.metaKey) return;
    if (!isWritten && (event.ctrlKey || event.altKey)) return;
    if (event.target.closest("input, textarea, select, [contenteditable], [role=textbox], dialog")) return;
    if (document.querySelector("dialog[open]")) return;
    const key = keyOf(event);
    if (!key || (event.repeat && !"jk".includes(key))) return;
    event.preventDefault();
    acts[key]();
  });

  control.addEventListener("change", () => turn(control.checked));
  help.addEventListener("click", event => { if (event.target === help) help.close(); });
  opener.hidden = false;
  opener.addEventListener("click", acts["?"]);
  turn(isOn);
}
