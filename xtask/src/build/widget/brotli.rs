//! The brotli copy of every file, at the highest quality, made by Node's own encoder.

use std::path::PathBuf;

use crate::places::Places;
use crate::process;
use crate::setup::BuildTools;
use crate::trouble::Trouble;

const SCRIPT: &str = "\
const zlib = require('zlib'), fs = require('fs'), c = zlib.constants;
for (const file of process.argv.slice(1)) {
  const bytes = fs.readFileSync(file);
  const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  // Which distance codes serve a file best is found by trying.
  const tries = [0, 1, 12, 15].map((direct) =>
    zlib.brotliCompressSync(bytes, { params: { ...params, [c.BROTLI_PARAM_NDIRECT]: direct } }));
  fs.writeFileSync(file + '.br', tries.reduce((best, next) => next.length < best.length ? next : best));
}";

/// Writes `FILE.br` beside each file.
pub fn compress(places: &Places, tools: &BuildTools, files: &[PathBuf]) -> Result<(), Trouble> {
    let mut node = process::command(places, &tools.npm.node);
    process::run(
        node.args(["--input-type=commonjs", "-e", SCRIPT, "--"])
            .args(files),
    )
}
