// The desk: marks are shown at once, kept in this browser, and sent until the server has them.

const desk = document.getElementById("desk");
const byId = (id) => document.getElementById(id);
const words = Object.fromEntries(
  Array.from(document.querySelectorAll("#desk-words [data-word]"), (word) => [word.dataset.word, word.textContent]),
);
const say = (word, values = {}) =>
  (words[word] ?? word).replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");

const POLL = 12_000;
const RENEW = 120_000;
const SOONEST = 1_000;
const LATEST = 30_000;
const PATIENCE = 15_000;
const AT_ONCE = 50;
const MOST_TOLD = 3;

/* Keeping: one entry of the browser's store for each mark, so that two windows never overwrite each other. */
const PLACE = `sangsaeng-desk:${desk?.dataset.fair}:`;
const memory = new Map();
let isKept = true;

const keep = (mark) => {
  memory.set(mark.key, mark);
  try {
    localStorage.setItem(PLACE + mark.key, JSON.stringify(mark));
  } catch {
    isKept = false; // Full or forbidden: the mark lives as long as this window does.
  }
};
const drop = (key) => {
  memory.delete(key);
  try {
    localStorage.removeItem(PLACE + key);
  } catch {
    isKept = false;
  }
};
const kept = () => {
  const marks = new Map(memory);
  try {
    for (let place = 0; place < localStorage.length; place += 1) {
      const name = localStorage.key(place);
      if (!name.startsWith(PLACE)) continue;
      const mark = JSON.parse(localStorage.getItem(name));
      marks.set(mark.key, mark);
    }
    // What another window has handed in is no longer ours to send.
    for (const key of memory.keys()) {
      if (isKept && localStorage.getItem(PLACE + key) === null) {
        memory.delete(key);
        marks.delete(key);
      }
    }
  } catch {
    isKept = false;
  }
  return Array.from(marks.values()).sort((one, other) => (one.at < other.at ? -1 : 1));
};
const waiting = () => kept().filter((mark) => !mark.refused);

const newKey = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20].reduceRight((text, cut) => `${text.slice(0, cut)}-${text.slice(cut)}`, hex);
};
const remembered = (name) => {
  try {
    return localStorage.getItem(`sangsaeng-desk-${name}`);
  } catch {
    return null;
  }
};
const remember = (name, value) => {
  try {
    localStorage.setItem(`sangsaeng-desk-${name}`, value);
  } catch {
    isKept = false;
  }
  return value;
};
const device = remembered("device") ?? remember("device", `web-${newKey().slice(0, 8)}`);

/* The moment: by the server's clock, and later than whatever this mark corrects. */
let drift = 0;
let last = 0;
const moment = (since) => {
  last = Math.max(Date.now() + drift, last + 1, since + 1);
  return new Date(last).toISOString();
};

/* Showing: what the page says of a mark before and after the server has it. */
const sent = new Map();
const sideOf = (mark) =>
  document.querySelector(`[data-party="${mark.participant}"][data-request="${mark.request}"]`);
const guestOf = (code) => document.querySelector(`[data-guest="${CSS.escape(code)}"]`);

const showPresses = (box, kind) => {
  for (const press of box.querySelectorAll("button[data-press]")) {
    const isOn = press.dataset.press === kind;
    if (press.dataset.press !== "left") press.setAttribute("aria-pressed", String(isOn));
    const about = press.value.split(" ").slice(1).join(" ");
    press.value = `${isOn && kind !== "left" ? "unmarked" : press.dataset.press} ${about}`;
  }
};
const showSide = (side, mark, said) => {
  const kind = mark.kind === "unmarked" ? "" : mark.kind;
  side.dataset.kind = kind;
  side.dataset.since = Date.parse(mark.at);
  side.dataset.standIn = mark.stand_in;
  showPresses(side, kind);
  side.querySelector(".desk-instead").textContent = mark.stand_in ? say("instead", { name: mark.stand_in }) : "";
  side.querySelector(".desk-saving").textContent = said;
  if (kind === "present" || kind === "late") showHere(mark.participant, true);
};
const showHere = (code, isHere) => {
  for (const here of document.querySelectorAll(`[data-party="${code}"] .desk-here`)) {
    here.dataset.here = isHere ? "yes" : "";
    here.textContent = say(isHere ? "arrived" : "not_arrived");
  }
};
const showGuest = (guest, mark, said) => {
  const isHere = mark.kind === "arrived";
  const at = new Date(mark.at).toLocaleTimeString("ko-KR", { hour: "2-digit", minute: "2-digit", hour12: false });
  guest.dataset.arrived = isHere ? at : "";
  guest.querySelector(".desk-time").textContent = isHere ? at : "";
  guest.querySelector(".desk-saving").textContent = said;
  showPresses(guest, mark.kind);
  showHere(mark.participant, isHere);
};
const chip = () => say(navigator.onLine ? "chip_sending" : "chip_waiting");
const show = (mark, said) => {
  const box = mark.request ? sideOf(mark) : guestOf(mark.participant);
  if (!box) return;
  (mark.request ? showSide : showGuest)(box, mark, said);
};
const showAll = () => {
  for (const mark of sent.values()) show(mark, say("chip_saved"));
  for (const mark of waiting()) show(mark, chip());
  findPeople();
  showLine();
};

