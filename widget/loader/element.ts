// `<recourse-claims>`: a shadow root with the first screen, and the live widget in its place when that is there.

import theme from "../src/theme.css" with { type: "text" };
import button from "../src/part/button.css" with { type: "text" };
import card from "../src/part/card.css" with { type: "text" };
import field from "../src/part/field.css" with { type: "text" };
import dialogStyle from "./dialog.css" with { type: "text" };
import { cleanFetch, isNative } from "./clean";
import { element, firstScreen, notice, toTrack } from "./first_screen";
import { chooseLanguage, fetchFirstTexts, firstTexts } from "./first_texts";
import { begin, bringLive, type Program, type Unmount } from "./live";
import { edgeOf, ELEMENT } from "./tag";

/** How long a form that was sent waits for the wasm before it goes to the hosted page. */
const PATIENCE_MS = 8_000;
/** So near to the window it is about to be seen. */
const MARGIN_PX = 200;
const TYPING = ["keydown", "keypress", "keyup"];
const INTENT = ["focusin", "pointerdown", "input"];

let edgeOfTag = "";

function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/** A page's one-key shortcuts must not take what is typed here. */
function keepKeys(root: HTMLElement): void {
  for (const kind of TYPING) root.addEventListener(kind, (event) => event.stopPropagation());
}

/** What is not private, `show.ts` works with. */
export class RecourseClaims extends HTMLElement {
  /** `plain` is the form, `waking` the form while the rest is loaded, `live` the widget, `alone` the form for good. */
  declare state: "plain" | "waking" | "live" | "alone";
  declare tree?: ShadowRoot;
  declare stage?: HTMLElement;
  declare form?: HTMLFormElement;
  declare private dialog?: HTMLDialogElement;
  declare unmount?: Unmount;
  declare wasSent?: boolean;
  /** Asked to open before there were words. */
  declare private toOpen?: boolean;

  get edge(): string {
    return this.dataset.edge ?? edgeOfTag;
  }

  get language(): string {
    return chooseLanguage(this.dataset.locale);
  }

  connectedCallback(): void {
    if (this.stage || !this.edge) return;
    const { language } = this;
    if (!firstTexts(language)) {
      fetchFirstTexts(this.edge, language).then(() => this.isConnected && this.connectedCallback());
      return;
    }
    this.tree = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.beginInView();
    // To ask for the wasm and to show the form are two tasks, so that neither is a long one; the browser does not paint
    // between tasks of this priority. Not every browser has such tasks.
    window.scheduler?.postTask(() => this.show(), { priority: "user-blocking" }) ?? this.show();
  }

  private show(): void {
    if (this.stage || !this.isConnected) return;
    this.tree!.adoptedStyleSheets = [sheet(theme + button + card + field), sheet(dialogStyle)];
    this.state = "plain";
    this.showFirst();
    if (this.toOpen) this.open();
    // What was kept of a claim is shown at once, not when it is looked at.
    if (this.dataset.view === "track" || (this.dataset.open === undefined && this.kept)) return this.wake();
    for (const kind of INTENT) this.stage!.addEventListener(kind, () => this.wake());
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.wake();
    }, { rootMargin: MARGIN_PX + "px" });
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
    this.toOpen = !this.stage;
    if (this.toOpen) return;
    if (!this.dialog) {
      this.scrollIntoView({ block: "nearest" });
      this.stage!.querySelector<HTMLElement>("input, h2")?.focus();
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
    const { language } = this;
    const texts = firstTexts(language)!;
    this.stage = element("div", { class: "card", part: "card" });
    if (view === "track") {
      this.stage.append(notice(texts["app.loading"]));
    } else {
      this.form = firstScreen(this.edge, texts, this.dataset);
      this.form.addEventListener("submit", (event) => this.submit(event));
      this.stage.append(this.form);
    }
    const root = element("div", { class: "root", part: "root", lang: language, dir: language === "ar" ? "rtl" : "ltr" }, this.stage);
    keepKeys(root);
    if (open !== undefined) {
      const shut = element("button", { class: "shut", type: "button", "aria-label": texts["app.close"] }, "✕");
      shut.onclick = () => this.close();
      this.dialog = element("dialog", { part: "dialog", "aria-label": texts["app.open"] }, shut, this.stage) as HTMLDialogElement;
      this.dialog.onclose = () => this.tell("close", {});
      root.append(this.dialog);
    }
    if (open && open !== "dialog") {
      const opener = element("button", { class: "button", part: "button", type: "button" }, texts["app.open"]);
      opener.onclick = () => this.open();
      root.prepend(opener);
    }
    this.tree!.replaceChildren(root);
  }

  /** What this browser has kept of a claim (`write/kept.rs`). */
  private get kept(): string {
    try {
      return localStorage.getItem(`recourse ${this.edge}`) ?? "";
    } catch {
      return ""; // storage refused
    }
  }

  /** Where it stands in view already, the largest file is asked for before the form is made: nothing needs a layout yet. */
  private beginInView(): void {
    const place = this.getClientRects()[0];
    // A frame's `fetch` would go with what the form takes the place of.
    if (this.dataset.open === undefined && isNative(window.fetch) && place && place.top < innerHeight + MARGIN_PX && place.bottom > -MARGIN_PX) {
      begin(this.program, this.edge, window.fetch.bind(window));
    }
  }

  private get program(): Program {
    return this.follows ? "track" : "claim";
  }

  private get follows(): boolean {
    return this.dataset.view === "track" || this.kept.includes(',"claim":');
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
    if (this.wasSent) HTMLFormElement.prototype.submit.call(this.form);
  }

  /** Says what happened, with a way to try again; the form goes on working meanwhile. */
  private sayWhy(): void {
    const texts = firstTexts(this.language)!;
    let again = this.stage!.querySelector<HTMLElement>("[role] button")!;
    if (!again) {
      again = element("button", { class: "link", type: "button" }, texts["nav.again"]);
      again.onclick = () => {
        say(texts["app.loading"]);
        this.state = "plain";
        this.wake();
      };
      const told = notice("", again);
      if (this.form) this.form.append(told);
      else this.stage!.replaceChildren(told);
    }
    const say = (text: string) => (again.previousSibling!.textContent = text + " ");
    say(texts["error.network"]);
  }

  private wake(): void {
    if (this.state !== "plain") return;
    this.state = "waking";
    this.goLive(this.program).catch((trouble) => {
      console.warn("recourse: the plain form stays:", trouble);
      this.goAlone();
      if (!this.stage) return;
      if (!(trouble instanceof WebAssembly.CompileError)) this.sayWhy();
      // Where the page's policy forbids wasm, it always will: the form is the way, and of a claim the hosted page.
      else if (!this.form) this.stage.replaceChildren(notice(toTrack(this.edge, firstTexts(this.language)!, location.hash)));
    });
  }

  /** Loads a program and shows it in the place of what is there; rejects where it cannot be loaded. */
  async goLive(program: Program, fetch = cleanFetch(this.tree!)): Promise<void> {
    const { state } = this;
    const live = await bringLive(program, this.edge, this.language, fetch);
    if (this.isConnected && this.state === state) live.glue.show(this, program, live, fetch);
  }

  /** Tells the page. */
  tell(name: string, detail: { number?: string }): void {
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
