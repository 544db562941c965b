import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
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
  outExtension: { ".js": ".mjs" },
};

/** Packages that are CommonJS inside an ES module ask for these. */
const banner = {
  js: [
    'import { createRequire } from "node:module";',
    "const require = createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;",
  ].join("\n"),
};

/** ssh2 looks for its native part beside itself: it stays where it was built, and ssh2 does without it where there is none. */
const nativePart = {
  name: "native-part-of-ssh2",
  setup(plugin) {
    plugin.onResolve({ filter: /\/sshcrypto\.node$/ }, () => ({
      path: "ssh2/lib/protocol/crypto/build/Release/sshcrypto.node",
      external: true,
    }));
  },
};

/** The processes that the supervisor starts, and itself: our code in one file each, packages from node_modules. */
export async function bundleServer(root) {
  const entryPoints = {
    run: "scripts/run.ts",
    web: "scripts/web.ts",
    worker: "collectors/worker.ts",
    simulator: "collectors/simulator/main.ts",
  };
  await build({ ...common, absWorkingDir: root, entryPoints, packages: "external", outdir: "dist" });
}

/**
 * The command, with its packages inside: it starts once per call, so it reads few files, and what a call does not need not at all.
 * `folder`, from the root, is replaced once the build has succeeded.
 */
export async function bundleCommand(root, folder = "dist/cli") {
  if (!existsSync(join(root, "cli/main.ts"))) return;
  const entryPoints = { main: "cli/main.ts" };
  const packages = { external: ["cpu-features", "pdfkit"], plugins: [nativePart], banner };
  const options = { ...common, ...packages, absWorkingDir: root, entryPoints, splitting: true, outdir: folder, write: false };
  const { outputFiles } = await build(options);
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(path, contents);
}
