// The types a shop's TypeScript gets are those of the widget's own code.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "./program.ts";

for (const [project, what] of [
  ["widget", "the loader and the check of an embedding are what their types say"],
  ["tests/browser/types", "a shop's TypeScript compiles with recourse.d.ts, and its mistakes do not"],
] as const) {
  test(what, () => {
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", project], { cwd: ROOT, encoding: "utf8" });
    assert.equal(status, 0, stdout + stderr);
  });
}
