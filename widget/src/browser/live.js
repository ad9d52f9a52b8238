// News of a claim by a socket. Plain JavaScript, as in `files.js`.

/** How often a socket that says nothing is asked whether it is there, in milliseconds. */
const BEAT_MS = 30_000;

/**
 * Opens one and hands its messages on; nothing, once, where it is lost or never was. Gives what closes it without a word.
 * The token is its first message: an address is seen by logs.
 */
export function follow(url, token, told) {
  let socket;
  let heard = true;
  let over = false;
  const beat = setInterval(() => {
    if (!heard) return end();
    heard = false;
    if (socket.readyState === 1) socket.send("ping");
  }, BEAT_MS);
  const quiet = () => {
    over = true;
    clearInterval(beat);
    socket?.close();
  };
  const end = () => {
    if (over) return;
    quiet();
    told();
  };
  try {
    socket = new WebSocket(url);
    socket.onopen = () => socket.send(JSON.stringify({ token }));
    socket.onmessage = ({ data }) => {
      heard = true;
      if (!over && data !== "pong") told(data);
    };
    socket.onclose = socket.onerror = end;
  } catch {
    // The page's policy forbids it.
    setTimeout(end);
  }
  return quiet;
}

/** Hears whether the page is seen and has a network (0), is hidden (1), or has no network (2); what comes back ends it. */
export function watch(heard) {
  const away = () => heard(2);
  const seen = () => heard(document.hidden ? 1 : 0);
  addEventListener("offline", away);
  addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("offline", away);
    removeEventListener("visibilitychange", seen);
  };
}
