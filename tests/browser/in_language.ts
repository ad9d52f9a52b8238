// Whether a screen is in one language, whole.

import assert from "node:assert/strict";
import { Words } from "./words.ts";
import type { Widget } from "./widget.ts";

const ENGLISH = new Words("en");

/** Nothing on the screen is a key, an empty placeholder, or English where its language has other words. */
export async function assertInItsLanguage(widget: Widget, screen: string, shopSays: string[] = []): Promise<void> {
  const { words } = widget;
  const lines = await widget.lines();
  const english = new Set<string>();
  for (const [key, text] of Object.entries(ENGLISH.texts)) if (text !== words.texts[key]) english.add(text);
  // A shop that does not write the customer's language says its own problems in one of its own.
  for (const text of shopSays) english.delete(text);
  const groups = new Set(Object.keys(words.texts).map((key) => key.split(".")[0]));
  const isKey = (line: string) => /^\w+(\.\w+)+$/.test(line) && groups.has(line.split(".")[0]);
  const wrong = lines.filter((line) => isKey(line) || /\{\w+\}/.test(line) || english.has(line));
  assert.deepEqual(wrong, [], `${screen}: ${lines.join(" | ")}`);
  assert.ok(lines.length > 0, screen);
}
