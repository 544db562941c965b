import { defineProbe } from "#collectors/probe.ts";
import { byIdNames, devicesOf, rowsFromJson, rowsFromPairs } from "./parse/block-devices.ts";
import { firstSuccess, succeeded } from "./parse/sections.ts";

const columns = "NAME,KNAME,PKNAME,TYPE,SIZE,FSTYPE,LABEL,UUID,PARTUUID,PARTLABEL,TRAN,ROTA,RM,RO,MODEL,SERIAL,WWN";
/** A failing disk can hold lsblk up where udev knows nothing of its contents. */
const limits = { lane: "slow", timeoutSeconds: 10, optional: true, maximumBytes: 2 * 1024 * 1024 } as const;

/** Disks and what lies on them, by lsblk(8), which asks udev and touches no mounted file system. */
export const blockDevices = defineProbe({
  id: "block-devices",
  fact: "blockDevices",
  systems: ["linux"],
  sources: {
    tree: { exec: ["lsblk", "-J", "-b", "-o", `${columns},MOUNTPOINTS`], ...limits },
    // Before util-linux 2.37 there was one mount point for each device, before 2.27 no JSON.
    single: { exec: ["lsblk", "-J", "-b", "-o", `${columns},MOUNTPOINT`], unless: "tree", ...limits },
    pairs: { exec: ["lsblk", "-P", "-b", "-o", `${columns},MOUNTPOINT`], unless: "single", ...limits },
    byId: { exec: ["ls", "-l", "/dev/disk/by-id"], ...limits },
  },
  parse({ tree, single, pairs, byId }) {
    const answer = firstSuccess([tree, single, pairs], "disks and partitions");
    const rows = answer === pairs ? rowsFromPairs(answer) : rowsFromJson(answer);
    if (rows.length === 0) throw new Error(`${answer.source} names no device`);
    return devicesOf(rows, succeeded(byId) ? byIdNames(byId) : null);
  },
});