/* The line: how it stands with the server. */
let state = "ready";
const showLine = () => {
  const n = waiting().length;
  const isQuiet = state === "ready" || state === "saved";
  const now = isQuiet && n ? "sending" : isQuiet && sent.size ? "saved" : state;
  const text = `${say(now, { n })}${isKept ? "" : ` ${say("not_kept")}`}`;
  byId("desk-line").dataset.state = now;
  // Said again only when it changed, or a screen reader would not come to rest.
  if (byId("desk-line-text").textContent !== text) byId("desk-line-text").textContent = text;
  byId("desk-undo").disabled = done.length === 0;
};
const announce = (text) => {
  const voice = byId("announcer");
  voice.textContent = "";
  setTimeout(() => (voice.textContent = text), 60);
};
const tell = (text, key = "") => {
  if (key && document.querySelector(`#desk-told [data-key="${key}"]`)) return;
  const entry = document.createElement("li");
  const button = document.createElement("button");
  entry.dataset.key = key;
  entry.append(text, " ", button);
  button.type = "button";
  button.className = "button button-tertiary button-small";
  button.textContent = say("dismiss");
  button.addEventListener("click", () => {
    if (key) drop(key);
    entry.remove();
    showAll();
  });
  byId("desk-told").append(entry);
  const passing = document.querySelectorAll('#desk-told [data-key=""]');
  if (passing.length > MOST_TOLD) passing[0].remove();
};
const tellRefused = () => {
  for (const mark of kept()) if (mark.refused) tell(`${mark.said}: ${mark.refused}`, mark.key);
};

/* Marking */
const done = [];
const nameOf = (code) =>
  (guestOf(code) ?? document.querySelector(`[data-party="${code}"]`))?.querySelector(".desk-name a")?.textContent ?? code;
const kindNow = (participant, request) => {
  if (request) {
    const side = sideOf({ participant, request });
    return { kind: side?.dataset.kind || "unmarked", standIn: side?.dataset.standIn ?? "", since: Number(side?.dataset.since ?? 0) };
  }
  return { kind: guestOf(participant)?.dataset.arrived ? "arrived" : "unmarked", standIn: "", since: 0 };
};
const make = (kind, participant, request = "", standIn = "") => {
  const before = kindNow(participant, request);
  const press = document.querySelector(`[data-press="${kind}"]`)?.firstChild?.textContent.trim() ?? say(kind);
  const said = say("said_marked", { name: nameOf(participant), mark: press });
  const mark = { key: newKey(), participant, request, kind, at: moment(before.since), stand_in: standIn, said };
  keep(mark);
  show(mark, chip());
  findPeople();
  announce(said);
  send();
  return before;
};
const mark = (kind, participant, request = "", standIn = "") => {
  const before = make(kind, participant, request, standIn);
  done.push({ participant, request, ...before });
  showLine();
};
const undo = () => {
  const step = done.pop();
  if (step) make(step.kind, step.participant, step.request, step.standIn);
  showLine();
};

