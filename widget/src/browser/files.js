// Files in the browser: made smaller, kept over a reload, sent with their progress. Plain JavaScript, because every
// call of these interfaces from Rust would be glue of its own.

import { noAnswer } from "./edge.js";

const LONG_SIDE = 1600;
const QUALITY = 0.8;

/** Where this and the other program, which has a copy of this file, find what the other had at hand. */
const shared = customElements.get("recourse-claims");

/** Bytes at hand; IndexedDB has them too, for as long as the draft lives. */
const held = (shared.held ??= new Map());

/** Files on their way: a program that takes over waits for the answer that is coming. */
const sending = (shared.sending ??= new Map());

function database(name) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** One operation on the store; nothing where the browser keeps nothing. */
async function store(name, mode, act) {
  try {
    const base = await database(name);
    const asked = act(base.transaction("files", mode).objectStore("files"));
    return await new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    }).finally(() => base.close());
  } catch {
    return undefined;
  }
}

export async function bytes(name, id) {
  return held.get(name + id) ?? (await store(name, "readonly", (files) => files.get(id)));
}

export function drop(name, id) {
  held.delete(name + id);
  return store(name, "readwrite", (files) => files.delete(id));
}

export function clear(name) {
  for (const key of held.keys()) if (key.startsWith(name)) held.delete(key);
  return store(name, "readwrite", (files) => files.clear());
}

/**
 * Takes up the files that were chosen, dropped or pasted, with numbers after `id`, and holds them until they are made
 * smaller. What is known of them, as JSON; not of the list at once, since Prototype has its own idea of a list's JSON.
 */
export function take(event, name, id) {
  const { type, target, currentTarget, dataTransfer, clipboardData } = event;
  // A place of its own has taken them already.
  if (event.defaultPrevented) return "[]";
  const isOver = type === "dragover";
  const isChosen = type === "change";
  if (!isChosen) currentTarget.classList.toggle("over", isOver);
  const from = isChosen ? target : type === "drop" ? dataTransfer : type === "paste" ? clipboardData : {};
  const files = [...(from?.files ?? [])];
  if (isOver || files.length > 0) event.preventDefault();
  // The same file can be chosen again.
  if (isChosen) target.value = "";
  const told = files.map((file) => {
    id += 1;
    held.set(name + id, file);
    return JSON.stringify({ id, name: file.name, type: file.type, size: file.size });
  });
  return `[${told}]`;
}

/** Smaller, turned the right way and without its place and camera; as it was where it cannot be decoded. */
export async function prepare(name, id) {
  const file = held.get(name + id);
  let made = { name: file.name, type: file.type, size: file.size, picture: "" };
  let kept = file;
  if (file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name)) {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONG_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const smaller = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
      if (smaller) {
        kept = smaller;
        made = { name: file.name.replace(/\.\w+$/, "") + ".jpg", type: "image/jpeg", size: smaller.size, picture: "" };
      }
      made.picture = await shown(kept);
    } catch {
      if (!made.type) made.type = "image/heic";
    }
  }
  held.set(name + id, kept);
  // The key of what was put; nothing where the browser keeps nothing, or has no room.
  made.lost = (await store(name, "readwrite", (files) => files.put(kept, id))) === undefined;
  return JSON.stringify({ ...made, id });
}

/** An address the page's policy lets an image have, or nothing. */
export async function shown(blob) {
  const address = URL.createObjectURL(blob);
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return address;
  } catch {
    URL.revokeObjectURL(address);
    return "";
  }
}

/** The same for a file that was kept over a reload. */
export async function pictureOf(name, id) {
  const blob = await bytes(name, id);
  return blob && blob.type.startsWith("image/") ? shown(blob) : "";
}

/** Gives up the pictures at those addresses that are not among those of now: each holds a whole photo in memory. */
export function release(addresses, now) {
  for (const address of addresses.split(" ")) if (address && !now.includes(address)) URL.revokeObjectURL(address);
}

/** Sends bytes, once at a time; the answer as `ask` has it. */
export function send(name, id, url, token, type, progress) {
  const key = name + id;
  const known = sending.get(key);
  const way = known ?? {};
  way.progress = progress;
  if (!known) {
    sending.set(key, way);
    way.answer = put(way, bytes(name, id), url, token, type).finally(() => sending.delete(key));
  }
  return way.answer;
}

/** `fetch` cannot tell how far it is, this can. */
async function put(way, held, url, token, type) {
  const body = await held;
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    // Without the bytes: what the claim has. Another tab may have sent them.
    request.open(body ? "PUT" : "GET", body ? url : url.replace(/\/evidence.*/, ""));
    request.setRequestHeader("authorization", `Bearer ${token}`);
    if (body) request.setRequestHeader("content-type", type);
    request.timeout = 120_000;
    request.upload.onprogress = (event) => way.progress(Math.floor((100 * event.loaded) / event.total));
    request.onload = () => resolve([request.status, request.responseText]);
    request.onerror = request.ontimeout = request.onabort = () => resolve(noAnswer());
    request.send(body);
  });
}

/** Gives the customer a page or a calendar to keep. */
export function download(text, name) {
  const link = document.createElement("a");
  const type = name.endsWith(".ics") ? "text/calendar" : "text/html";
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
