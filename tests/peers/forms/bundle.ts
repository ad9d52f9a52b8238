// The peers, bundled as they would be shipped: minified, one file, compressed by brotli at its best.

import { brotliCompressSync, constants } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A script as a server answers it. */
export interface Script {
  body: Buffer;
  /** Brotli bytes. */
  size: number;
}

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** Bundles `react.tsx` or `preact.tsx`. */
export async function bundle(peer: "react" | "preact"): Promise<Script> {
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}${peer}.tsx`],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: peer,
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
  });
  const body = brotliCompressSync(outputFiles[0]!.contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  return { body, size: body.length };
}
