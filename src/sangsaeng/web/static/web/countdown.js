// Time that is left, beside a plain text that says the same: [data-until] holds the moment,
// data-left and data-over the words, with {minutes} and {seconds} filled in.

const show = (element) => {
  const left = Math.ceil((Date.parse(element.dataset.until) - Date.now()) / 1000);
  const words = left > 0 ? element.dataset.left : element.dataset.over;
  const text = (words ?? "")
    .replace("{minutes}", String(Math.floor(left / 60)))
    .replace("{seconds}", String(left % 60).padStart(2, "0"));
  if (element.textContent !== text) element.textContent = text;
  element.classList.toggle("is-over", left <= 0);
  element.classList.toggle("is-near", left > 0 && left <= 60);
};

const showAll = () => document.querySelectorAll("[data-until]").forEach(show);

showAll();
setInterval(showAll, 1000);
document.addEventListener("htmx:afterSettle", showAll);
