// Pictures of a page cut into its states, and how far two pictures of a state are apart.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { ROOT } from "./program.ts";

const KEPT = join(ROOT, "tests/browser/pictures");
const SEEN = join(ROOT, "target/pictures");
/** Kept ones are a third as large in each direction: few bytes, and how a letter's edge is drawn does not matter. */
const SMALLER = 3;
/** Between two steps of a colour, of 256: few bytes again. */
const STEP = 12;
/** Of a colour, 0 to 1, before a pixel counts as another one. */
const COLOUR = 0.15;
/** Of a state's pixels that may be other ones: another version of the browser draws letters a little differently. */
const SHARE = 0.01;
/** Pixels, in kept size, by which a state may be of another size. */
const SIZE = 1;

/** Where a state is in its picture. */
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture of all states, and where each is. */
interface Picture {
  png: PNG;
  boxes: Record<string, Box>;
}

const written = (folder: string, name: string): [string, string] => [join(folder, `${name}.png`), join(folder, `${name}.json`)];

/** Takes a picture of the page, whose states are its `article`s. */
async function take(page: Page): Promise<Picture> {
  const boxes = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>("article")].map((article) => {
      const { x, y, width, height } = article.getBoundingClientRect();
      return [article.dataset.state!, { x: x + scrollX, y: y + scrollY, width, height }] as const;
    });
    return Object.fromEntries(all);
  });
  const png = smaller(PNG.sync.read(await page.screenshot({ fullPage: true, animations: "disabled", caret: "hide" })));
  for (const box of Object.values(boxes)) {
    for (const side of ["x", "y", "width", "height"] as const) box[side] = Math.floor(box[side] / SMALLER);
  }
  return { png, boxes };
}

/** The mean of each square of pixels, in steps. */
function smaller(whole: PNG): PNG {
  const small = new PNG({ width: Math.floor(whole.width / SMALLER), height: Math.floor(whole.height / SMALLER) });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let dy = 0; dy < SMALLER; dy++) {
          for (let dx = 0; dx < SMALLER; dx++) sum += whole.data[((y * SMALLER + dy) * whole.width + x * SMALLER + dx) * 4 + channel]!;
        }
        const mean = sum / SMALLER ** 2;
        small.data[(y * small.width + x) * 4 + channel] = channel === 3 ? 255 : Math.min(255, Math.round(mean / STEP) * STEP);
      }
    }
  }
  return small;
}

function cut({ png, boxes }: Picture, state: string, width: number, height: number): PNG {
  const part = new PNG({ width, height });
  const { x, y } = boxes[state]!;
  PNG.bitblt(png, part, x, y, Math.min(width, png.width - x), Math.min(height, png.height - y), 0, 0);
  return part;
}

function save(folder: string, name: string, { png, boxes }: Picture): void {
  const [picture, states] = written(folder, name);
  mkdirSync(dirname(picture), { recursive: true });
  writeFileSync(picture, PNG.sync.write(png, { colorType: 2, deflateLevel: 9 }));
  const lines = Object.entries(boxes).map(([state, box]) => `  ${JSON.stringify(state)}: ${JSON.stringify(box)}`);
  writeFileSync(states, `{\n${lines.join(",\n")}\n}\n`);
}

/**
 * What looks otherwise than in the kept picture of that name, by state. `RECOURSE_WRITE_PICTURES=1` keeps today's instead;
 * unless it is spoilt on purpose; where something differs, today's and the difference are in `target/pictures`.
 */
export async function changed(page: Page, name: string, isSpoilt = false): Promise<string[]> {
  const seen = await take(page);
  if (process.env.RECOURSE_WRITE_PICTURES && !isSpoilt) save(KEPT, name, seen);
  const [picture, states] = written(KEPT, name);
  if (!existsSync(picture)) return [`no picture of ${name} is kept: RECOURSE_WRITE_PICTURES=1 keeps today's`];
  const kept: Picture = { png: PNG.sync.read(readFileSync(picture)), boxes: JSON.parse(readFileSync(states, "utf8")) };
  const found = difference(kept, seen, name);
  if (found.length > 0) save(SEEN, name, seen);
  return found;
}

/** What differs between two pictures of the same states. */
export function difference(kept: Picture, seen: Picture, name: string): string[] {
  const found: string[] = [];
  for (const state of new Set([...Object.keys(kept.boxes), ...Object.keys(seen.boxes)])) {
    const [was, is] = [kept.boxes[state], seen.boxes[state]];
    if (!was || !is) {
      found.push(`${state}: ${was ? "is gone" : "is new"}`);
      continue;
    }
    if (Math.abs(was.width - is.width) > SIZE || Math.abs(was.height - is.height) > SIZE) {
      found.push(`${state}: ${is.width * SMALLER} x ${is.height * SMALLER} px, was ${was.width * SMALLER} x ${was.height * SMALLER}`);
      continue;
    }
    const [width, height] = [Math.min(was.width, is.width), Math.min(was.height, is.height)];
    const shown = new PNG({ width, height });
    const others = pixelmatch(cut(kept, state, width, height).data, cut(seen, state, width, height).data, shown.data, width, height, { threshold: COLOUR });
    const share = others / (width * height);
    if (share > SHARE) {
      found.push(`${state}: ${(share * 100).toFixed(1)} % of its pixels`);
      mkdirSync(SEEN, { recursive: true });
      writeFileSync(join(SEEN, `${name}-${state.replaceAll(/[^a-z0-9]+/gi, "-")}.png`), PNG.sync.write(shown));
    }
  }
  return found;
}
