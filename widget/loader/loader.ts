// The script tag: finds itself, puts the widget where it stands, and stays out of the page's way.
// Reading order: tag.ts (which tag, which attributes), element.ts (the element), first_screen.ts (the form that
// works without anything else), live.ts (the programs), show.ts (which comes with them), recourse.ts (`window.Recourse`).

import { defineElement } from "./element";
import { publishRecourse } from "./recourse";
import { placeAll, tagsOfThisScript } from "./tag";

try {
  const tags = tagsOfThisScript();
  defineElement(tags);
  publishRecourse();
  placeAll(tags);
} catch (trouble) {
  // The shop's page goes on whatever happens here; its developer can see why.
  console.warn("recourse:", trouble);
}
