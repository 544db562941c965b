import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { aptOrigins, fromDpkg, fromRpm, pendingOf } from "./parse/packages.ts";
import { isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/** What is installed and whether it is whole: the package database alone, once a day; no list of updates is fetched. */
export const packages = defineProbe({
  id: "packages",
  fact: "packages",
  systems: ["linux"],
  sources: {
    dpkg: {
      exec: ["dpkg-query", "-W", "-f", `\${db:Status-Abbrev} \${Package} \${Version}\\n`],
      lane: "daily",
      timeoutSeconds: 20,
      maximumBytes: 2 * 1024 * 1024,
      optional: true,
    },
    rpm: {
      exec: ["rpm", "-qa", "--qf", "%{NAME}.%{ARCH} %{VERSION}-%{RELEASE}\\n"],
      unless: "dpkg",
      lane: "daily",
      timeoutSeconds: 30,
      maximumBytes: 2 * 1024 * 1024,
      optional: true,
    },
    // From the lists that are there; without its cache files APT writes nothing.
    upgradable: {
      exec: ["apt", "list", "--upgradable", "-o", "Dir::Cache::pkgcache=", "-o", "Dir::Cache::srcpkgcache="],
      lane: "daily",
      timeoutSeconds: 30,
      optional: true,
    },
    list: { read: "/etc/apt/sources.list", lane: "daily", optional: true },
    lists: { read: "/etc/apt/sources.list.d/*", lane: "daily", optional: true },
  },
  parse({ dpkg, rpm, upgradable, list, lists }) {
    const origins = aptOrigins([...list, ...lists]);
    if (succeeded(dpkg)) return { ...fromDpkg(dpkg), pending: pendingOf(upgradable), origins };
    if (succeeded(rpm)) return { ...fromRpm(rpm), pending: null, origins };
    if (isMissing(dpkg) && isMissing(rpm)) throw new NotApplicable("packages are kept by neither dpkg nor rpm");
    throw notReadable([dpkg, rpm], "packages");
  },
});
