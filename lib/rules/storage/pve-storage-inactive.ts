import type { StorageState } from "#lib/facts/storage-status.ts";
import { defineRule, type Level } from "#lib/rules/rule.ts";
import { guestLabel } from "#lib/rules/shared/guest-disks.ts";
import { overPercent } from "#lib/rules/shared/sizes.ts";
import { listed, shellWord } from "#lib/rules/shared/wording.ts";

const fullPercent = 95;
/** Their fullness is told by the host's own tools, of which other rules know more. */
const localTypes = new Set(["dir", "btrfs", "lvm", "lvmthin", "zfspool"]);

export const pveStorageInactive = defineRule({
  id: "storage/pve-storage-inactive",
  title: "A Proxmox storage that guests or backups need is not active, or full",
  why: "A guest that runs keeps its disk open and shows nothing; its next start, a migration and every backup there fail.",
  scope: "host",
  scenarios: ["guest-restart", "reboot", "power-loss"],
  likelihood: 4,
  impact: 3,
  references: ["pvesm(1)", "https://pve.proxmox.com/wiki/Storage"],
  needs: ["storageStatus", "storages"],
  wants: ["guests"],
  check({ storageStatus, storages, guests }) {
    const declared = new Map(storages.filter(({ platform }) => platform === "proxmox").map((storage) => [storage.id, storage]));
    return storageStatus
      .filter((state) => isInactive(state) || isFull(state))
      .flatMap((state) => {
        const storage = declared.get(state.id);
        // Switched off since pvesm was asked, an hour ago at most.
        if (storage?.enabled === false) return [];
        const users = (guests ?? []).filter((guest) => guest.disks.some((disk) => disk.storage === state.id && disk.media === "disk"));
        const isForGuests = guests === undefined && storage?.content.some((kind) => kind === "images" || kind === "rootdir");
        const server = storage?.server ? `, server ${storage.server}` : "";
        const use = overPercent(state.usePercent ?? 0);
        return [
          {
            subject: state.id,
            title: isInactive(state)
              ? `Storage ${state.id} is ${state.status}${users.length > 0 ? `, and ${listed(users.map(guestLabel))} cannot start from it` : ""}`
              : `Storage ${state.id} is ${use === "100 %" ? "full" : `nearly full: ${use} used`}`,
            observed: `${state.type} ${state.id}: ${isInactive(state) ? state.status : `${use} used`}${server}; ${users.length > 0 ? `disks of ${listed(users.map(guestLabel))}` : `for ${listed(storage?.content ?? [])}`}`,
            expected: isInactive(state) ? "active, or disabled where nobody needs it" : `less than ${fullPercent} %`,
            cite: [state.at, ...(storage ? [storage.at] : []), ...users.slice(0, 8).map(({ at }) => at)],
            impact: (users.length > 0 || isForGuests ? 3 : 2) as Level,
            remedy: isInactive(state) ? remedyFor(state, storage?.server ?? null) : {},
          },
        ];
      });
  },
  remedy: {
    steps: [
      "Find out why: network, export, path, credentials: `journalctl -u pvestatd --since -1h`",
      "Free space, or move disks to another storage",
    ],
    risk: "`pvesm set <storage> --disable 1` silences a storage that is gone for good; guests with disks there cannot start then either.",
    verify: "pvesm status",
  },
});

function isInactive({ status }: StorageState): boolean {
  return status !== "active" && status !== "disabled";
}

function isFull({ type, status, usePercent }: StorageState): boolean {
  return status === "active" && !localTypes.has(type) && (usePercent ?? 0) >= fullPercent;
}

function remedyFor({ id, type }: StorageState, server: string | null) {
  const name = shellWord(id);
  const asked =
    server === null
      ? []
      : [`Does ${server} answer: \`ping -c 3 ${shellWord(server)}\`${type === "nfs" ? `, \`showmount -e ${shellWord(server)}\`` : ""}`];
  const steps = ["`journalctl -u pvestatd --since -1h`", ...asked, `Where nobody needs it any more: \`pvesm set ${name} --disable 1\``];
  return { steps, verify: `pvesm status --storage ${name}` };
}
