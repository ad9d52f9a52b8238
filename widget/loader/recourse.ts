// `window.Recourse`: the one global, there before the wasm is.

import { RecourseClaims } from "./element";
import { ELEMENT } from "./tag";

type Listener = (detail: unknown, event: Event) => void;

/** What a page may call. */
export interface Recourse {
  /** Opens the dialog, or brings the widget on the page into view; makes a dialog where there is neither. */
  open(options?: { order?: string; email?: string }): void;
  /** Closes the dialog. */
  close(): void;
  /** Listens to `ready`, `open`, `close`, `filed`, `solved`, `status` or `error`; the answer stops it. */
  on(name: string, listener: Listener): () => void;
}

declare global {
  interface Window {
    Recourse?: Recourse;
  }
}

const widgets = () => [...document.querySelectorAll<RecourseClaims>(ELEMENT)];
const chosen = () => widgets().find((widget) => widget.dataset.open !== undefined) ?? widgets()[0];

function open(options: { order?: string; email?: string } = {}): void {
  let widget = chosen();
  if (!widget) {
    if (!document.body) return document.addEventListener("DOMContentLoaded", () => open(options));
    widget = document.createElement(ELEMENT) as RecourseClaims;
    widget.dataset.open = "dialog";
    Object.assign(widget.dataset, options);
    document.body.append(widget);
  }
  widget.open();
}

export function publishRecourse(): void {
  window.Recourse = window.Recourse ?? {
    open,
    close: () => chosen()?.close(),
    on(name, listener) {
      const kind = `recourse:${name}`;
      const heard = (event: Event) => listener((event as CustomEvent).detail, event);
      document.addEventListener(kind, heard);
      return () => document.removeEventListener(kind, heard);
    },
  };
}
