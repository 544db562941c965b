import { defineRule, type Level } from "#lib/rules/rule.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { citesOf, needsOf, placesOf, settled, viewOf, weakest } from "./parts/fleet-view.ts";
import { type StorageOutage, storageOutages } from "./parts/storage-outages.ts";

export const sharedStorageBlastRadius = defineRule({
  id: "cascade/shared-storage-blast-radius",
  title: "The loss of one storage server is an outage of the site",
  why: "Its update, its power supply or its switch takes most guests at once, and among them those that the repair needs.",
  scope: "fleet",
  scenarios: ["nas-loss"],
  likelihood: 2,
  impact: 4,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["pvesr(1)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const found = storageOutages(view).map(({ storage, guests, outOf, hosts, roles, extent, needs, isReplicated }) => {
      const served = placesOf(view, storage.id);
      const names = guests.map(({ name }) => name).sort();
      const same = needsOf(view, storage.id).map(({ confidence }) => confidence);
      return {
        subject: storage.name,
        key: storage.id,
        title: `Without ${storage.name} ${counted(guests.length, "guest")} of ${hosts.length === 1 ? hosts[0] : counted(hosts.length, "host")} ${guests.length === 1 ? "stands" : "stand"} still`,
        observed: [
          `${guests.length} of ${counted(outOf, "running guest")} need ${storage.name}: ${listed(names, 8)}`,
          ...(roles.length > 0 ? [`among them ${listed(roles, 8)}`] : []),
          ...(served.length > 0 ? [`it is ${listed(served.map(({ machine }) => `${machine.kind} ${machine.name}`))}`] : []),
        ].join("; "),
        expected: "DNS, gateway, authentication, secrets and alerting on disks that no other guest shares",
        cite: citesOf([...needs, ...served.map(({ need }) => need)].flatMap(({ evidence }) => evidence)),
        impact: impactOf(extent, isReplicated),
        confidence: weakest([...needs.map(({ confidence }) => confidence), ...same]),
        remedy: {
          steps: [
            roles.length > 0
              ? `Move the disks of what the repair needs (${listed(roles, 8)}) to local disks, and replicate them with \`pvesr\` or by backup`
              : "Move what the repair needs to local disks, and replicate it",
            "Keep bulk data on the server, with a plan for its updates: guests off first, or a second server",
          ],
        },
      };
    });
    return settled(view, found, ["guests", "storages", "mounts"]);
  },
  remedy: {
    steps: ["Move what the repair needs to local disks and replicate it; leave bulk data on the server"],
    risk: "Replication runs in intervals: a failover loses the minutes since the last.",
    verify: "pvesm status",
  },
});

/** A copy on several machines is one severity lower, and so is what others of the site give too. */
function impactOf(extent: StorageOutage["extent"], isReplicated: boolean): Level {
  if (extent === "open") return 2;
  return isReplicated || extent === "some" ? 3 : 4;
}
