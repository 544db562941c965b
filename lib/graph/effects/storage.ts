import type { Effect } from "./effect.ts";

const emergency = "stops in emergency mode";

/** What becomes of mounts and disks that are not as the configuration takes them for. */
export const storageEffects: Readonly<Record<string, readonly Effect[]>> = {
  "storage/fstab-unknown-device": [
    { of: "host", when: ["boot"], becomes: "down", words: emergency, atImpact: 4 },
    { of: "host", when: ["refit"], becomes: "down", words: emergency, atImpact: 4, sureFrom: 1 },
  ],
  "storage/local-fstab-no-nofail": [
    { of: "host", when: ["boot"], becomes: "down", words: `${emergency} because the disk is late`, sureFrom: "never", atImpact: 4 },
    { of: "host", when: ["refit"], becomes: "down", words: `${emergency} without that disk`, sureFrom: 1 },
  ],
  "storage/unstable-device-name": [
    { of: "host", when: ["boot"], becomes: "down", words: "mounts another disk", only: /\(line \d+\)/ },
    { of: "host", when: ["refit"], becomes: "down", words: "mounts another disk", sureFrom: 2, only: /\(line \d+\)/ },
    { of: "guest", when: ["start"], becomes: "down", words: "finds another disk", sureFrom: "never" },
  ],
  "storage/fstab-entry-not-mounted": [
    { of: "absent-mounts", when: ["boot"], becomes: "down", words: "is not mounted now, and fails again", sureFrom: "never" },
  ],
  "storage/mount-not-persistent": [{ of: "mount-by-hand", when: ["boot"], becomes: "down", words: "was mounted by hand, and is gone" }],
  "storage/remote-fs-not-responding": [
    { of: "mounts-of-server", when: ["boot"], becomes: "down", words: "cannot be mounted: its server does not answer now" },
  ],
  "storage/guest-disk-source-missing": [{ of: "guest", when: ["start"], becomes: "down", words: "cannot start" }],
  "storage/pve-storage-inactive": [
    { of: "guests-on-storage", when: ["start"], becomes: "down", words: "cannot start: its storage is not active", only: /^(?!.*% used)/ },
  ],
};