/* Sending: again and again, ever more patiently, until it is taken. */
let isSending = false;
let pause = SOONEST;
let atOnce = AT_ONCE;
const aside = new Set();
let timer = 0;
const token = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? desk.dataset.token;
const later = (wait) => {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
};
const take = (answer, batch) => {
  const marks = new Map(batch.map((one) => [one.key, one]));
  for (const key of answer.taken) {
    if (marks.has(key)) sent.set(key, marks.get(key));
    aside.delete(key);
    drop(key);
  }
  for (const refused of answer.refused) {
    const one = marks.get(refused.key);
    if (one) keep({ ...one, refused: refused.reason });
  }
  answer.told.forEach((sentence) => tell(sentence));
  tellRefused();
};
// A mark on which the server stumbles must not hold up the others: fewer at once, and that one last.
const nextBatch = () => {
  const marks = waiting();
  const first = marks.filter((one) => !aside.has(one.key));
  return [...first, ...marks.filter((one) => aside.has(one.key))].slice(0, atOnce);
};
const yieldTo = (batch) => {
  if (batch.length === 1) aside.add(batch[0].key);
  atOnce = Math.max(1, Math.floor(batch.length / 2));
};
async function send() {
  const batch = nextBatch();
  if (isSending || !batch.length) return showLine();
  if (!navigator.onLine) {
    state = "offline";
    return showLine();
  }
  isSending = true;
  showLine();
  try {
    const marks = batch.map(({ said: _said, ...one }) => one);
    const answer = await fetch(desk.dataset.marks, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ device, marks }),
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.ok) {
      take(await answer.json(), batch);
      state = "saved";
      pause = SOONEST;
      atOnce = aside.size ? 1 : AT_ONCE;
    } else {
      if (answer.status >= 500) yieldTo(batch);
      state = { 401: "signed_out", 403: "signed_out", 404: "signed_out", 400: "refused_batch", 413: "refused_batch" }[answer.status] ?? "trouble";
    }
  } catch {
    state = navigator.onLine ? "trouble" : "offline";
  }
  isSending = false;
  if (state !== "saved") {
    pause = Math.min(pause * 2, LATEST);
    later(pause * (0.75 + Math.random() / 2));
  } else if (waiting().length) later(0);
  else refresh();
  showAll();
}

