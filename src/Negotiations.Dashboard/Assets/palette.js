// The palette: negotiations, events, parties and places are found while one types, by the search of the board. What is
// found is text, never markup.
"use strict";

{
  const palette = document.getElementById("palette");
  const field = document.getElementById("palette-words");
  const found = document.getElementById("palette-found");
  const said = document.getElementById("palette-said");
  const opener = document.getElementById("find");
  let waiting = 0;
  let asking = null;
  let chosen = null;

  const options = () => [...found.querySelectorAll("[role=option]")];

  const choose = option => {
    chosen?.setAttribute("aria-selected", "false");
    chosen = option ?? null;
    if (!chosen) {
      field.removeAttribute("aria-activedescendant");
      return;
    }

    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };

  const clear = () => {
    clearTimeout(waiting);
    asking?.abort();
    choose(null);
    found.replaceChildren();
    found.hidden = true;
    field.setAttribute("aria-expanded", "false");
    said.textContent = "";
  };

  const go = option => {
    if (option.dataset.words) {
      field.value = option.dataset.words;
      ask();
      return;
    }

    palette.close();
    location.assign(option.dataset.address);
  };

  const draw = item => {
    const option = document.createElement("div");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    if (item.words) option.dataset.words = item.words;
    else option.dataset.address = item.address;
    const text = document.createElement("span");
    text.textContent = item.text;
    option.append(text);
    if (item.under) {
      const under = document.createElement("span");
      under.className = "under";
      under.textContent = item.under;
      option.append(under);
    }

    return option;
  };

  const drawGroup = group => {
    const drawn = document.createElement("div");
    drawn.setAttribute("role", "group");
    drawn.setAttribute("aria-label", group.name);
    const name = document.createElement("p");
    name.setAttribute("aria-hidden", "true");
    name.textContent = group.name;
    drawn.append(name, ...group.items.map(draw));
    return drawn;
  };

  const show = answer => {
    choose(null);
    found.replaceChildren(...answer.groups.map(drawGroup));
    for (const [place, option] of options().entries()) option.id = `palette-option-${place}`;
    found.hidden = answer.groups.length === 0;
    field.setAttribute("aria-expanded", String(!found.hidden));
    said.textContent = answer.said;
    choose(options()[0]);
  };

  const ask = async () => {
    const words = field.value.trim();
    if (!words) {
      clear();
      return;
    }

    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`/find?${new URLSearchParams({ q: words })}`, { credentials: "same-origin", signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const all = await answer.json();
      if (!signal.aborted) show(all);
    } catch {
      if (signal.aborted) return;
      clear();
      said.textContent = palette.dataset.failed;
    }
  };

  field.addEventListener("input", () => {
    // What stands there no longer answers what is typed: Enter may not open it.
    choose(null);
    asking?.abort();
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });

  field.addEventListener("keydown", event => {
    if (event.isComposing) return;
    const all = options();
    const place = all.indexOf(chosen);
    if (event.key === "ArrowDown" && all.length) choose(all[(place + 1) % all.length]);
    else if (event.key === "ArrowUp" && all.length) choose(all.at(place < 1 ? -1 : place - 1));
    else if (event.key === "Enter" && chosen) go(chosen);
    else if (event.key === "Enter" && field.value.trim()) {
      // Who does not wait for an answer sees all that the board finds.
      palette.close();
      location.assign(`/?${new URLSearchParams({ q: field.value.trim() })}`);
    } else return;
    event.preventDefault();
  });

  // The field keeps the focus while a pointer chooses.
  found.addEventListener("pointerdown", event => event.preventDefault());
  found.addEventListener("click", event => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });

  palette.addEventListener("click", event => { if (event.target === palette) palette.close(); });
  palette.addEventListener("close", clear);
  opener.hidden = false;
  opener.addEventListener("click", () => {
    palette.showModal();
    field.select();
    field.focus();
    ask();
  });
}
