// Pages of shops that are hard to live in, served as their shops would serve them.

import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** One page of a shop. */
export interface HostPage {
  /** The attributes of `<html>`. */
  html?: string;
  /** What stands in the head. */
  head?: string;
  /** What stands in the body. */
  body: string;
  /** The header of that name. */
  csp?: string;
  /** The encoding its server names. */
  charset?: string;
}

/** A shop's server with a page or two. */
export class HostPages {
  readonly origin: string;
  /** Every address asked for, oldest first. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #pages = new Map<string, HostPage>();

  private constructor(server: Server) {
    this.#server = server;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on("request", (request, response) => {
      const path = request.url ?? "/";
      this.asked.push(`${request.method} ${path}`);
      const page = this.#pages.get(path);
      response.writeHead(page ? 200 : 404, {
        "content-type": `text/html; charset=${page?.charset ?? "utf-8"}`,
        ...(page?.csp ? { "content-security-policy": page.csp } : {}),
      });
      response.end(page ? written(page) : "");
    });
  }

  /** Starts on a free port. */
  static async start(): Promise<HostPages> {
    const server = createServer();
    server.listen(0, "localhost");
    await once(server, "listening");
    return new HostPages(server);
  }

  /** Serves the page, and says where. */
  serve(path: string, page: HostPage): string {
    this.#pages.set(path, page);
    return this.origin + path;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

function written({ html = 'lang="fr"', head = "", body }: HostPage): string {
  return `<!doctype html>
<html ${html}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Une boutique</title>
<link rel="icon" href="data:,">
${head}
</head>
<body>
<h1>Service après-vente</h1>
${body}
<p>Merci de votre confiance.</p>
</body>
</html>`;
}
