// Shows news by itself. The page is whole without this script: reload it, and the buttons are plain form buttons.
const news = document.querySelector("#news");

new EventSource("/stream").addEventListener("news", refresh);

async function refresh() {
  const answer = await fetch("/");
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const claims = document.querySelector("#claims");
  const cards = [...fresh.querySelectorAll("#claims > article")];
  if (cards.length > 0) document.querySelector("#empty")?.remove();
  for (const card of claims.querySelectorAll(":scope > article")) {
    if (!cards.some((other) => other.id === card.id)) card.remove();
  }
  let place = null;
  for (const card of cards) {
    const shown = document.getElementById(card.id);
    if (shown) {
      renew(shown, card);
      place = shown;
      continue;
    }
    place ? place.after(card) : claims.prepend(card);
    place = card;
    news.textContent = `New: ${card.querySelector("h2").textContent}`;
  }
}

// Part by part, so that what the clerk is typing or reading stays.
function renew(shown, card) {
  for (const part of shown.querySelectorAll("[data-part]")) {
    const next = card.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!next || part.outerHTML === next.outerHTML || inUse(part)) continue;
    if (part.matches("details")) next.open = part.open;
    part.replaceWith(next);
  }
}

function inUse(part) {
  if (part.contains(document.activeElement) && document.activeElement !== document.body) return part.matches("form");
  return [...part.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
}
