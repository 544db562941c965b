import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fileOrNull } from "./parse/presence.ts";
import type { ConfigEntry } from "./parse/section-config.ts";
import { isTrue, parseSectionConfig } from "./parse/section-config.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

const config = { root: true, optional: true } as const;

/** A Proxmox Backup Server on this host: its data stores, and what frees their space, proves them and copies them elsewhere. */
export const backupServer = defineProbe({
  id: "backup-server",
  fact: "backupServer",
  systems: ["linux"],
  sources: {
    stores: { read: "/etc/proxmox-backup/datastore.cfg", ...config },
    prunes: { read: "/etc/proxmox-backup/prune.cfg", ...config },
    verifications: { read: "/etc/proxmox-backup/verification.cfg", ...config },
    syncs: { read: "/etc/proxmox-backup/sync.cfg", ...config },
    collections: {
      exec: ["proxmox-backup-manager", "garbage-collection", "list"],
      root: true,
      lane: "hourly",
      timeoutSeconds: 15,
      optional: true,
    },
  },
  parse({ stores, prunes, verifications, syncs, collections }) {
    const file = fileOrNull(stores, "data stores");
    if (file === null) throw new NotApplicable("no Proxmox Backup Server is set up on this host");
    const jobs = (sections: readonly Section[], what: string) => {
      const section = fileOrNull(sections, what);
      return section === null ? [] : parseSectionConfig(section).filter(({ values }) => !isTrue(values.get("disable")));
    };
    const [pruneJobs, proofs, copies] = [jobs(prunes, "prune jobs"), jobs(verifications, "verifications"), jobs(syncs, "sync jobs")];
    const ends = succeeded(collections) ? collectionEnds(collections) : null;
    const lines = linesOf(file.text);
    return {
      dataStores: parseSectionConfig(file).map(({ id, index, values }) => ({
        name: id,
        path: values.get("path") ?? null,
        collectsOn: values.get("gc-schedule") ?? null,
        collectedAt: ends?.get(id) ?? null,
        collectionsRead: ends !== null,
        prunes: [keepOf(values), ...pruneJobs.filter((job) => job.values.get("store") === id).map((job) => keepOf(job.values))].filter(
          (keep) => keep !== "",
        ),
        verified: proofs.some((job) => job.values.get("store") === id) || values.get("verify-schedule") !== undefined,
        synced: copies.some((job) => job.values.get("store") === id || job.values.get("remote-store") === id),
        at: citeLine(file.source, lines, index),
      })),
    };
  },
});

/** "keep-daily 7, keep-weekly 4". */
function keepOf(values: ConfigEntry["values"]): string {
  return [...values].flatMap(([key, value]) => (/^keep-[a-z]+$/.test(key) ? [`${key} ${value}`] : [])).join(", ");
}

/** A table drawn with boxes: each store with the end of its last collection. */
function collectionEnds(section: Section): Map<string, string> {
  const rows = linesOf(section.text)
    .filter((line) => line.startsWith("│") || line.startsWith("|"))
    .map((line) => line.split(/[│|]/).map((cell) => cell.trim()));
  return new Map(
    rows.flatMap((cells): [string, string][] => {
      const end = cells.map((cell) => Date.parse(/^\d{4}-\d\d-\d\dT/.test(cell) ? cell : "")).find((time) => !Number.isNaN(time));
      return end === undefined ? [] : [[cells[1] ?? "", new Date(end).toISOString()]];
    }),
  );
}
