import { z } from "zod";

/** When a declared fact counts as stale, in days: people forget to say that a cable has moved. */
export const staleAfterDays = 180;

const day = z.iso.date("A day as YYYY-MM-DD");
const words = (maximum: number) => z.string().trim().min(1, "Must not be empty").max(maximum, `At most ${maximum} characters`);
const vid = z.number().int().min(1).max(4094);

/** A way to the console without the host's own network. */
const outOfBand = {
  kind: z.literal("out-of-band"),
  by: z.enum(["bmc", "serial", "kvm-switch", "provider-panel", "on-site-person"]),
  /** Address or URL of the console, or how to reach the person. */
  address: words(300),
  /** Account name; never a password. */
  account: words(100).nullable().default(null),
  /** Whether the way to it passes through this host, its guests or its VLAN. */
  sharesNetworkWithHost: z.boolean().nullable().default(null),
  lastTestedOn: day.nullable().default(null),
};
/** The switch side of a port. */
const switchPort = {
  kind: z.literal("switch-port"),
  /** Card or bond of the host that hangs on it. */
  interface: words(32),
  switch: words(100),
  port: words(100),
  /** Untagged VLAN of the switch port; null where untagged frames are dropped. */
  nativeVlan: vid.nullable().default(null),
  /** Tagged VLANs as "10,20-40"; null where it was not said. */
  allowedVlans: z
    .string()
    .regex(/^\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*$/, "VLANs as 10,20-40")
    .max(2000)
    .nullable()
    .default(null),
};
/** Where a storage server stands. */
const storageServer = {
  kind: z.literal("storage-server"),
  /** As fstab or storage.cfg name it: a name or an address. */
  server: words(253),
  stands: z.enum(["own-machine", "guest", "other-site"]),
  /** The guest that it is, where it is one. */
  guest: words(100).nullable().default(null),
};
/** A check of the site from outside. */
const externalProbe = {
  kind: z.literal("external-probe"),
  /** What is checked from outside. */
  target: words(300),
  /** Who checks it: a service, a machine elsewhere. */
  checkedBy: words(200),
  lastFiredOn: day.nullable().default(null),
};
const restoreTest = {
  kind: z.literal("restore-test"),
  /** VMID or name of a guest, or "/etc/pve". */
  subject: words(100),
  on: day,
  worked: z.boolean(),
};
const drill = {
  kind: z.literal("drill"),
  drill: z.enum(["reboot", "console", "failover", "nas-loss", "power-loss", "dead-man-switch"]),
  on: day,
  worked: z.boolean(),
};
/** Something that was taken out, bypassed or masked for now. */
const temporaryChange = {
  kind: z.literal("temporary-change"),
  what: words(300),
  owner: words(100),
  expiresOn: day,
  /** When it was undone; null while it is in place. */
  undoneOn: day.nullable().default(null),
};

const said = {
  id: z.string(),
  /** Name of the host it is about; null for the whole fleet. */
  host: z.string().nullable(),
  note: z.string().nullable(),
  declaredBy: z.string(),
  declaredAt: z.iso.datetime(),
};

/** Something that no host can tell and a person said: who and when is always known. */
export const Declaration = z.discriminatedUnion("kind", [
  z.object({ ...outOfBand, ...said }),
  z.object({ ...switchPort, ...said }),
  z.object({ ...storageServer, ...said }),
  z.object({ ...externalProbe, ...said }),
  z.object({ ...restoreTest, ...said }),
  z.object({ ...drill, ...said }),
  z.object({ ...temporaryChange, ...said }),
]);
export type Declaration = z.infer<typeof Declaration>;
export type DeclarationKind = Declaration["kind"];

const about = { hostId: z.uuid().nullable().default(null), note: z.string().trim().max(1000).nullable().default(null) };

/** What a form or the API sends to declare something; hostId null = about the fleet. */
export const DeclarationInput = z.discriminatedUnion("kind", [
  z.strictObject({ ...outOfBand, ...about }),
  z.strictObject({ ...switchPort, ...about }),
  z.strictObject({ ...storageServer, ...about }),
  z.strictObject({ ...externalProbe, ...about }),
  z.strictObject({ ...restoreTest, ...about }),
  z.strictObject({ ...drill, ...about }),
  z.strictObject({ ...temporaryChange, ...about }),
]);
export type DeclarationInput = z.infer<typeof DeclarationInput>;

/** What people said about one host, and about the fleet as a whole; [] is an answer: nobody said anything. */
export const Declarations = z.array(Declaration);
export type Declarations = z.infer<typeof Declarations>;
