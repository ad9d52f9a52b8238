// What would be many steps between WebAssembly and JavaScript, each as one: a step costs more than most of them do.
// Statements come as text, as `crossing.rs` writes them: a query and its values, U+001F between them, U+001E between
// statements; a value begins with what it is. Those that are bytes stand one after the other in `bytes`.

function exec(sql, statement, bytes) {
  const [query, ...texts] = statement.split("\u001f");
  const values = texts.map((text) => {
    const of = text.slice(1);
    if (text[0] === "s") return of;
    if (text[0] === "n") return null;
    return text[0] === "b" ? bytes.subarray(bytes.at, (bytes.at += Number(of))) : Number(of);
  });
  return sql.exec(query, ...values);
}

const inTurn = (bytes) => ({ at: 0, subarray: (from, to) => bytes.subarray(from, to) });

/** The rows of a query as JSON. */
export function rows(sql, statement, bytes) {
  return JSON.stringify(exec(sql, statement, inTurn(bytes)).toArray());
}

/** The same where `body` is bytes: in its place stands their length, beside it the bytes of all rows. */
export function rowsWithBytes(sql, statement, bytes) {
  const parts = [];
  const found = exec(sql, statement, inTurn(bytes)).toArray();
  for (const row of found) {
    if (!(row.body instanceof ArrayBuffer)) continue;
    parts.push(new Uint8Array(row.body));
    row.body = row.body.byteLength;
  }
  return [JSON.stringify(found), concat(parts)];
}

function concat(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Carries out one statement after the other. */
export function write(sql, statements, bytes) {
  const left = inTurn(bytes);
  for (const statement of statements.split("\u001e")) exec(sql, statement, left);
}

/** The same: all or nothing. */
export function writeTogether(storage, statements, bytes) {
  storage.transactionSync(() => write(storage.sql, statements, bytes));
}

const ids = new Map();

/** Asks the ledger of that name; the bytes of its answer. */
export async function ask({ LEDGER }, name, question) {
  let id = ids.get(name);
  if (id === undefined) ids.set(name, (id = LEDGER.idFromName(name)));
  return await LEDGER.get(id).ask(question);
}

// The runtime reads headers that come as pairs by the steps of an iterator, which costs four times as much.
const pairs = (headers) => headers.split("\n").map((line) => line.split("\t"));

/** A response of that status, headers (`name\tvalue`, one a line) and body. */
export function respond(status, headers, body, encodeBody) {
  const response = new Response(body, { status, encodeBody });
  for (const [name, value] of pairs(headers)) response.headers.append(name, value);
  return response;
}

/** Posts `body`; gives the answer's status, its `Retry-After`, and at most `limit` bytes of its body. */
export async function send(url, headers, body, limit_ms, limit) {
  const controller = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${limit_ms} ms`));
      controller.abort();
    }, limit_ms);
  });
  try {
    const sent = { method: "POST", headers: Object.fromEntries(pairs(headers)), body, redirect: "manual", signal: controller.signal };
    return await Promise.race([exchange(url, sent, limit, controller), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(url, sent, limit, controller) {
  const answer = await fetch(url, sent);
  const found = [answer.status, answer.headers.get("retry-after")];
  if (limit > 0 && answer.body) {
    const body = isShort(answer, limit) ? new Uint8Array(await answer.arrayBuffer()) : await read(answer.body, limit);
    return [...found, body];
  }
  if (answer.body) await readOut(answer, controller);
  return [...found, new Uint8Array()];
}

// As it says itself; one that is compressed says how long it is before it is unpacked.
const isShort = ({ headers }, limit) => Number(headers.get("content-length") ?? Infinity) <= limit && !headers.has("content-encoding");

const USUAL = 4096;
const SOON_MS = 500;

// A connection serves the next request only where the answer was read to its end. One that is long or slow is not worth it.
async function readOut(answer, controller) {
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, SOON_MS, false)));
  const isRead = await Promise.race([readShort(answer), late]).catch(() => false);
  clearTimeout(timer);
  if (!isRead) controller.abort();
}

/** Whether that was all of it. A stream that is read by hand costs more than the rest of the answer. */
async function readShort(answer) {
  if (isShort(answer, USUAL)) return await answer.arrayBuffer().then(() => true);
  const reader = answer.body.getReader({ mode: "byob" });
  return (await reader.readAtLeast(USUAL, new Uint8Array(USUAL))).done;
}

// All at once instead of part by part: the runtime waits until so many bytes are there, or no more come.
async function read(stream, limit) {
  const reader = stream.getReader({ mode: "byob" });
  const some = async (count) => (await reader.readAtLeast(count, new Uint8Array(count))).value ?? new Uint8Array();
  const asked = Math.min(limit + 1, USUAL);
  const first = await some(asked);
  if (first.length < asked) return first;
  const rest = limit >= USUAL ? await some(limit + 1 - USUAL) : new Uint8Array();
  if (first.length + rest.length > limit) {
    reader.cancel().catch(() => {});
    throw new Error(`an answer of more than ${limit} bytes`);
  }
  return concat([first, rest]);
}
