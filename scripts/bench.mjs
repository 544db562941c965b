import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./prepare.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What `npm run bench` runs on a fresh clone: installs what is missing, bundles what is measured, and measures. */
async function main() {
  process.chdir(root);
  ensureInstalled();
  const { bundleCommand } = await import("./bundle.mjs");
  await Promise.all([bundleBench(), bundleCommand(root)]);
  await import("../dist/bench/main.mjs");
}

/** Itself and the same processes as a server's, in a folder of their own, so that a server that runs keeps its files. */
async function bundleBench() {
  const { build } = await import("esbuild");
  const entryPoints = {
    main: "bench/main.ts",
    "report-process": "bench/report-process.ts",
    "offline-process": "bench/offline-process.ts",
    "graph-memory": "bench/graph-memory.ts",
    worker: "collectors/worker.ts",
    simulator: "collectors/simulator/main.ts",
  };
  const form = { bundle: true, platform: "node", format: "esm", target: "node20.19", sourcemap: "linked", logLevel: "error" };
  const outputs = { outdir: "dist/bench", outExtension: { ".js": ".mjs" } };
  await build({ ...form, ...outputs, absWorkingDir: root, entryPoints, packages: "external" });
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
