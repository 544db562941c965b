// Real parts that npm does not bring: found where they stand, installed where that is possible (Debian, root).
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

const parts = {
  sshd: {
    name: "OpenSSH server",
    package: "openssh-server",
    find: () => firstThatExists(["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"]),
  },
  chromium: { name: "Chromium", package: "chromium", find: findChromium },
  busybox: { name: "BusyBox, whose shell and awk the script must run in", package: "busybox", find: () => fromPath("busybox")[0] },
  gawk: { name: "gawk, in which the script must mask", package: "gawk", find: () => fromPath("gawk")[0] },
  mawk: { name: "mawk, in which the script must mask", package: "mawk", find: () => fromPath("mawk")[0] },
  poppler: { name: "poppler, by which PDFs are read back", package: "poppler-utils", find: () => fromPath("pdftotext")[0] },
  originalAwk: {
    name: "the original awk, in which the script must mask",
    package: "original-awk",
    find: () => fromPath("original-awk")[0],
  },
};

/**
 * Finds each part, installing what is missing where apt-get and root allow it.
 * @returns {{ found: Record<string, string>, missing: string[] }} paths by part, and the names of what cannot be had
 */
export function provideRealParts(log = console.log) {
  const absent = Object.values(parts).filter((part) => part.find() === undefined);
  if (absent.length > 0)
    installDebianPackages(
      absent.map((part) => part.package),
      log,
    );
  const found = {};
  const missing = [];
  for (const [key, part] of Object.entries(parts)) {
    const where = part.find();
    if (where === undefined) missing.push(part.name);
    else found[key] = where;
  }
  return { found, missing };
}

function installDebianPackages(packages, log) {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status !== 0) return;
  log(`installing ${packages.join(", ")} with apt-get`);
  const apt = (...args) => spawnSync("apt-get", args, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
}

function findChromium() {
  const named = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
  ];
  return firstThatExists([...named, ...fromPath("chromium"), ...playwrightBrowsers()]);
}

function firstThatExists(candidates) {
  return candidates.find((candidate) => candidate && existsSync(candidate));
}

function fromPath(name) {
  try {
    return [execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()];
  } catch {
    return [];
  }
}

function playwrightBrowsers() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    path.join(homedir(), ".cache/ms-playwright"),
    path.join(homedir(), "Library/Caches/ms-playwright"),
  ];
  const inside = ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-mac/Chromium.app/Contents/MacOS/Chromium"];
  return caches
    .filter((cache) => cache && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((entry) => entry.startsWith("chromium-"))
        .map((entry) => path.join(cache, entry)),
    )
    .flatMap((folder) => inside.map((file) => path.join(folder, file)));
}
