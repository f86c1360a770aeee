// What pages can do better with a script. Without it everything can still be read and sent.
"use strict";

// Times stand in UTC; the reader's own zone is added beside.
for (const time of document.querySelectorAll("time.moment")) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.valueOf()) || at.getTimezoneOffset() === 0) continue;
  const own = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  time.title = `${own.format(at)} (${own.resolvedOptions().timeZone})`;
  const local = document.createElement("span");
  local.className = "under";
  local.textContent = time.title;
  time.after(local);
}

// Escape takes away what hovering or focus brought, until the reader leaves the figure.
document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  for (const figure of document.querySelectorAll(".figure:hover, .figure:focus-within"))
    figure.classList.add("dismissed");
  for (const open of document.querySelectorAll("details.choice[open]")) open.open = false;
});
for (const figure of document.querySelectorAll(".figure")) {
  figure.addEventListener("mouseleave", () => figure.classList.remove("dismissed"));
  figure.addEventListener("focusout", () => figure.classList.remove("dismissed"));
}
document.addEventListener("click", event => {
  for (const open of document.querySelectorAll("details.choice[open]"))
    if (!open.contains(event.target)) open.open = false;
});

// A slider shows its day while it moves, and sends itself when it rests.
for (const form of document.querySelectorAll("form[data-sliders]")) {
  const months = form.dataset.months.split("|");
  const say = number => {
    const day = new Date((Number(number) - 719162) * 86400000);
    return form.dataset.form
      .replace("{d}", day.getUTCDate())
      .replace("{m}", months[day.getUTCMonth()])
      .replace("{y}", day.getUTCFullYear());
  };
  for (const slider of form.querySelectorAll("input[type=range]")) {
    slider.addEventListener("input", () => {
      const text = say(slider.value);
      form.querySelector(`output[for="${slider.id}"]`).textContent = text;
      slider.setAttribute("aria-valuetext", text);
    });
    // By keyboard a reader steps through many days: only a slider that is let go of by pointer sends.
    let byPointer = false;
    slider.addEventListener("pointerdown", () => { byPointer = true; });
    slider.addEventListener("keydown", () => { byPointer = false; });
    slider.addEventListener("change", () => { if (byPointer) form.requestSubmit(); });
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A second click while a form is being sent would discard the answer to the first; the server records once in any case.
// A disabled button would not be sent, and its value says what to do.
const sending = document.querySelectorAll('form[method="post"]');
for (const form of sending) form.addEventListener("submit", event => {
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }

  form.setAttribute("data-sent", "");
  // A reader who stopped the loading of an answer may send again.
  setTimeout(() => form.removeAttribute("data-sent"), 10000);
});
// Who comes back to a page finds it as they left it.
window.addEventListener("pageshow", () => { for (const form of sending) form.removeAttribute("data-sent"); });
