import { expect } from "vitest";
import { declared } from "#lib/rules/testing/context-testing.ts";
import { fleetOf, onShare, onStorage, partGuest, partMount, partStorage } from "#lib/rules/testing/fleet-graph-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { storageGuestMountedByOwnHost as rule } from "./storage-guest-mounted-by-own-host.ts";

const nas = partGuest("truenas", { id: "100", addresses: ["10.0.0.5"] });
const web = partGuest("web", { id: "101", ...onStorage("nas-iscsi") });
const waits = (waitsForStorage: boolean) => ({ guestStart: { waitsForStorage, isOnce: true, at: null } });
const storages = [partStorage("nas-iscsi", "10.0.0.5")];
const share = partMount("10.0.0.5", "/mnt/nas");
const said = declared({ kind: "storage-server", server: "10.0.0.5", stands: "own-machine", guest: null });

describeRule(
  rule,
  { graph: fleetOf({ pve: { system: "proxmox", storages, guests: [nas, web], ...waits(false) } }) },
  {
    fails: {
      "other guests have their disks on it": [
        {},
        { severity: "critical", subject: "truenas", observed: expect.stringContaining("disks of 1 guest lie on it: web") },
      ],
      "a hard mount that the boot requires": [{ graph: fleetOf({ pve: { mounts: [share], guests: [nas] } }) }, { severity: "high" }],
      "a hard mount with other guests on it": [
        { graph: fleetOf({ pve: { mounts: [share], guests: [nas, partGuest("db", onShare("/mnt/nas"))] } }) },
        { severity: "critical", observed: expect.stringContaining("pve mounts /mnt/nas from it") },
      ],
      "nofail and automount, and no other guest on it: low": [
        { graph: fleetOf({ pve: { mounts: [{ ...share, atBoot: "optional" }], guests: [nas] } }) },
        "low",
      ],
    },
    passes: {
      "a NAS of its own": { graph: fleetOf({ pve: { storages, guests: [web], ...waits(false) } }) },
      "a person said that it is a machine of its own": {
        graph: fleetOf({ pve: { storages, guests: [nas, web], ...waits(false) } }, [said]),
      },
      "the others wait for its storage": { graph: fleetOf({ pve: { storages, guests: [nas, web], ...waits(true) } }) },
      "a guest of another host serves it": {
        graph: fleetOf({ pve: { storages, guests: [web], ...waits(false) }, pve2: { guests: [nas] } }),
      },
    },
    unknown: { "guests that were not read": { graph: fleetOf({ pve: { unread: ["guests"] } }) } },
    notApplicable: { "no host at all": { graph: fleetOf({}) } },
  },
);
