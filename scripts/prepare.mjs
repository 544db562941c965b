import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isInstalled } from "./installed.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Builds everything, if the sources have changed since it was built. Throws one sentence after the compiler's own words. */
export async function ensureBuilt(say = console.log) {
  const { build, isBuilt } = await import("./build.mjs");
  if (isBuilt(root)) return;
  say("Building (half a minute or so, after each change) …");
  await build(root);
}

/** Installs what the lock names, if it is not there. Throws one sentence after npm's own words. */
export function ensureInstalled(say = console.log) {
  if (isInstalled(root)) return;
  say("Installing packages (a minute or two, once) …");
  const quiet = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  if (npm(["ci", ...quiet], "pipe") === 0) return;
  // A lock made against another registry may lack packages of this platform: npm can mend that, and the lock stays as it was.
  const lockFile = join(root, "package-lock.json");
  const lock = readFileSync(lockFile);
  const status = npm(["install", ...quiet], "inherit");
  writeFileSync(lockFile, lock);
  if (status !== 0) throw new Error("The packages could not be installed: see npm's words above. Is the network there?");
}

function npm(args, stdio) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []];
  const { status, error } = spawnSync(command, [...first, ...args], { cwd: root, stdio: ["ignore", stdio, stdio] });
  if (error) throw new Error(`npm could not be started (${error.message}): install Node.js with npm, or run \`npm ci\` here yourself.`);
  return status;
}
