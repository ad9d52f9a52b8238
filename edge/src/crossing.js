// What would be many steps between WebAssembly and JavaScript, each as one: a step costs more than most of them do.
// Statements come as text, as `crossing.rs` writes them: a query and its values, U+001F between them, U+001E between
// statements; a value begins with what it is.

const value = (text) => (text[0] === "s" ? text.slice(1) : text[0] === "n" ? null : Number(text.slice(1)));

function exec(sql, statement) {
  const [query, ...values] = statement.split("\u001f");
  return sql.exec(query, ...values.map(value));
}

/** The rows of a query as JSON. */
export function rows(sql, statement) {
  return JSON.stringify(exec(sql, statement).toArray());
}

/** Carries out one statement after the other. */
export function write(sql, statements) {
  for (const statement of statements.split("\u001e")) exec(sql, statement);
}

/** The same: all or nothing. */
export function writeTogether(storage, statements) {
  storage.transactionSync(() => write(storage.sql, statements));
}

const ids = new Map();

/** Asks the ledger of that name; the bytes of its answer. */
export async function ask({ LEDGER }, name, question) {
  let id = ids.get(name);
  if (id === undefined) ids.set(name, (id = LEDGER.idFromName(name)));
  const answer = await LEDGER.get(id).fetch("https://ledger/", { method: "POST", body: question });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`the ledger answered ${answer.status}`);
  }
  return new Uint8Array(await answer.arrayBuffer());
}

const pairs = (headers) => headers.split("\n").map((line) => line.split("\t"));

/** A response of that status, headers (`name\tvalue`, one a line) and body. */
export function respond(status, headers, body, encodeBody) {
  return new Response(body, { status, headers: pairs(headers), encodeBody });
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
    const sent = { method: "POST", headers: pairs(headers), body, redirect: "manual", signal: controller.signal };
    return await Promise.race([exchange(url, sent, limit), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(url, sent, limit) {
  const answer = await fetch(url, sent);
  const found = [answer.status, answer.headers.get("retry-after")];
  if (limit > 0 && answer.body) return [...found, await read(answer.body, limit)];
  // A body that nobody reads would hold its connection.
  answer.body?.cancel().catch(() => {});
  return [...found, new Uint8Array()];
}

async function read(stream, limit) {
  const parts = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > limit) throw new Error(`an answer of more than ${limit} bytes`);
    parts.push(part);
  }
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
