// What is asked of the edge. Plain JavaScript, because every call of these interfaces from Rust would be glue of its own.

/** A request without an answer is given up after this long. */
const PATIENCE_MS = 20_000;

/** In the place of a status where no answer came. */
export const noAnswer = () => [navigator.onLine ? 0 : 1, ""];

/** Status, text, version, and whether it had been answered before. A `POST` where there is a body. */
export async function ask(options, path, token, name, value, body) {
  const headers = {};
  if (token) headers.authorization = `Bearer ${token}`;
  if (value) headers[name] = value;
  const how = { headers, signal: AbortSignal.timeout(PATIENCE_MS) };
  if (body) {
    how.method = "POST";
    how.body = body;
    headers["content-type"] = "application/json";
  }
  try {
    // No `Request`: there are pages that have put something else in its place (MooTools).
    const answer = await options.fetch(`${options.edge}v1/${path}`, how);
    const { headers: told } = answer;
    return [answer.status, await answer.text(), told.get("etag") ?? "", told.has("idempotent-replayed")];
  } catch {
    return noAnswer();
  }
}

/** The claim's number, which stands readable in the middle of its signed token; nothing where it does not. */
export function numberIn(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).d ?? "";
  } catch {
    return "";
  }
}

/** A fresh idempotency key. */
export const newKey = () => crypto.randomUUID();

/** Whether it is on the clipboard now. */
export const copy = (text) => navigator.clipboard.writeText(text).then(() => true, () => false);
