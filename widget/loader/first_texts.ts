// The first screen's words. The build puts English and the language of the script here, so that the shop's customers
// need no second request; a customer of another language waits for a small file of it.

type Key =
  | "app.open" | "app.close" | "app.loading"
  | "find.title" | "find.lead" | "find.order" | "find.order_hint" | "find.email" | "find.email_hint"
  | "find.submit" | "find.follow"
  | "error.network" | "nav.again";

export type FirstTexts = Record<Key, string>;

/** Put in by the build: texts by language; all languages; what the names of files of texts end in. */
declare const __FIRST__: Record<string, FirstTexts>;
declare const __LANGUAGES__: string[];
declare const __TEXTS__: string;

const known = __FIRST__;

/** The first of the wanted languages that there is: the attribute's, the page's, the browser's, English. */
export function chooseLanguage(wanted: string | undefined): string {
  for (const tag of [wanted, document.documentElement.lang, ...navigator.languages]) {
    const language = (tag ?? "").slice(0, 2).toLowerCase();
    if (__LANGUAGES__.includes(language)) return language;
  }
  return "en";
}

/** The name of the file of a program's texts, or of the first screen's. */
export function textsFile(of: string, language: string): string {
  return `${of}.${language}.${__TEXTS__}.json`;
}

/** Nothing where they are still to be fetched. */
export function firstTexts(language: string): FirstTexts | undefined {
  return known[language];
}

/** Fetches the words of that language; where that fails, the first screen is English. */
export async function fetchFirstTexts(edge: string, language: string): Promise<void> {
  try {
    const answer = await fetch(`${edge}assets/${textsFile("first", language)}`);
    if (answer.ok) known[language] = await answer.json();
  } catch {
    // The page's policy or the network refused it.
  }
  known[language] ??= known.en;
}
