import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import { osdsFromJson, poolsFromJson, statusFromJson } from "./parse/ceph-json.ts";
import { osdsFromText, poolsFromText, statusFromText, withDetails } from "./parse/ceph-text.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

const asked = { root: true, lane: "hourly", timeoutSeconds: 10, maximumBytes: 2 * 1024 * 1024, optional: true } as const;
const ceph = ["ceph", "--connect-timeout", "5"] as const;

/** Ceph's own view of itself, by its monitors. The text forms are for a ceph(8) that refuses the other; each waits at most 5 s for a monitor. */
export const cephCluster = defineProbe({
  id: "ceph",
  fact: "ceph",
  systems: ["linux"],
  sources: {
    shared: { read: "/etc/pve/ceph.conf", root: true, optional: true },
    local: { read: "/etc/ceph/ceph.conf", optional: true },
    status: { exec: [...ceph, "-s", "-f", "json"], ...asked },
    statusText: { exec: [...ceph, "-s"], unless: "status", ...asked },
    detail: { exec: [...ceph, "health", "detail"], ...asked },
    tree: { exec: [...ceph, "osd", "df", "tree", "-f", "json"], ...asked },
    treeText: { exec: [...ceph, "osd", "tree"], unless: "tree", ...asked },
    pools: { exec: [...ceph, "osd", "pool", "ls", "detail", "-f", "json"], ...asked },
    poolsText: { exec: [...ceph, "osd", "pool", "ls", "detail"], unless: "pools", ...asked },
  },
  parse({ shared, local, status, statusText, detail, tree, treeText, pools, poolsText }) {
    if (!fileOrNull(shared, "ceph.conf") && !fileOrNull(local, "ceph.conf")) throw new NotApplicable("this host has no ceph.conf");
    if (isMissing(status) && isMissing(statusText)) throw new NotApplicable("this host does not administer Ceph: it has no ceph command");
    if (/keyring|ObjectNotFound|no such file/i.test(status.errorText)) throw new NotApplicable("this host has no key to administer Ceph");
    if (/timed out|errno 110/i.test(status.errorText)) throw new NotReadable("unreachable", `no monitor answers: ${status.errorText}`);
    if (!succeeded(status) && !succeeded(statusText)) throw notReadable([status, statusText], "Ceph");
    const told = succeeded(status) ? statusFromJson(status) : statusFromText(statusText);
    return {
      ...told,
      checks: succeeded(detail) ? withDetails(told.checks, detail) : told.checks,
      osds: succeeded(tree) ? osdsFromJson(tree) : succeeded(treeText) ? osdsFromText(treeText) : null,
      pools: succeeded(pools) ? poolsFromJson(pools) : succeeded(poolsText) ? poolsFromText(poolsText) : null,
    };
  },
});
