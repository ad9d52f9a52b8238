// The widget's words, from the files it is built from, so that no story repeats them.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./program.ts";

/** Every language the widget speaks. */
export const LANGUAGES = ["en", "fr", "de", "es", "it", "pl", "uk", "ru", "ar"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Where texts stand: the screens', and the domain's (reasons, statuses). */
const FOLDERS = ["widget/texts", "claims/texts"];

/** The words of one language. */
export class Words {
  readonly language: Language;
  readonly texts: Record<string, string>;

  constructor(language: Language) {
    this.language = language;
    const files = FOLDERS.map((folder) => join(ROOT, folder, `${language}.json`)).filter(existsSync);
    this.texts = Object.assign({}, ...files.map((file) => JSON.parse(readFileSync(file, "utf8"))));
  }

  /** The text of that key with its placeholders filled in. */
  of(key: string, values: Record<string, string | number> = {}): string {
    const text = this.texts[key];
    if (text === undefined) throw new Error(`there is no text \`${key}\` in ${this.language}`);
    return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /** What the text begins with, up to its first placeholder. */
  beginning(key: string): string {
    return this.of(key).split("{")[0]!.trim();
  }

  /** The text with anything in its placeholders. */
  pattern(key: string): RegExp {
    const plain = this.of(key).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return new RegExp(plain.replace(/\{\w+\}/g, ".+?"));
  }

  /** A civil date as a customer reads it. */
  date(iso: string): string {
    const locale = this.language === "ar" ? "ar-u-nu-latn" : this.language;
    const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
    return format.format(new Date(`${iso}T00:00:00Z`));
  }
}
