// Puts a program's screen where the form was, or the other program's. It comes with the program, not with the tag.

import type { RecourseClaims } from "./element";
import type { Live, Mount, Program } from "./live";

/** Shows what was loaded in that element. */
export function show(mount: Mount, host: RecourseClaims, program: Program, live: Live, fetch: typeof window.fetch): void {
  const handed = host.unmount?.() ?? "";
  const typed = (name: string) => host.form?.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? "";
  const view = host.dataset.view ?? "";
  const locale = host.language;
  const stage = host.stage!.cloneNode() as HTMLElement;
  const full = new CSSStyleSheet();
  full.replaceSync(live.css);
  host.unmount = mount(stage, {
    edge: host.edge,
    view,
    locale,
    // Arabic with the digits of the Worker's pages, whatever the region's.
    region: locale === "ar" ? "ar-u-nu-latn" : navigator.languages.find((tag) => tag.startsWith(locale)) ?? locale,
    token: view === "track" ? location.hash.slice(1) : program === "claim" ? host.dataset.orderToken ?? location.hash.match(/^#order=(.+)/)?.[1] ?? "" : "",
    order: typed("order_number"),
    email: typed("email"),
    handed,
    submit: !!host.wasSent,
    texts: live.texts,
    shop: live.shop,
    fetch,
    leave: () => host.goLive(program === "claim" ? "track" : "claim", fetch),
    emit: (name, detail) => {
      host.tell(name, JSON.parse(detail));
      // Counted where the shop can see it. Plain text asks no leave before it goes, and nobody waits for an answer.
      if (name === "solved") fetch(`${host.edge}v1/solved`, { method: "POST", body: detail, keepalive: true }).catch(() => {});
    },
  });
  host.state = "live";
  swap(host, stage, full);
  if (handed) return;
  host.dataset.live = "";
  host.tell("ready", {});
}

/** Puts the live screen where the form was; focus and caret stay where they were. */
function swap(host: RecourseClaims, stage: HTMLElement, full: CSSStyleSheet): void {
  const tree = host.tree!;
  const active = tree.activeElement as HTMLInputElement | null;
  const again = active && (active.name ? `[name=${active.name}]` : active.localName);
  const caret = active?.name ? [active.selectionStart, active.selectionEnd] : undefined;
  // The other sheet is the dialog's.
  tree.adoptedStyleSheets = [full, tree.adoptedStyleSheets[1]!];
  host.stage!.replaceWith(stage);
  host.stage = stage;
  const next = again ? stage.querySelector<HTMLInputElement>(again) : null;
  next?.focus({ preventScroll: true });
  if (caret) next?.setSelectionRange(caret[0], caret[1]);
}
