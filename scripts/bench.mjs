import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./prepare.mjs";

/** What `npm run bench` runs on a fresh clone: installs what is missing, bundles what is measured, and measures. */
async function main() {
  const root = fileURLToPath(new URL("..", import.meta.url));
  process.chdir(root);
  ensureInstalled();
  const { bundleBench, bundleCommand } = await import("./bundle.mjs");
  await Promise.all([bundleBench(root), bundleCommand(root)]);
  await import("../dist/bench/main.mjs");
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
