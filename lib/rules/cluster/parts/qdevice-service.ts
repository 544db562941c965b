import type { Cite } from "#lib/facts/cite.ts";
import type { Qdevice } from "#lib/facts/cluster.ts";
import { listed } from "#lib/rules/shared/wording.ts";

interface Fault {
  text: string;
  cite: Cite;
}

/** What is said of a daemon that works now and will not be started at the next boot. */
export const notEnabled = "not enabled at boot";
const manyRestarts = 3;

/** What is wrong with the daemon of a quorum device and its unit. */
export function daemonFaults({ state, unit, at }: Qdevice): Fault[] {
  if (state === "not installed") return [{ text: "corosync.conf asks for a device, corosync-qdevice is not installed", cite: at }];
  const down = unit === null ? state === "not running" : !["active", "activating", "reloading"].includes(unit.activeState);
  const restarts = unit?.restarts ?? 0;
  return [
    ...(down
      ? [
          {
            text: unit === null ? "the daemon does not run" : `unit ${unit.activeState} (${unit.result ?? "no result"})`,
            cite: unit?.at ?? at,
          },
        ]
      : []),
    ...(unit?.fileState && !["enabled", "enabled-runtime", "static"].includes(unit.fileState) ? [{ text: notEnabled, cite: unit.at }] : []),
    ...(unit !== null && restarts > manyRestarts ? [{ text: `restarted more than ${manyRestarts} times`, cite: unit.at }] : []),
  ];
}

/** What is wrong with the certificates. NSS keeps two files, old versions under other names. A daemon that is connected needs none: TLS may be off. */
export function certificateFaults({ state, certificates }: Qdevice): Fault[] {
  if (certificates === null || state === "Connected") return [];
  const sizes = new Map(certificates.files.map((file) => [file.name, file]));
  const pair = sizes.has("cert8.db") ? ["cert8.db", "key3.db"] : ["cert9.db", "key4.db"];
  const bad = pair.filter((name) => (sizes.get(name)?.sizeBytes ?? 0) === 0);
  if (bad.length === 0) return [];
  const cite = bad.map((name) => sizes.get(name)?.at).find((at) => at !== undefined) ?? certificates.at;
  return [
    {
      text: `certificate database (nssdb): ${listed(bad.map((name) => `${name} ${sizes.has(name) ? "is 0 bytes" : "is missing"}`))}`,
      cite,
    },
  ];
}
