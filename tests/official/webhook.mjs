// Signs or verifies with the official library of npm: a question as JSON on stdin, the answer on stdout.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const asked = JSON.parse(readFileSync(0, "utf8"));
const webhook = new Webhook(asked.secret);
if ("timestamp" in asked) {
  console.log(webhook.sign(asked.id, new Date(asked.timestamp * 1000), asked.body));
} else {
  // Throws where the signature does not fit.
  console.log(JSON.stringify(webhook.verify(asked.body, asked.headers)));
}
