import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

/** Devices that hypervisors make come without a bus; a card of the host is none of a guest's. */
const counters = [
  ...["find", "/sys/devices/virtual/net", "-mindepth", "3", "-maxdepth", "3", "-name", "rx_packets"],
  ...["-exec", "grep", "-sH", "", "{}", "+"],
] as const;

/** What each virtual network device has received: one line a device, files of the kernel alone. */
export const guestTraffic = defineProbe({
  id: "guest-traffic",
  fact: "guestTraffic",
  systems: ["proxmox", "libvirt"],
  sources: { counters: { exec: counters, optional: true } },
  parse({ counters: section }) {
    if (isMissing(section)) throw new NotApplicable("without find(1) the counters of virtual devices cannot be listed");
    // A device that goes away meanwhile makes find fail, though all others are there.
    if (!succeeded(section) && section.text === "") throw notReadable([section], "counters of virtual devices");
    const lines = linesOf(section.text);
    return lines.flatMap((line, index) => {
      const [, device, packets] = /^\/sys\/devices\/virtual\/net\/([^/]{1,64})\/statistics\/rx_packets:(\d{1,15})$/.exec(line) ?? [];
      return device === undefined ? [] : [{ device, receivedPackets: Number(packets), at: citeLine(section.source, lines, index) }];
    });
  },
});
