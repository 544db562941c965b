import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import type { BmcNetwork } from "#lib/facts/bmc-network.ts";
import { type Cite, citeLine } from "#lib/facts/cite.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

/** DMI type 38 is the interface of a management controller (SMBIOS). */
const bmcEntry = /^38-\d+$/m;
/** A line of the answer is short; a longer one is none. */
const maximumLine = 400;

/** Where the management controller answers. It is slow, so it is asked a few times a day. */
export const bmcNetwork = defineProbe({
  id: "bmc-network",
  fact: "bmcNetwork",
  systems: ["linux"],
  sources: {
    lan: { exec: ["ipmitool", "lan", "print", "1"], root: true, lane: "sixHourly", timeoutSeconds: 20, optional: true },
    dmi: { exec: ["ls", "-1", "/sys/firmware/dmi/entries"], lane: "sixHourly", optional: true },
  },
  parse({ lan, dmi }) {
    if (succeeded(lan)) return networkOf(lan);
    const listed = succeeded(dmi) && dmi.text.trim() !== "";
    if (listed && !bmcEntry.test(dmi.text)) return none(dmi);
    if (/could not open device/i.test(lan.errorText) && !listed) throw new NotApplicable("there is no device of a management controller");
    if (isMissing(lan) && !listed)
      throw new NotApplicable("ipmitool is not installed, and the firmware does not say whether there is a controller");
    if (/invalid channel|get channel info command failed/i.test(lan.errorText))
      throw new NotReadable("unreachable", "the management controller has no network on its first channel");
    throw notReadable([lan], "network of the management controller");
  },
});

function networkOf(section: Section): BmcNetwork {
  const lines = linesOf(section.text);
  const found = new Map<string, { value: string; at: Cite }>();
  for (const [index, line] of lines.entries()) {
    const colon = line.indexOf(":");
    if (colon < 1 || line.length > maximumLine) continue;
    const key = line.slice(0, colon).trim();
    if (!found.has(key)) found.set(key, { value: line.slice(colon + 1).trim(), at: citeLine(section.source, lines, index) });
  }
  const address = found.get("IP Address");
  if (!address) throw new Error(`${section.source} tells no address`);
  const value = (key: string) => found.get(key)?.value || null;
  const vlan = value("802.1q VLAN ID") ?? "";
  return {
    controller: "present",
    address: realAddress(address.value),
    prefixLength: prefixOf(value("Subnet Mask") ?? ""),
    gateway: realAddress(value("Default Gateway IP") ?? ""),
    mac: value("MAC Address"),
    addressSource: value("IP Address Source"),
    vlan: /^\d{1,4}$/.test(vlan) ? Number(vlan) : null,
    at: address.at,
  };
}

function none(dmi: Section): BmcNetwork {
  const unset = { address: null, prefixLength: null, gateway: null, mac: null, addressSource: null, vlan: null };
  return { controller: "none", ...unset, at: citeLine(dmi.source, linesOf(dmi.text), 0) };
}

function realAddress(text: string): string | null {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text !== "0.0.0.0" ? text : null;
}

/** "255.255.255.0" is 24. */
function prefixOf(mask: string): number | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(mask)) return null;
  const bits = mask
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
  return /^1*0*$/.test(bits) && bits.length === 32 ? bits.replaceAll("0", "").length : null;
}
