import { fileURLToPath } from "node:url";

const oldestNode = [20, 19];

/** What `npm start` runs on a fresh clone: plain Node without packages, until they are installed and everything is built. */
async function main() {
  requireNode();
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  const { ensureBuilt, ensureInstalled } = await import("./prepare.mjs");
  ensureInstalled();
  await ensureBuilt();
  await import("../dist/run.mjs");
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(
    `Bulkhead needs Node.js ${oldestNode.join(".")} or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org.`,
  );
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
