// A participant's timetable keeps itself fresh: it asks for a number every few seconds, fetches the
// page only when the number rose, says what changed, and says how old it is when it cannot ask.

const EVERY = 10_000;
const LONGEST = 160_000;
const GIVE_UP = 8_000;
const LOOK_AT_CLOCK = 15_000;
const MINUTE = 60_000;

const live = document.getElementById("live");
const said = live.dataset;
const part = (name) => document.querySelector(`[data-part="${name}"]`);
const reader = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(reader, {
  timeZone: said.zone,
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dayName = new Intl.DateTimeFormat(reader, {
  timeZone: said.zone,
  month: "long",
  day: "numeric",
});
const distance = new Intl.RelativeTimeFormat(reader, { numeric: "always" });

let revision = said.revision;
let received = new Date(said.received);
let wait = EVERY;
let timer;
let isAsking = false;

/* Asking: each phone at its own moment, more rarely when nobody looks or nobody answers. */

const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(ask, wait * (0.7 + 0.6 * Math.random()));
};

async function ask() {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(said.address, {
      cache: "no-store",
      credentials: "omit",
      headers: { "If-None-Match": `"${revision}"` },
      signal: AbortSignal.timeout(GIVE_UP),
    });
    if (answer.status !== 304) {
      if (!answer.ok) throw new Error(answer.statusText);
      const known = String((await answer.json()).revision);
      if (known !== revision && !(await renew())) return; // Nobody is signed in any more.
    }
    found();
  } catch {
    missed();
  } finally {
    isAsking = false;
  }
  soon();
}

function found() {
  received = new Date();
  wait = document.hidden ? Math.min(wait * 2, LONGEST) : EVERY;
  live.classList.remove("is-lost");
  part("lost").hidden = true;
  part("stamp").textContent = said.checked.replace("{time}", clock.format(received));
}

function missed() {
  wait = Math.min(wait * 2, LONGEST);
  live.classList.add("is-lost");
  part("lost").hidden = false;
  sayAge();
}

function sayAge() {
  const minutes = Math.max(0, Math.floor((Date.now() - received) / MINUTE));
  const age = minutes < 60 ? distance.format(-minutes, "minute") : distance.format(-Math.floor(minutes / 60), "hour");
  part("age").textContent = said.age.replace("{time}", clock.format(received)).replace("{age}", age);
}

const askNow = () => {
  wait = EVERY;
  ask();
};
document.addEventListener("visibilitychange", () => document.hidden || askNow());
window.addEventListener("online", askNow);
window.addEventListener("offline", missed);

/* Renewing: the page as the server now has it, its changed parts put in place of ours. */

async function renew() {
  const answer = await fetch(location.pathname, {
    cache: "no-store",
    headers: { Accept: "text/html" },
    signal: AbortSignal.timeout(3 * GIVE_UP),
  });
  if (answer.redirected || (answer.status >= 400 && answer.status < 500)) {
    part("out").hidden = false;
    return false;
  }
  if (!answer.ok) throw new Error(answer.statusText);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [before, offered] = [meetings(document), offers()];
  for (const id of ["live-lead", "live-body"]) replace(id, fresh);
  revision = fresh.getElementById("live").dataset.revision;
  tell(before, meetings(document), offers().filter((id) => !offered.includes(id)).length > 0);
  lookAtClock();
  return true;
}

function replace(id, fresh) {
  const [ours, theirs] = [document.getElementById(id), fresh.getElementById(id)];
  for (const opened of ours.querySelectorAll("details[open][id]")) {
    theirs.querySelector(`details[id="${CSS.escape(opened.id)}"]`)?.setAttribute("open", "");
  }
  ours.replaceWith(document.adoptNode(theirs));
}

const text = (item, selector) => item.querySelector(selector)?.textContent.trim() ?? "";
const meetings = (page) =>
  new Map(Array.from(page.querySelectorAll("#live-body [data-key]"), (item) => [item.dataset.key, item]));
const offers = () => Array.from(document.querySelectorAll("#live-body [id^=offer-]"), (one) => one.id);
const late = (item) => Number(item.dataset.late) * MINUTE;
const begins = (item) => Date.parse(item.dataset.starts) + late(item);
const ends = (item) => Date.parse(item.dataset.ends) + late(item);
const spot = (item) => `${item.dataset.starts} ${item.dataset.late} ${text(item, ".agenda-place")}`;
const line = (item) =>
  `${text(item, ".agenda-time span")} ${text(item, ".agenda-title")} (${text(item, ".agenda-place")})`;

/* What is different, for the eye and for the ear. */
function tell(before, after, isOffered) {
  const news = isOffered ? [said.offer] : [];
  for (const [key, item] of after) {
    const earlier = before.get(key);
    if (earlier && spot(earlier) === spot(item)) continue;
    item.classList.add("is-news");
    news.push(`${earlier ? said.moved : said.added}: ${line(item)}`);
  }
  for (const [key, item] of before) if (!after.has(key)) news.push(`${said.gone}: ${line(item)}`);
  const list = part("news-list");
  list.replaceChildren(...news.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
  part("news").hidden = news.length === 0;
  document.getElementById("announcer").textContent = [said.renewed, ...news].join(". ");
}

/* The next meeting moves on by itself, with or without a network. */
function lookAtClock() {
  const now = Date.now();
  const items = [...meetings(document).values()];
  for (const item of items) item.classList.toggle("is-past", ends(item) <= now);
  const next = items.find((item) => ends(item) > now);
  const card = document.getElementById("next");
  if (card) {
    card.hidden = !next;
    const over = document.getElementById("over");
    if (over) over.hidden = Boolean(next);
    if (next) fill(next, now);
  }
  if (live.classList.contains("is-lost")) sayAge();
}

function fill(item, now) {
  const time = clock.format(begins(item));
  part("wait").textContent =
    begins(item) <= now ? said.running.replace("{time}", clock.format(ends(item))) : until(begins(item) - now);
  part("time").textContent = `${text(item, ".agenda-time span")}–${text(item, ".agenda-time small")}`;
  part("late").hidden = late(item) === 0;
  part("late").textContent = said.late.replace("{minutes}", item.dataset.late).replace("{time}", time);
  part("who").textContent = text(item, ".agenda-title");
  part("where").textContent = text(item, ".agenda-place");
  part("day").textContent = dayName.format(begins(item));
}

function until(milliseconds) {
  const minutes = Math.ceil(milliseconds / MINUTE);
  if (minutes <= 1) return said.now;
  if (minutes <= 90) return distance.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 36 ? distance.format(hours, "hour") : distance.format(Math.round(hours / 24), "day");
}

/* A copy for when there is no network, kept by the service worker with the files it needs. */
async function keepCopy() {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const files = performance
    .getEntriesByType("resource")
    .map((entry) => entry.name.split("#")[0])
    .filter((name) => name.startsWith(`${location.origin}/static/`));
  active.postMessage({ keep: location.origin + location.pathname, files: [...new Set(files)] });
}

lookAtClock();
setInterval(lookAtClock, LOOK_AT_CLOCK);
ask();
if ("keep" in said && "serviceWorker" in navigator && !location.search) {
  window.addEventListener("load", () => keepCopy().catch(() => undefined));
  if (document.readyState === "complete") keepCopy().catch(() => undefined);
}
