import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./prepare.mjs";

/** What `npm run recall` runs on a fresh clone: installs what is missing, then judges the recorded hosts. */
const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
ensureInstalled();
const { register } = await import("tsx/esm/api");
register();
await import("../collectors/recall/main.ts");
