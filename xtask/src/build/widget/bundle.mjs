// Bundles and minifies one entry: node bundle.mjs ENTRY OUT FORMAT DEFINES NAMES.
// NAMES gives properties other names: those the wasm imports and exports.
// Not the esbuild program itself, because that embeds a style sheet imported as text unminified.

import { readFile } from "node:fs/promises";
import * as esbuild from "esbuild";

const [entry, out, format, defines, names] = process.argv.slice(-5);
const mangleCache = JSON.parse(names);
const literally = (name) => name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const mangled = Object.keys(mangleCache).map(literally).join("|");

/** The oldest browsers we write JavaScript and CSS for. */
const target = ["es2020", "chrome100", "firefox100", "safari15.4"];

const smallStyles = {
  name: "small styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path, with: attributes }) => {
      if (attributes.type !== "text") return null;
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "css", minify: true, target });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

try {
  await esbuild.build({
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: true,
    // Signs of other scripts as they are: 60 bytes less of the largest loader. The Worker names the encoding.
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    format: format === "css" ? undefined : format,
    define: JSON.parse(defines),
    target,
    plugins: [smallStyles],
    ...(mangled && { mangleProps: new RegExp(`^(?:${mangled})$`), mangleQuoted: true, mangleCache }),
  });
} catch {
  process.exit(1); // esbuild has printed what is wrong and where.
}
