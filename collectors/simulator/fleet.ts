import type { Call } from "#collectors/script.ts";
import type { Recording } from "./recording.ts";
import { loadRecording, recordingsFolder } from "./recording.ts";
import { renamed } from "./variant.ts";

/** A host of a simulated fleet: the name it goes by in an inventory, and the recording it answers from. */
export interface FleetHost {
  name: string;
  recording: Recording;
}

/**
 * The demo fleet: the machines of the five source incidents before their outage, and two sound ones. The order is that of their ports.
 * pve and pve2 are both as recorded on one evening of the week after pve had reset itself, before anyone repaired its quorum device:
 * the two agree on what each of them sees, and the next reboot of either is the outage. (src-pve, from before that reset, does not agree
 * with src-pve2.)
 */
export const demoRecordings: readonly (readonly [name: string, recording: string])[] = [
  ["kvm-01", "src-kvm-01"],
  ["kvm-02", "src-kvm-02"],
  ["k8s-cp-01", "src-k8s-cp-01"],
  ["pve", "src-pve-week-later"],
  ["pve2", "src-pve2"],
  ["r730", "src-r730"],
  ["vps", "src-vps"],
  ["sea-kvm07", "src-vps-hypervisor"],
  ["garnet2", "pve8-3node-two-links"],
  ["tarpon", "rocky9-kvm-nfs-automount"],
];

/** The first of the consecutive ports that the demo fleet listens on. */
export const demoFirstPort = 22_201;

/** The demo fleet with its recordings read. */
export function demoFleet(folder = recordingsFolder): FleetHost[] {
  return demoRecordings.map(([name, recording]) => ({ name, recording: loadRecording(recording, folder) }));
}

/**
 * Waits of the demo, so that a visit can be watched and still ends within a few seconds: a file comes at once, a tool has to start, and
 * what has a lane of its own is slower. The same call takes the same time everywhere.
 */
export function demoLatency({ id, kind, lane }: Call): number {
  const share = (Number.parseInt(id.slice(-2), 16) % 16) / 16;
  if (lane !== "fast") return (30 + share * 90) * (lane === "slow" ? 1 : 2);
  return kind === "exec" || kind === "each" ? 20 + share * 60 : 2;
}

/** As many hosts as asked for, made of the demo fleet's machines in turn, each with a name and ids of its own: for measurements. */
export function largeFleet(count: number, folder = recordingsFolder): FleetHost[] {
  const originals = demoFleet(folder);
  return Array.from({ length: count }, (_, index) => {
    const original = originals[index % originals.length];
    if (original === undefined) throw new Error("the demo fleet is empty");
    const name = `${original.name}-${String(index).padStart(4, "0")}`;
    return { name, recording: renamed(original.recording, name) };
  });
}
