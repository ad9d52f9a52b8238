// `node fill.ts FILE COUNT` puts resolved claims into the ledger of a service that is stopped, until there are so many.
// A process of its own: whatever it holds of the file ends with it.

import { DatabaseSync } from "node:sqlite";

/** What of a claim either ledger has a column for, for the i-th. */
const VALUES: Record<string, string> = {
  id: "i",
  number: "'F' || i",
  order_key: "'filled-' || i",
  order_email: "'filled' || i || '@mail.example'",
  customer_email: "'filled' || i || '@mail.example'",
  status: "'resolved'",
  last_seq: "1",
  body: "'{}'",
};

const [file, count] = process.argv.slice(2);
const database = new DatabaseSync(file!);
const { there } = database.prepare("SELECT coalesce(max(id), 0) AS there FROM claims").get() as { there: number };
const columns = database.prepare("SELECT name FROM pragma_table_info('claims')").all() as { name: string }[];
const known = columns.map(({ name }) => name).filter((name) => name in VALUES);
database.exec(`WITH RECURSIVE n(i) AS (SELECT ${there + 1} UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
  INSERT INTO claims (${known.join(", ")}) SELECT ${known.map((name) => VALUES[name]).join(", ")} FROM n WHERE i <= ${count}`);
database.close();
