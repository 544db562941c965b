import { defineRule } from "#lib/rules/rule.ts";
import { counted, listed } from "#lib/rules/shared/wording.ts";
import { citesOf, placementCites, settled, viewOf } from "./parts/fleet-view.ts";
import { singlePoints } from "./parts/single-points.ts";

/** Services without which nobody repairs anything. */
const forRepair = ["DNS", "gateway", "secrets", "authentication"];

export const singlePointOfFailure = defineRule({
  id: "cascade/single-point-of-failure",
  title: "One machine carries most services of its site",
  why: "When it fails, and within years one does, most of what people use is gone together, and what is left has nothing to run on.",
  scope: "fleet",
  scenarios: ["hardware-fault", "node-loss", "nas-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["ceph-conf-host-ip-dead-switch", "vps-nic-renamed-by-display-removal"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const found = singlePoints(view).map(({ device, lost, outOf, guests }) => {
      const needed = lost.filter((role) => forRepair.includes(role));
      const carried = [...view.lossOf(device.id).keys()].filter((id) => view.nodes.get(id)?.kind === "guest");
      return {
        subject: device.name,
        key: device.id,
        title: `Without ${device.name} ${lost.length} of ${outOf.length} services of its site are gone`,
        observed: `without ${device.name}: no ${listed(lost, 8)}; ${counted(guests, "guest")} gone; left: ${listed(outOf.filter((role) => !lost.includes(role)))}`,
        expected: "a second instance of each on another host and another storage",
        cite: citesOf(carried.flatMap((id) => placementCites(view, id))),
        impact: needed.length > 0 ? (4 as const) : (3 as const),
        confidence: "inferred" as const,
        remedy: {
          steps: [
            ...(needed.length > 0 ? [`First what the repair needs (${listed(needed)}): a second instance on another host`] : []),
            `Then the others of ${listed(lost, 8)}, or accept this finding with a date on which you look again`,
          ],
        },
      };
    });
    return settled(view, found, ["guests", "resolver", "routes", "storages", "mounts"]);
  },
  remedy: {
    steps: ["Run a second instance of each service on another host and another storage, or accept the finding until a date"],
    risk: "Two instances are two things to update, and they may disagree: watch both.",
    verify: "npx bulkhead check HOST",
  },
});
