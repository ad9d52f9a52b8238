// `window.Recourse`: the one global, there before the wasm is. What a page may call is in recourse.d.ts.

/// <reference path="./recourse.d.ts" />

import { RecourseClaims } from "./element";
import { ELEMENT } from "./tag";

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
      const heard = (event: Event) => listener((event as CustomEvent).detail, event as CustomEvent);
      document.addEventListener(kind, heard);
      return () => document.removeEventListener(kind, heard);
    },
  };
}
