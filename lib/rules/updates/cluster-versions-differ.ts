import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { major } from "#lib/rules/shared/versions.ts";
import { listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { differingParts, type Member, type PartVersions } from "./parts/version-matrix.ts";

export const clusterVersionsDiffer = defineRule({
  id: "updates/cluster-versions-differ",
  title: "Members of one cluster run different releases",
  why: "Guests move from old to new and often not back, and corosync or Ceph of two releases is a state that nobody tests. The day a node dies is the day that it matters.",
  scope: "cluster",
  scenarios: ["node-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["docker-unless-stopped-upgrade", "partial-upgrade-corosync", "quorum-lost-lxc-blocked"],
  references: ["https://pve.proxmox.com/wiki/Upgrade_from_8_to_9"],
  needs: ["identity", "peers"],
  wants: ["packages"],
  check({ identity, packages, peers }) {
    const others = peers.map(
      ({ name, readings }): Member => ({
        name,
        identity: readings.identity?.status === "ok" ? readings.identity.value : undefined,
        packages: readings.packages?.status === "ok" ? readings.packages.value : undefined,
      }),
    );
    const known = others.filter((member) => member.identity !== undefined || member.packages !== undefined);
    if (known.length === 0) throw new NotApplicable("no other member of a cluster was read");
    const differing = differingParts([{ name: identity.hostname, identity, packages }, ...known]);
    if (differing.length === 0) return [];
    const isMajor = differing.some(({ versions }) => new Set(versions.map(({ version }) => major(version))).size > 1);
    return [
      {
        subject: listed(differing.map(({ part }) => part)),
        key: "versions",
        title: `${listed(differing.map(({ part }) => part))} ${differing.length === 1 ? "differs" : "differ"} between the members of the cluster`,
        observed: differing.map(rowOf).join("; "),
        expected: "one release of each part on all members, patches aside",
        cite: differing.flatMap(citesOf).slice(0, maximumCites),
        ...(isMajor ? { impact: 3 as const } : {}),
      },
    ];
  },
  remedy: {
    steps: ["Finish the update on the older members, one after the other, with their guests moved away"],
    risk: "A guest that was moved to a newer QEMU may not move back while it runs.",
    verify: "pveversion -v || virsh version",
  },
});

function rowOf({ part, versions }: PartVersions): string {
  return `${part} ${versions.map(({ member, version }) => `${version} on ${member}`).join(", ")}`;
}

function citesOf({ part, versions }: PartVersions) {
  return versions.map(({ member, version }) => ({ source: `packages of ${member}`, line: 1, text: `${part} ${version}` }));
}
