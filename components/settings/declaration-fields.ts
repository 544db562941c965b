import type { DeclarationKind } from "#lib/facts/declared.ts";

/** One field of a form of a kind of declaration; the name is that of the fact. */
export interface DeclarationField {
  name: string;
  label: string;
  type: "text" | "number" | "date" | "choice" | "yes-no";
  required: boolean;
  hint?: string;
  choices?: readonly { value: string; label: string }[];
}

const text = (name: string, label: string, hint?: string): DeclarationField => ({
  name,
  label,
  type: "text",
  required: true,
  ...(hint && { hint }),
});
const date = (name: string, label: string, required = false): DeclarationField => ({ name, label, type: "date", required });
const choice = (name: string, label: string, words: Record<string, string>): DeclarationField => ({
  name,
  label,
  type: "choice",
  required: true,
  choices: Object.entries(words).map(([value, word]) => ({ value, label: word })),
});
const optional = (field: DeclarationField): DeclarationField => ({ ...field, required: false });

export const consoleWords = {
  bmc: "BMC (IPMI, iDRAC, iLO)",
  serial: "serial console",
  "kvm-switch": "KVM over IP",
  "provider-panel": "the provider's panel",
  "on-site-person": "a person on site",
} as const;
export const drillWords = {
  reboot: "a real reboot",
  console: "log in on the console",
  failover: "failover of guests",
  "nas-loss": "loss of the NAS",
  "power-loss": "loss of power",
  "dead-man-switch": "silence of the alert path",
} as const;
export const standsWords = { "own-machine": "a machine of its own", guest: "a guest", "other-site": "another site" } as const;

/** What kinds of declarations there are, in words, and whether one is about a host or about all. */
export const declarationKinds: Record<DeclarationKind, { name: string; why: string; about: "host" | "fleet" | "either" }> = {
  "out-of-band": { name: "Console", why: "A way to the host when its own network is gone.", about: "host" },
  "switch-port": { name: "Switch port", why: "The side of the cable that the host cannot see.", about: "host" },
  "storage-server": { name: "Storage server", why: "Whether the NAS falls together with what needs it.", about: "fleet" },
  "external-probe": { name: "Check from outside", why: "What notices when the whole site is silent.", about: "fleet" },
  "restore-test": { name: "Restore test", why: "A backup that was never restored is a hope.", about: "either" },
  drill: { name: "Drill", why: "What was tried for real, and when.", about: "either" },
  "temporary-change": {
    name: "Temporary change",
    why: "Taken out, masked or bypassed for now, with an owner and an end.",
    about: "either",
  },
};

export const declarationFields: Record<DeclarationKind, readonly DeclarationField[]> = {
  "out-of-band": [
    choice("by", "Console by", consoleWords),
    text("address", "Address", "An address, a URL, or whom to call."),
    optional(text("account", "Account", "The name only, never a password.")),
    { name: "sharesNetworkWithHost", label: "Does the way pass through this host or its guests?", type: "yes-no", required: false },
    date("lastTestedOn", "Last tested on"),
  ],
  "switch-port": [
    text("interface", "Card or bond of the host", "As the host names it: eno1, bond0."),
    text("switch", "Switch"),
    text("port", "Port"),
    { name: "nativeVlan", label: "Native (untagged) VLAN", type: "number", required: false, hint: "Empty: untagged frames are dropped." },
    optional(text("allowedVlans", "Tagged VLANs", "10,20-40")),
  ],
  "storage-server": [
    text("server", "Server", "As fstab or the storage names it."),
    choice("stands", "It is", standsWords),
    optional(text("guest", "Guest", "Its name, where it is one.")),
  ],
  "external-probe": [
    text("target", "What is checked"),
    text("checkedBy", "Checked by", "A service, or a machine elsewhere."),
    date("lastFiredOn", "Last seen to fire on"),
  ],
  "restore-test": [
    text("subject", "What was restored", "VMID or name of a guest, or /etc/pve."),
    date("on", "On", true),
    { name: "worked", label: "Did it work?", type: "yes-no", required: true },
  ],
  drill: [
    choice("drill", "Drill", drillWords),
    date("on", "On", true),
    { name: "worked", label: "Did it work?", type: "yes-no", required: true },
  ],
  "temporary-change": [
    text("what", "What was changed"),
    text("owner", "Owner"),
    date("expiresOn", "To be undone by", true),
    date("undoneOn", "Undone on"),
  ],
};

/** The value of a field as the API takes it: an empty one is null, a choice of yes or no is a boolean. */
export function fieldValue(field: DeclarationField, raw: string): unknown {
  const trimmed = raw.trim();
  if (trimmed === "") return field.required ? "" : null;
  if (field.type === "yes-no") return trimmed === "yes";
  return field.type === "number" ? Number(trimmed) : trimmed;
}

/** A stored value as a field shows it. */
export function fieldText(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || value === undefined ? "" : String(value);
}
