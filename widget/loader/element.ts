// `<recourse-claims>`: a shadow root with the first screen, and the live widget in its place when that is there.

import theme from "../src/theme.css" with { type: "text" };
import button from "../src/part/button.css" with { type: "text" };
import card from "../src/part/card.css" with { type: "text" };
import field from "../src/part/field.css" with { type: "text" };
import dialogStyle from "./dialog.css" with { type: "text" };
import { cleanFetch } from "./clean";
import { element, firstScreen, notice } from "./first_screen";
import { chooseLanguage, firstTexts } from "./first_texts";
import { bringLive, type Unmount } from "./live";
import { edgeOf, ELEMENT } from "./tag";

/** How long a form that was sent waits for the wasm before it goes to the hosted page. */
const PATIENCE_MS = 8_000;
const TYPING = ["keydown", "keypress", "keyup"];
const INTENT = ["focusin", "pointerdown", "input"];

let edgeOfTag = "";

function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** A page's one-key shortcuts must not take what is typed here. */
function keepKeys(stage: HTMLElement): HTMLElement {
  for (const kind of TYPING) stage.addEventListener(kind, (event) => event.stopPropagation());
  return stage;
}

export class RecourseClaims extends HTMLElement {
  /** `plain` is the form, `waking` the form while the rest is loaded, `live` the widget, `alone` the form for good. */
  declare private state: "plain" | "waking" | "live" | "alone";
  declare private tree?: ShadowRoot;
  declare private stage?: HTMLElement;
  declare private form?: HTMLFormElement;
  declare private dialog?: HTMLDialogElement;
  declare private unmount?: Unmount;
  declare private wasSent?: boolean;

  private get edge(): string {
    return this.dataset.edge ?? edgeOfTag;
  }

  private get language(): string {
    return chooseLanguage(this.dataset.locale);
  }

  connectedCallback(): void {
    if (this.stage || !this.edge) return;
    this.tree = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.tree.adoptedStyleSheets = [sheet(theme + button + card + field + dialogStyle)];
    this.state = "plain";
    this.showFirst();
    if (this.dataset.view === "track" || this.hasDraft()) return this.wake();
    for (const kind of INTENT) this.stage!.addEventListener(kind, () => this.wake());
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.wake();
    }, { rootMargin: "200px" });
    seen.observe(this.stage!);
  }

  disconnectedCallback(): void {
    // Moved elsewhere in the page is not gone.
    setTimeout(() => {
      if (this.isConnected) return;
      this.unmount?.();
      this.unmount = this.stage = this.form = this.dialog = this.wasSent = undefined;
      delete this.dataset.live;
    });
  }

  /** Opens the dialog, or brings the widget into view. */
  open(): void {
    if (!this.dialog) {
      this.scrollIntoView({ block: "nearest" });
      this.stage?.querySelector<HTMLElement>("input, h2")?.focus();
    } else if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.wake();
    this.tell("open", {});
  }

  /** Closes the dialog. */
  close(): void {
    this.dialog?.close();
  }

  private showFirst(): void {
    const { open, view } = this.dataset;
    const texts = firstTexts(this.language);
    this.stage = keepKeys(element("div", { class: "card", part: "card" }));
    if (view === "track") {
      this.stage.append(notice(texts["app.loading"]));
    } else {
      this.form = firstScreen(this.edge, texts, this.dataset);
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.stage.append(this.form);
    }
    const root = element("div", { class: "root", part: "root", lang: this.language }, this.stage);
    if (open !== undefined) {
      const shut = element("button", { class: "shut", type: "button", "aria-label": texts["app.close"] }, "✕");
      shut.onclick = () => this.close();
      this.dialog = element("dialog", { part: "dialog", "aria-label": texts["app.open"] }, shut, this.stage) as HTMLDialogElement;
      this.dialog.onclose = () => this.tell("close", {});
      root.append(this.dialog);
    }
    if (open === "button") {
      const opener = element("button", { class: "button", part: "button", type: "button" }, texts["app.open"]);
      opener.onclick = () => this.open();
      root.prepend(opener);
    }
    this.tree!.replaceChildren(root);
  }

  /** What was kept of a claim is shown at once, not when it is looked at. */
  private hasDraft(): boolean {
    try {
      return this.dataset.open === undefined && `recourse ${this.edge}` in localStorage;
    } catch {
      return false; // storage refused
    }
  }

  private submit(event: Event): void {
    if (this.state === "alone") return; // to the hosted page
    event.preventDefault();
    this.wasSent = true;
    this.form!.querySelector("button")!.setAttribute("aria-disabled", "true");
    this.wake();
    setTimeout(() => this.state !== "live" && this.goAlone(), PATIENCE_MS);
  }

  /** The form does without us, at once where it was sent already. */
  private goAlone(): void {
    this.state = "alone";
    if (!this.form) this.stage?.replaceChildren(notice(firstTexts(this.language)["error.unavailable"]));
    else if (this.wasSent) HTMLFormElement.prototype.submit.call(this.form);
  }

  private wake(): void {
    if (this.state !== "plain") return;
    this.state = "waking";
    this.goLive().catch((trouble) => {
      console.warn("recourse: the plain form stays:", trouble);
      this.goAlone();
    });
  }

  private async goLive(): Promise<void> {
    const { edge, language } = this;
    const fetch = cleanFetch(this.tree!);
    const live = await bringLive(edge, language, fetch);
    if (!this.isConnected || this.state !== "waking") return;
    const typed = (name: string) => this.form?.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "";
    const view = this.dataset.view ?? "";
    const stage = keepKeys(element("div", { class: "card", part: "card" }));
    const full = sheet(live.css);
    this.unmount = live.glue.mount(stage, {
      edge,
      view,
      locale: language,
      region: navigator.languages.find((tag) => tag.startsWith(language)) ?? language,
      token: view === "track" ? location.hash.slice(1) : "",
      order: typed("order_number"),
      email: typed("email"),
      submit: !!this.wasSent,
      texts: live.texts,
      shop: live.shop,
      fetch,
      emit: (name, detail) => this.tell(name, JSON.parse(detail)),
    });
    this.state = "live";
    this.swap(stage, full);
    this.dataset.live = "";
    this.tell("ready", {});
  }

  /** Puts the live screen where the form was; focus and caret stay where they were. */
  private swap(stage: HTMLElement, full: CSSStyleSheet): void {
    const active = this.tree!.activeElement as HTMLInputElement | null;
    const again = active && (active.name ? `[name=${active.name}]` : active.localName);
    const caret = active?.name ? [active.selectionStart, active.selectionEnd] : undefined;
    this.tree!.adoptedStyleSheets = [full, sheet(dialogStyle)];
    this.stage!.replaceWith(stage);
    this.stage = stage;
    const next = again ? stage.querySelector<HTMLInputElement>(again) : null;
    next?.focus({ preventScroll: true });
    if (caret) next?.setSelectionRange(caret[0], caret[1]);
  }

  private tell(name: string, detail: { number?: string }): void {
    if (name === "filed") this.dataset.claim = detail.number;
    this.dispatchEvent(new CustomEvent(`recourse:${name}`, { bubbles: true, composed: true, detail }));
  }
}

/** Defines the element; elements the page has put itself take the address of the first tag. */
export function defineElement(tags: HTMLScriptElement[]): void {
  if (customElements.get(ELEMENT)) return;
  edgeOfTag = tags[0] ? edgeOf(tags[0]) : "";
  customElements.define(ELEMENT, RecourseClaims);
}
