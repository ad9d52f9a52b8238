// A photo as a phone makes it: 4000 by 3000 pixels that do not compress well, turned by a quarter, with the place.

import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "./program.ts";

const FOLDER = join(ROOT, "target/browser-photos");
/** What nobody may keep. */
export const MAKER = "Spyphone 12";

/** Takes one, once for all runs: it takes a second. */
export async function takePhoto(browser: Browser): Promise<string> {
  const file = join(FOLDER, "lampe.jpg");
  if (existsSync(file)) return file;
  const page = await browser.newPage();
  const picture = Buffer.from(await page.evaluate(draw), "base64");
  await page.close();
  mkdirSync(FOLDER, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.concat([picture.subarray(0, 2), segmentOfExif(), picture.subarray(2)]));
  renameSync(unfinished, file);
  return file;
}

/** Runs in the page. */
async function draw(): Promise<string> {
  const canvas = new OffscreenCanvas(4000, 3000);
  const context = canvas.getContext("2d")!;
  const light = context.createRadialGradient(2000, 1000, 100, 2000, 1500, 2400);
  light.addColorStop(0, "#ffe9b0");
  light.addColorStop(1, "#2b1d10");
  context.fillStyle = light;
  context.fillRect(0, 0, 4000, 3000);
  const pixels = context.getImageData(0, 0, 4000, 3000);
  for (let at = 0; at < pixels.data.length; at += 4) {
    const grain = Math.random() * 24 - 12;
    for (const channel of [0, 1, 2]) pixels.data[at + channel]! += grain;
  }
  context.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
  const { promise, resolve } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.onload = () => resolve((reader.result as string).split(",")[1]!);
  reader.readAsDataURL(blob);
  return promise;
}

/** EXIF with orientation 6 (turn right by a quarter to see it upright), the maker, and 48° 51' N 2° 21' E. */
function segmentOfExif(): Buffer {
  const maker = Buffer.from(`${MAKER}\0`);
  const gpsAt = 8 + 2 + 3 * 12 + 4 + maker.length + (maker.length % 2);
  const makerAt = 8 + 2 + 3 * 12 + 4;
  const latitudeAt = gpsAt + 2 + 4 * 12 + 4;
  const degrees = (...numbers: number[]) => Buffer.from(Uint32Array.from(numbers.flatMap((number) => [number, 1])).buffer);
  const tiff = Buffer.concat([
    Buffer.from("II*\0"), long(8),
    short(3), entry(0x010f, 2, maker.length, long(makerAt)), entry(0x0112, 3, 1, Buffer.concat([short(6), short(0)])),
    entry(0x8825, 4, 1, long(gpsAt)), long(0),
    maker, Buffer.alloc(maker.length % 2),
    short(4), entry(1, 2, 2, Buffer.from("N\0\0\0")), entry(2, 5, 3, long(latitudeAt)),
    entry(3, 2, 2, Buffer.from("E\0\0\0")), entry(4, 5, 3, long(latitudeAt + 24)), long(0),
    degrees(48, 51, 24), degrees(2, 21, 3),
  ]);
  const content = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), length, content]);
}

function short(number: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(number);
  return bytes;
}

function long(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

function entry(tag: number, type: number, count: number, value: Buffer): Buffer {
  return Buffer.concat([short(tag), short(type), long(count), value]);
}

/** Width and height of a JPEG as its bytes say. */
export function sizeOf(jpeg: Buffer): { width: number; height: number } {
  let at = 2;
  for (;;) {
    const marker = jpeg[at + 1]!;
    // A frame header, of whatever coding.
    if (marker >= 0xc0 && marker <= 0xc2) return { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) };
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
}

/** A small JPEG, drawn by the page's own browser. */
export async function smallPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.getContext("2d")!.fillRect(0, 0, 200, 100);
    return canvas.toDataURL("image/jpeg").split(",")[1]!;
  });
  return Buffer.from(base64, "base64");
}
