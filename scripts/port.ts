import { createServer } from "node:net";

/** How many ports after the wanted one are tried. */
const tries = 50;

/** The wanted port, or the next free one after it; `busy` is the wanted one when it was taken. Throws one sentence when none is free. */
export async function findPort(address: string, wanted: number): Promise<{ port: number; busy: number | null }> {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) throw new Error("PORT must be a number from 1 to 65535.");
  for (let port = wanted; port < Math.min(wanted + tries, 65_536); port += 1) {
    const trouble = await tryPort(address, port);
    if (trouble === null) return { port, busy: port === wanted ? null : wanted };
    if (trouble === "EACCES") throw new Error(`Port ${port} needs more rights than you have: set PORT to one above 1023.`);
    if (trouble !== "EADDRINUSE")
      throw new Error(`Bulkhead cannot listen on ${address}: ${trouble}. Set BULKHEAD_LISTEN to an address of this machine.`);
  }
  throw new Error(`Ports ${wanted} to ${wanted + tries - 1} are all in use: set PORT to a free one.`);
}

function tryPort(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
