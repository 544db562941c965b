import { expect } from "vitest";
import { since, thisBoot } from "#lib/rules/testing/change-testing.ts";
import { configured, link, networkConfig, pin } from "#lib/rules/testing/network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { nicPciAddressMoved } from "./nic-pci-address-moved.ts";

const mac = "52:54:00:aa:bb:cc";
const card = (name: string, slot: string, over = {}) => link(name, { mac, pciAddress: `0000:00:${slot}.0`, ...over });
const by = (name: string, over = {}) => networkConfig([configured(name, { addresses: ["192.0.2.9/24"], ...over })]);
const was = since({ links: [card("ens3", "03")] });

describeRule(
  nicPciAddressMoved,
  { identity: thisBoot, links: [card("ens2", "02")], networkConfig: by("ens3"), ...was },
  {
    fails: {
      "slot 3 -> 2, and the configuration asks for ens3": [
        {},
        {
          severity: "high",
          subject: "ens2",
          observed: `${mac}: 0000:00:03.0 as ens3 before, 0000:00:02.0 as ens2 now`,
          confidence: "confirmed",
        },
      ],
      "the configuration was not read": [{ networkConfig: undefined }, { severity: "high", confidence: "inferred" }],
      "the name held this time": [{ links: [card("ens3", "02")] }, { severity: "medium", title: "ens3 moved to another PCI address" }],
      "the name alone changed": [{ links: [card("ens4", "03")] }, "high"],
      "the configuration already uses the new name": [{ networkConfig: by("ens2") }, "low"],
      "nothing uses the card": [{ networkConfig: networkConfig([]) }, "low"],
      "a bus number moved under a name pinned by MAC": [
        {
          links: [card("ens3", "02")],
          networkConfig: networkConfig([configured("ens3", { addresses: ["192.0.2.9/24"] })], [pin("ens3", mac)]),
        },
        "info",
      ],
      "pinned by MAC in netplan": [{ links: [card("ens3", "02")], networkConfig: by("uplink", { matchMac: mac.toUpperCase() }) }, "info"],
      "a name that is made from nothing that moves": [
        { links: [card("nic0", "02")], networkConfig: by("nic0"), ...since({ links: [card("nic0", "03")] }) },
        "info",
      ],
      "four cards are one finding": [
        {
          links: [1, 2, 3, 4].map((port) =>
            card(`enp5s0f${port}`, `0${port}`, { mac: `52:54:00:00:00:0${port}`, pciAddress: `0000:05:00.${port}` }),
          ),
          networkConfig: undefined,
          ...since({
            links: [1, 2, 3, 4].map((port) =>
              card(`enp4s0f${port}`, `0${port}`, { mac: `52:54:00:00:00:0${port}`, pciAddress: `0000:04:00.${port}` }),
            ),
          }),
        },
        {
          severity: "high",
          subject: "enp5s0f1, enp5s0f2, enp5s0f3 and enp5s0f4",
          title: expect.stringContaining("enp4s0f1 is enp5s0f1 now"),
        },
      ],
    },
    passes: {
      equal: { links: [card("ens3", "03")] },
      "only the index changed": { links: [card("ens3", "03", { index: 7 })] },
      "a random address of a virtual function matches nothing": { links: [card("ens2", "02", { mac: "0a:00:00:00:00:01" })] },
      "a new card beside the old one": { links: [card("ens3", "03"), card("ens4", "04", { mac: "52:54:00:00:00:99" })] },
    },
    notApplicable: {
      "another machine": since({ links: [card("ens3", "03")] }, { machineId: "m-2" }),
    },
    unknown: { "the cards were not read before": since({}) },
  },
);
