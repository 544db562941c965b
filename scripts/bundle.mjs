import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const common = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  sourcemap: "linked",
  logLevel: "error",
  legalComments: "none",
};

/** Packages that are CommonJS inside an ES module ask for `require`. */
const banner = { js: 'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);' };

/** The processes that the supervisor starts, and itself: our code in one file each, packages from node_modules. */
export async function bundleServer(root) {
  const entryPoints = {
    run: "scripts/run.ts",
    web: "scripts/web.ts",
    worker: "collectors/worker.ts",
    simulator: "collectors/simulator/main.ts",
  };
  await build({ ...common, absWorkingDir: root, entryPoints, packages: "external", outdir: "dist", outExtension: { ".js": ".mjs" } });
}

/** The command, with its packages inside: it starts once per call, so it reads one file. ssh2 stays outside for its native part. */
export async function bundleCommand(root) {
  if (!existsSync(join(root, "cli/main.ts"))) return;
  const external = ["ssh2", "cpu-features"];
  await build({ ...common, absWorkingDir: root, entryPoints: ["cli/main.ts"], external, banner, outfile: "dist/cli.mjs" });
}
