import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { noteInstalled } from "./installed.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs after every install, without network: writes what is generated from files of the tree, and puts `bulkhead` where npx finds it. */
async function main() {
  await generate();
  await bundle();
  linkCommand();
  noteInstalled(root);
}

/** The database client from the schema, and the postmortems from their Markdown. */
async function generate() {
  const { bundlePostmortems } = await import("./bundle-postmortems.mjs");
  bundlePostmortems();
  const prisma = join(root, "node_modules/prisma/build/index.js");
  if (!existsSync(prisma)) return;
  try {
    execFileSync(process.execPath, [prisma, "generate"], { cwd: root, stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    process.stderr.write(`${error.stdout ?? ""}${error.stderr ?? ""}`);
    throw new Error("The database client could not be generated: see above.");
  }
}

/** The build bundles it again and fails where this does; an install goes through, whatever somebody is in the middle of writing. */
async function bundle() {
  if (!existsSync(join(root, "node_modules/esbuild"))) return;
  const { bundleCommand } = await import("./bundle.mjs");
  await bundleCommand(root).catch((error) => console.warn(`The command \`bulkhead\` could not be bundled: ${error.message}`));
}

/** npm links the commands of dependencies, not that of the project itself. */
function linkCommand() {
  const link = join(root, "node_modules/.bin/bulkhead");
  mkdirSync(join(root, "node_modules/.bin"), { recursive: true });
  if (lstatSync(link, { throwIfNoEntry: false })) unlinkSync(link);
  symlinkSync("../../bin/bulkhead.mjs", link);
}

await main();
