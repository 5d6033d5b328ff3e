// Keeps the last timetable that a phone received, and the desk's board, so that they stay readable
// without a network.
// It is told which files the page needs, passes everything else on, and forgets when people change.

const PAGES = "sangsaeng-pages-1";
const FILES = "sangsaeng-files-1";
const KEPT = /^\/fairs\/[^/]+\/(participants\/[^/]+\/timetable|desk)\/$/;
const PATIENCE = 5000; // A network that answers no sooner is as good as none.

let era = 0; // Rises when everything is forgotten: what was asked for before is not kept after.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep, event.data.files));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/accounts/")) {
    event.waitUntil(forget()); // Somebody signs in or out.
  } else if (request.method === "GET" && KEPT.test(address.pathname) && !address.search) {
    event.respondWith(page(event));
  } else if (request.method === "GET" && address.pathname.startsWith("/static/")) {
    event.respondWith(file(request));
  }
});

/* The page: from the network; when that fails or hangs, the last copy. */
async function page(event) {
  const asked = ask(event);
  event.waitUntil(asked.catch(() => undefined));
  if (event.request.mode !== "navigate") return asked; // The page itself asks, and waits or says so.
  const kept = await caches.match(event.request.url, { cacheName: PAGES });
  if (!kept) return asked;
  const answered = asked.then(
    (answer) => (answer.status >= 500 ? kept : answer),
    () => kept,
  );
  return Promise.race([answered, new Promise((done) => setTimeout(done, PATIENCE, kept))]);
}

async function ask(event) {
  const begun = era;
  const answer = await fetch(event.request);
  event.waitUntil(put(event.request.url, answer.clone(), begun));
  return answer;
}

/* Whoever may not read the page any longer has no copy of it either. */
async function put(address, answer, begun) {
  if (answer.status >= 500 || begun !== era) return;
  const pages = await caches.open(PAGES);
  if (answer.ok && !answer.redirected) await pages.put(address, answer);
  else await pages.delete(address);
  if (begun !== era) await pages.delete(address);
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    const kept = await caches.match(request, { cacheName: FILES, ignoreVary: true });
    return kept ?? Response.error();
  }
}

async function keep(address, files) {
  const begun = era;
  const pages = await caches.open(PAGES);
  if (!(await pages.match(address))) await put(address, await fetch(address), begun);
  const kept = await caches.open(FILES);
  for (const old of await kept.keys()) if (!files.includes(old.url)) await kept.delete(old);
  await Promise.all(files.map(async (one) => (await kept.match(one)) ?? kept.add(one)));
}

async function forget() {
  era += 1;
  await caches.delete(PAGES);
}
