// What HTML alone cannot do yet. Everything else on the site works without this file.

const on = (type, selector, act) =>
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) act(element, event);
  });

/* Live region: one quiet voice for the whole page. */
export function announce(text) {
  const voice = document.getElementById("announcer");
  if (!voice || !text) return;
  voice.textContent = "";
  setTimeout(() => (voice.textContent = text), 60);
}

/* Dialogs: the browser keeps the focus inside and gives it back. */
on("click", "[data-opens]", (button) => {
  document.getElementById(button.dataset.opens)?.showModal();
});
on("click", "[data-closes]", (button) => button.closest("dialog")?.close());
on("click", "dialog", (dialog, event) => {
  if (event.target === dialog) dialog.close();
});

/* Menus are <details>; they close like menus do. */
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => {
  closeMenus(event.target instanceof Element ? event.target.closest("details.menu") : null);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
});

/* Buttons that copy or print. */
on("click", "[data-copies]", async (button) => {
  const source = document.getElementById(button.dataset.copies);
  if (!source) return;
  source.select?.();
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    announce(button.dataset.done);
  } catch {
    source.focus(); // Without the clipboard the text is selected, ready for the keyboard.
  }
});
on("click", "[data-prints]", () => window.print());

/* On a narrow screen the tabs scroll: the page one is on comes into sight. */
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const row = tab.closest(".tabs");
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

/* A chosen file is named beside its field. */
on("change", ".file-drop input[type=file]", (input) => {
  const name = Array.from(input.files ?? [], (file) => file.name).join(", ");
  const output = input.closest(".file-drop")?.querySelector("output");
  if (output) output.textContent = name;
});

/* Filled-in forms are not lost by a stray click. */
const unsaved = new Set();
on("input", "form[data-guard]", (form) => unsaved.add(form));
on("submit", "form[data-guard]", (form) => unsaved.delete(form));
window.addEventListener("beforeunload", (event) => {
  const waiting = Array.from(unsaved).some((form) => form.isConnected);
  if (waiting) event.preventDefault();
});

/* After a swap: say what changed, and put the focus where the reader goes on. */
document.addEventListener("htmx:afterSettle", (event) => {
  const changed = event.target instanceof Element ? event.target : null;
  if (!changed) return;
  const within = (selector) => (changed.matches(selector) ? changed : changed.querySelector(selector));
  announce(within("[data-announce]")?.dataset.announce);
  within("[data-focus]")?.focus();
});

/* A refused form starts at its summary. */
document.querySelector(".error-summary")?.focus();
