// How a date, number or place is read, shown while it is typed, and towns to choose from. Without a script the check
// shows both.
"use strict";

{
  const published = document.getElementById("f-source1-published");
  const country = document.getElementById("f-place-country");
  const asked = new Map();
  const read = async field => {
    const shown = document.getElementById(`${field.id}-read`);
    const written = field.value.trim();
    if (!written) {
      shown.textContent = "";
      return;
    }

    const query = new URLSearchParams({ written, as: field.dataset.read });
    if (published && field !== published) query.set("published", published.value.trim());
    if (country && field.dataset.read === "place") query.set("country", country.value.trim());
    const answer = await fetch(`/reading?${query}`, { credentials: "same-origin" });
    if (answer.ok && field.value.trim() === written) shown.textContent = await answer.text();
    if (field.dataset.read === "place") await offer(field, written);
  };
  const offer = async (field, written) => {
    const question = new URLSearchParams({ written, as: "towns" });
    const answer = await fetch(`/reading?${question}`, { credentials: "same-origin" });
    if (!answer.ok || field.value.trim() !== written) return;
    const towns = (await answer.text()).split("\n").filter(Boolean);
    field.list.replaceChildren(...towns.map(town => new Option(town, town)));
  };
  const soon = field => {
    clearTimeout(asked.get(field));
    asked.set(field, setTimeout(() => read(field), 250));
  };

  const fields = [...document.querySelectorAll("[data-read]")];
  for (const field of fields) field.addEventListener("input", () => {
    soon(field);
    // The day of the item says which year a date without one means.
    if (field === published) for (const other of fields) if (other !== published && other.value) soon(other);
  });

  // A name that several towns have is one town's once its country is typed.
  country?.addEventListener("input", () => {
    for (const field of fields) if (field.dataset.read === "place" && field.value) soon(field);
  });

  // What the answer says is read first.
  document.querySelector("#answer > .faults, #answer > .notice, #check")?.scrollIntoView({ block: "nearest" });
}
