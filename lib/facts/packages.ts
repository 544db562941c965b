import { z } from "zod";
import { Cite } from "./cite.ts";

const Package = z.object({ name: z.string(), version: z.string(), at: Cite });

/** What is installed, as far as rules ask: the parts of a hypervisor, and what is not whole (dpkg-query(1), rpm(8), `pveversion -v`). */
export const Packages = z.object({
  manager: z.enum(["dpkg", "rpm"]),
  /** Kernel helpers, cluster, libvirt, QEMU, storage and systemd: one version each. */
  parts: z.array(Package),
  /** Neither whole nor gone: dpkg's state ("iU", "iF", "iH" …), or "doubled" where rpm knows two versions of one package. */
  broken: z.array(z.object({ name: z.string(), version: z.string(), state: z.string(), at: Cite })),
  /** Packages that someone holds back. */
  held: z.array(Package),
  /** Updates of such parts that the package lists on the host know and nobody installed; null where they were not told (rpm). */
  pending: z.array(z.object({ name: z.string(), version: z.string(), next: z.string(), at: Cite })).nullable(),
  /** Where packages come from. */
  origins: z.array(z.object({ uri: z.string(), suite: z.string().nullable(), at: Cite })),
});
export type Packages = z.infer<typeof Packages>;

/** What updates the host by itself: apt.conf(5) for unattended-upgrades, automatic.conf for dnf-automatic. */
export const AutomaticUpdates = z.object({
  by: z.enum(["unattended-upgrades", "dnf-automatic"]),
  /** Whether it installs anything at all; null where that is not said. */
  installs: z.boolean().nullable(),
  installsAt: Cite.nullable(),
  /** Whether it reboots the host on its own. */
  reboots: z.boolean(),
  rebootsAt: Cite.nullable(),
  /** Time of day of that reboot: "now", "02:00"; null where it is not set. */
  rebootTime: z.string().nullable(),
  /** Patterns of packages that it leaves alone. */
  leavesAlone: z.array(z.string()),
});
export type AutomaticUpdates = z.infer<typeof AutomaticUpdates>;
