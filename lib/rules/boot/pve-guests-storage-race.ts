import type { Guest } from "#lib/facts/guests.ts";
import type { Service } from "#lib/facts/services.ts";
import type { Storage } from "#lib/facts/storages.ts";
import { defineRule, NotApplicable, Undecidable } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { isHaManaged } from "#lib/rules/shared/guest-start.ts";
import { isRemote, waits } from "#lib/rules/shared/pve-guests-wait.ts";
import { counted, groupBy, listed, maximumCites } from "#lib/rules/shared/wording.ts";

export const pveGuestsStorageRace = defineRule({
  id: "boot/pve-guests-storage-race",
  title: "Guests start with the host from storage that may come up later, and nothing waits for it",
  why: "After a power cut the node is up before its storage server. Proxmox tries each guest once, logs the failure and goes on: the guests stay off until a person starts them.",
  scope: "host",
  scenarios: ["power-loss", "reboot", "nas-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["https://pve.proxmox.com/pve-docs/pve-admin-guide.html#qm_startup_and_shutdown", "pvenode(1)"],
  needs: ["identity", "guests", "storages"],
  wants: ["services", "bootState"],
  check({ identity, guests, storages, services, bootState }) {
    if (identity.system !== "proxmox") throw new NotApplicable("no Proxmox node");
    const remote = new Map(storages.filter(isRemote).map((storage) => [storage.id, storage]));
    // HA tries again until a guest runs.
    const starting = guests.filter((guest) => guest.onboot && !guest.template && !isHaManaged(guest));
    const uses = starting.flatMap((guest) =>
      [...new Set(guest.disks.map((disk) => disk.storage))].flatMap((id) => {
        const storage = remote.get(id ?? "");
        return storage ? [{ guest, storage }] : [];
      }),
    );
    if (uses.length === 0) return [];
    if (services === undefined) throw new Undecidable("the units of this host could not be read");
    const unit = services.find((service) => service.unit === "pve-guests.service");
    if ((bootState?.startDelaySeconds ?? 0) > 0) return [];
    if (unit && waits(unit)) return unit.timeoutStart === null || unit.timeoutStart === "infinity" ? [] : [cutShort(unit)];
    return [...groupBy(uses, ({ storage }) => storage.id).values()].map((group) => observe(group, unit));
  },
  remedy: {
    steps: [
      "Write a script that asks the storage server every 2 s for at most 300 s, takes a refused login (401, 403) as ready and an error 5xx as not",
      "Run it before the guests: `systemctl edit pve-guests.service`, with `ExecStartPre=/usr/local/bin/wait-storage` and `TimeoutStartSec=infinity`",
      "Or hold all guests back for a fixed time: `pvenode config set --startall-onboot-delay 180`",
    ],
    risk: "A wait without an end keeps every guest off, also those on local disks. Only a real reboot shows that it works.",
    verify: "systemctl show pve-guests.service -p DropInPaths,ExecStartPre,TimeoutStartUSec",
  },
});

function observe(uses: readonly { guest: Guest; storage: Storage }[], unit: Service | undefined) {
  const [{ storage } = { storage: undefined }] = uses;
  const server = storage?.server ?? storage?.id ?? "";
  const names = uses.map(({ guest }) => guestLabel(guest));
  return {
    subject: storage?.id ?? "",
    title: `${counted(uses.length, "guest")} ${uses.length === 1 ? "starts" : "start"} with the host from ${storage?.id}, and nothing waits for ${server}`,
    observed: `onboot on ${storage?.id} (${storage?.type}, API or export of ${server}): ${listed(names, 8)}; pve-guests.service has no drop-in that waits, and no startall-onboot-delay is set`,
    expected: `pve-guests.service waits for ${server}, within a limit`,
    cite: [...(storage ? [storage.at] : []), ...(unit ? [unit.at] : []), ...uses.map(({ guest }) => guest.onbootAt)].slice(0, maximumCites),
  };
}

/** A wait that systemd may end: then no guest starts at all. */
function cutShort(unit: Service) {
  return {
    subject: unit.unit,
    key: "timeout",
    title: `The wait before the guests may end their start: systemd gives pve-guests.service ${unit.timeoutStart}`,
    observed: `ExecStartPre=${unit.execStartPre?.split("\n")[0] ?? "a unit before it"}; TimeoutStartSec=${unit.timeoutStart}`,
    expected: "TimeoutStartSec=infinity, or more than the wait and the start of all guests together",
    cite: [unit.at],
    likelihood: 1 as const,
    confidence: "inferred" as const,
  };
}
