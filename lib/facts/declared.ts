import { z } from "zod";

/** When a declared fact counts as stale, in days: people forget to say that a cable has moved. */
export const staleAfterDays = 180;

const common = {
  id: z.string(),
  /** Name of the host it is about; null for the whole fleet. */
  host: z.string().nullable(),
  note: z.string().nullable(),
  declaredBy: z.string(),
  declaredAt: z.iso.datetime(),
};
const day = z.iso.date();

/**
 * Something that no host can tell and a person said: who and when is always known. Kinds: a way to the console without the host's network
 * (`out-of-band`), the switch side of a port, where a storage server stands, a check from outside the site, a restore test, a drill, and
 * a temporary change with an owner and an end.
 */
export const Declaration = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("out-of-band"),
    ...common,
    by: z.enum(["bmc", "serial", "kvm-switch", "provider-panel", "on-site-person"]),
    /** Address or URL of the console, or how to reach the person. */
    address: z.string(),
    /** Account name; never a password. */
    account: z.string().nullable(),
    /** Whether the way to it passes through this host, its guests or its VLAN. */
    sharesNetworkWithHost: z.boolean().nullable(),
    lastTestedOn: day.nullable(),
  }),
  z.object({
    kind: z.literal("switch-port"),
    ...common,
    /** Card or bond of the host that hangs on it. */
    interface: z.string(),
    switch: z.string(),
    port: z.string(),
    /** Untagged VLAN of the switch port; null where untagged frames are dropped. */
    nativeVlan: z.number().int().min(1).max(4094).nullable(),
    /** Tagged VLANs as "10,20-40"; null where it was not said. */
    allowedVlans: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("storage-server"),
    ...common,
    /** As fstab or storage.cfg name it: a name or an address. */
    server: z.string(),
    stands: z.enum(["own-machine", "guest", "other-site"]),
    /** The guest that it is, where it is one. */
    guest: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("external-probe"),
    ...common,
    /** What is checked from outside. */
    target: z.string(),
    /** Service that checks it: "UptimeRobot", "healthchecks.io", a VPS. */
    checkedBy: z.string(),
    lastFiredOn: day.nullable(),
  }),
  z.object({
    kind: z.literal("restore-test"),
    ...common,
    /** VMID or name of a guest, or "/etc/pve". */
    subject: z.string(),
    on: day,
    worked: z.boolean(),
  }),
  z.object({
    kind: z.literal("drill"),
    ...common,
    drill: z.enum(["reboot", "console", "failover", "nas-loss", "power-loss", "dead-man-switch"]),
    on: day,
    worked: z.boolean(),
  }),
  z.object({
    kind: z.literal("temporary-change"),
    ...common,
    /** "ISE-01 taken out of the RADIUS group". */
    what: z.string(),
    owner: z.string(),
    expiresOn: day,
    /** When it was undone; null while it is in place. */
    undoneOn: day.nullable(),
  }),
]);
export type Declaration = z.infer<typeof Declaration>;
export type DeclarationKind = Declaration["kind"];

/** What people said about one host, and about the fleet as a whole; [] is an answer: nobody said anything. */
export const Declarations = z.array(Declaration);
export type Declarations = z.infer<typeof Declarations>;