/* Refreshing: the server's board replaces ours; what is not yet sent is laid over it again. */
let isReading = false;
async function refresh() {
  const now = byId("desk-now");
  if (isReading || !navigator.onLine || !now) return;
  isReading = true;
  const known = Array.from(sent.keys());
  try {
    const query = new URLSearchParams({ seen: now.dataset.stamp });
    for (const name of ["slot", "hall"]) if (now.dataset[name]) query.set(name, now.dataset[name]);
    const answer = await fetch(`${now.dataset.here}?${query}`, { redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 200) replace(await answer.text());
    if (answer.ok) {
      known.forEach((key) => sent.delete(key));
      if (!["ready", "saved"].includes(state)) {
        state = "ready";
        pause = SOONEST;
        later(0);
      }
    } else state = answer.status < 500 ? "signed_out" : "trouble";
  } catch {
    state = navigator.onLine ? "trouble" : "offline";
  }
  isReading = false;
  showAll();
  await stock();
}
const replace = (text) => {
  const next = new DOMParser().parseFromString(text, "text/html").getElementById("desk-now");
  if (!next) return;
  const focused = document.activeElement?.id;
  const isInside = byId("desk-now").contains(document.activeElement);
  const places = Array.from(document.querySelectorAll(SCROLLED), (box) => [box.scrollLeft, box.scrollTop]);
  byId("desk-now").replaceWith(document.adoptNode(next));
  document.querySelectorAll(SCROLLED).forEach((box, number) => {
    [box.scrollLeft, box.scrollTop] = places[number] ?? [0, 0];
  });
  setClock();
  if (isInside && focused) byId(focused)?.focus();
};
const SCROLLED = ".desk-choose, .desk-people, .desk-guests";
const showPresent = () => {
  for (const row of document.querySelectorAll(".desk-choose")) {
    const here = row.querySelector("[aria-current][data-stage]") ?? row.querySelector('[data-stage="running"], [data-stage="to_come"]');
    if (here) row.scrollLeft = here.offsetLeft - row.clientWidth / 2;
  }
};
const setClock = () => {
  const ahead = Number(byId("desk-now").dataset.milliseconds) - Date.now();
  drift = Math.abs(ahead) > 5_000 ? ahead : 0;
};

/* Other slots: read anew when there is a network, and from the shelf when there is none. */
const shelf = new Map();
const choices = () => Array.from(document.querySelector(".desk-choose")?.querySelectorAll("a") ?? []);
const read = async (query) => {
  const answer = await fetch(byId("desk-now").dataset.here + query, { redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
  return answer.ok ? answer.text() : null;
};
async function stock() {
  const { stamp } = byId("desk-now").dataset;
  const missing = choices().find((one) => one.dataset.stage && one.dataset.stage !== "over" && shelf.get(one.search)?.stamp !== stamp);
  if (!missing || !navigator.onLine) return;
  try {
    const text = await read(missing.search);
    if (text) shelf.set(missing.search, { stamp, text });
  } catch {
    // The next look tries again.
  }
}
async function turnTo(query) {
  let text = shelf.get(query)?.text;
  try {
    if (navigator.onLine) text = (await read(query)) ?? text;
  } catch {
    state = navigator.onLine ? "trouble" : "offline";
  }
  if (!text) return announce(say("no_slot"));
  replace(text);
  showPresent();
  showAll();
}

/* A copy of this page for when it is opened without a network, kept by the site's service worker. */
async function keepCopy() {
  await navigator.serviceWorker.register("/sw.js");
  const { active } = await navigator.serviceWorker.ready;
  const files = performance
    .getEntriesByType("resource")
    .map((entry) => entry.name.split("#")[0])
    .filter((name) => name.startsWith(`${location.origin}/static/`));
  active.postMessage({ keep: location.origin + location.pathname, files: [...new Set(files)] });
}
// The worker sees the page pass and keeps it as it is now.
const renewCopy = () => {
  if (navigator.onLine && navigator.serviceWorker?.controller) fetch(location.pathname).catch(() => undefined);
};

/* Finding people */
let chosen = 0;
const field = byId("desk-q");
const found = () => Array.from(document.querySelectorAll(".desk-guest:not([hidden])"));
const findPeople = () => {
  const wanted = field.value.trim().toLocaleLowerCase();
  let count = 0;
  for (const guest of document.querySelectorAll(".desk-guest")) {
    const isWanted = wanted
      ? guest.dataset.foundBy.includes(wanted)
      : "awaited" in guest.dataset && (!guest.dataset.arrived || guest.querySelector(".desk-saving").textContent);
    guest.hidden = !isWanted;
    count += Number(Boolean(isWanted));
  }
  const title = byId("desk-people-title");
  if (!title) return;
  const side = wanted ? "found" : "awaited";
  title.textContent = `${title.dataset[side]} ${count}`;
  byId("desk-nobody").textContent = byId("desk-nobody").dataset[side];
  byId("desk-nobody").hidden = count > 0;
  choose(0);
};
const choose = (place) => {
  const guests = found();
  chosen = Math.max(0, Math.min(place, guests.length - 1));
  guests.forEach((guest, number) => guest.classList.toggle("is-chosen", Boolean(field.value.trim()) && number === chosen));
  if (field.value.trim()) guests[chosen]?.scrollIntoView({ block: "nearest" });
};
const codeIn = (text) => {
  const address = text.trim().match(/\/desk\/arrive\/([0-9A-Za-z]+)\/?\s*$/);
  const code = (address ? address[1] : text.trim()).toUpperCase();
  return guestOf(code) ? code : address ? "" : null;
};
const arrive = (code) => {
  const next = guestOf(code).querySelector(".desk-next").textContent;
  const isHere = Boolean(guestOf(code).dataset.arrived);
  if (!isHere) mark("arrived", code);
  announce(say(isHere ? "said_already" : "said_arrived", { name: nameOf(code), next }));
};
const scan = (text) => {
  const code = codeIn(text);
  if (code === null) return false;
  if (code) {
    field.value = code;
    findPeople();
    arrive(code);
  } else announce(say("said_unknown", { text }));
  field.select();
  return true;
};

/* Keys */
const areKeysOn = () => byId("desk-keys-on").checked;
const step = (row, by) => {
  const rows = Array.from(document.querySelectorAll(".desk-side"));
  const sides = row.parentElement.querySelectorAll(".desk-side").length || 1;
  const press = row.querySelector(":focus")?.dataset.press ?? "present";
  rows[rows.indexOf(row) + by * sides]?.querySelector(`[data-press="${press}"]`)?.focus();
};
const turn = (by) => {
  const all = choices();
  const here = all.findIndex((one) => one.hasAttribute("aria-current"));
  const running = all.findIndex((one) => one.dataset.stage === "running");
  const from = here > 0 ? here : Math.max(running, 0);
  const next = Math.max(from + by, 0);
  all[Math.min(next, all.length - 1)]?.click();
};
// By the place of the key, so that they work while Hangul is being typed, too.
const ON_A_SIDE = { KeyP: "present", KeyL: "late", KeyA: "absent", KeyU: "unmarked" };
const onSide = (side, key) => {
  if (key in ON_A_SIDE) mark(ON_A_SIDE[key], side.dataset.party, side.dataset.request);
  else if (key === "KeyS") openStandIn(side);
  else return false;
  return true;
};
document.addEventListener("keydown", (event) => {
  if (!desk || document.querySelector("dialog[open]")) return;
  const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.code === "KeyZ" && (event.ctrlKey || event.metaKey) && !isTyping) {
    event.preventDefault();
    undo();
    return;
  }
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const side = event.target instanceof Element ? event.target.closest(".desk-side") : null;
  let isDone = true;
  if (side && event.key === "ArrowDown") step(side, 1);
  else if (side && event.key === "ArrowUp") step(side, -1);
  else if (!areKeysOn()) isDone = false;
  else if (event.code === "Slash") field.focus();
  else if (event.code === "BracketLeft") turn(-1);
  else if (event.code === "BracketRight") turn(1);
  else if (side) isDone = onSide(side, event.code);
  else isDone = false;
  if (isDone) event.preventDefault();
});

/* Standing in */
let forWhom = null;
const openStandIn = (side) => {
  forWhom = { participant: side.dataset.party, request: side.dataset.request };
  byId("desk-stand-in-for").textContent = nameOf(side.dataset.party);
  byId("desk-stand-in-name").value = side.dataset.standIn ?? "";
  byId("desk-stand-in").showModal();
  byId("desk-stand-in-name").focus();
};

/* The camera, where the browser can read codes by itself. */
async function watch() {
  const video = byId("desk-video");
  const dialog = byId("desk-camera-dialog");
  dialog.showModal();
  let stream = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    let before = "";
    while (dialog.open) {
      const [code] = await detector.detect(video);
      if (code && code.rawValue !== before) {
        before = code.rawValue;
        if (!scan(before)) announce(say("said_unknown", { text: before }));
        byId("desk-camera-text").textContent = codeIn(before) ? nameOf(codeIn(before)) : say("said_unknown", { text: before });
      }
      await new Promise((resume) => setTimeout(resume, 250));
    }
  } catch {
    byId("desk-camera-text").textContent = say("no_camera");
  } finally {
    stream?.getTracks().forEach((track) => track.stop());
  }
}

/* Beginning */
function begin() {
  desk.classList.add("is-live");
  setClock();
  showPresent();
  byId("desk-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const [kind, participant, request] = (event.submitter?.value ?? "").split(" ");
    if (kind) mark(kind, participant, request);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-stand-in-for], .desk-choose a") : null;
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.matches(".desk-choose a")) turnTo(link.search);
    else openStandIn(link.closest(".desk-side"));
  });
  byId("desk-stand-in-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = byId("desk-stand-in-name").value.trim();
    if (name && forWhom) mark("present", forWhom.participant, forWhom.request, name);
    byId("desk-stand-in").close();
  });
  byId("desk-find").addEventListener("submit", (event) => {
    event.preventDefault();
    if (scan(field.value)) return;
    const guest = field.value.trim() ? found()[chosen] : null;
    if (guest) arrive(guest.dataset.guest);
  });
  field.addEventListener("input", findPeople);
  field.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) choose(chosen + by);
    else if (event.key === "Escape") {
      field.value = "";
      findPeople();
    } else return;
    event.preventDefault();
  });
  byId("desk-undo").addEventListener("click", undo);
  byId("desk-send").addEventListener("click", () => {
    send();
    refresh();
  });
  if ("BarcodeDetector" in window) {
    byId("desk-camera").removeAttribute("data-hidden");
    byId("desk-camera").addEventListener("click", watch);
  }
  const keys = byId("desk-keys-on");
  keys.checked = remembered("keys") !== "off";
  keys.addEventListener("change", () => remember("keys", keys.checked ? "on" : "off"));
  window.addEventListener("online", () => {
    state = "ready";
    pause = SOONEST;
    later(0);
    refresh();
  });
  window.addEventListener("offline", () => {
    state = "offline";
    showLine();
  });
  window.addEventListener("storage", showAll);
  window.addEventListener("beforeunload", (event) => {
    if (!isKept && waiting().length) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) refresh();
  });
  setInterval(() => {
    if (!document.hidden) refresh();
  }, POLL);
  if ("serviceWorker" in navigator) {
    if (document.readyState === "complete") keepCopy().catch(() => undefined);
    else window.addEventListener("load", () => keepCopy().catch(() => undefined));
    setInterval(renewCopy, RENEW);
  }
  if (!navigator.onLine) state = "offline";
  tellRefused();
  showAll();
  send();
}

if (desk && byId("desk-now")) begin();
