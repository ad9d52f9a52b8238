// Shows the states in the element's own shadow root and styles, as the widget does; what is chosen stands in the address.

const chosen = new URLSearchParams(location.search);
const form = document.querySelector("#choice");
const get = (name) => chosen.get(name) ?? "";
for (const field of form.elements) field.value = get(field.name) || (field.name === "language" ? "en" : "");
form.addEventListener("change", () => {
  location.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
});

const text = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}; \`cargo xtask gallery\` writes it`);
  return answer.text();
};

function theme(name) {
  if (!name) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: `/themes/${name}.css` });
  document.head.append(link);
  return new Promise((resolve) => link.addEventListener("load", resolve));
}

/** The styles as though the pointer, or the focus, were on everything at once: a page cannot set either by itself. */
function pointedAt(css, pointer) {
  if (pointer === "hover") return css.replaceAll(":hover", ":not(.never)");
  if (pointer === "focus") return css.replaceAll(/:focus(-visible)?(?![-\w])/g, ":is(a, button, input, select, textarea):not(.never)");
  return css;
}

/** A state, as the widget would have it in a page: parts stand on a card of their own. */
function shown({ name, html }, language, direction, sheet) {
  const article = document.createElement("article");
  article.dataset.state = name;
  const title = document.createElement("h1");
  title.textContent = name;
  const host = document.createElement("recourse-claims");
  const tree = host.attachShadow({ mode: "open" });
  tree.adoptedStyleSheets = [sheet];
  const root = document.createElement("div");
  Object.assign(root, { className: "root", lang: language, dir: direction });
  root.setAttribute("part", "root");
  const card = document.createElement("div");
  card.className = "card";
  card.setAttribute("part", "card");
  card.innerHTML = html;
  root.append(card);
  tree.append(root);
  root.addEventListener("submit", (event) => event.preventDefault());
  article.append(title, host);
  return article;
}

async function show() {
  const language = get("language") || "en";
  document.documentElement.dataset.colours = get("colours");
  if (get("width")) document.documentElement.style.setProperty("--width", `${get("width")}px`);
  const [css, states] = await Promise.all([text("/gallery/made/widget.css"), text(`/gallery/made/states.${language}.json`), theme(get("theme"))]);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pointedAt(css, get("pointer")));
  const { direction, states: all } = JSON.parse(states);
  const wanted = all.filter(({ name, kind }) => `${kind} ${name}`.includes(get("only")));
  document.querySelector("#states").append(...wanted.map((state) => shown(state, language, direction, sheet)));
  document.documentElement.dataset.ready = "";
}

show().catch((trouble) => (document.querySelector("#states").textContent = trouble.message));
