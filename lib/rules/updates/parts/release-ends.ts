import type { Identity } from "#lib/facts/identity.ts";

/** When the table below was last compared with what the distributors say. */
export const releaseTableDate = "2026-11";

/** Last day with free security updates by os-release(5) ID and version; long-term support that needs no contract is counted in. */
const ends: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { "8": "2020-06-30", "9": "2022-06-30", "10": "2024-06-30", "11": "2026-08-31", "12": "2028-06-30", "13": "2030-06-30" },
  ubuntu: {
    "14.04": "2019-04-25",
    "16.04": "2021-04-30",
    "18.04": "2023-05-31",
    "20.04": "2025-05-31",
    "22.04": "2027-04-30",
    "23.10": "2024-07-11",
    "24.04": "2029-04-30",
    "24.10": "2025-07-10",
    "25.04": "2026-01-15",
    "25.10": "2026-07-09",
    "26.04": "2031-04-30",
  },
  rhel: { "6": "2020-11-30", "7": "2024-06-30", "8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31" },
  rocky: { "8": "2029-05-31", "9": "2032-05-31", "10": "2035-05-31" },
  almalinux: { "8": "2029-03-01", "9": "2032-05-31", "10": "2035-05-31" },
  centos: { "6": "2020-11-30", "7": "2024-06-30", "8": "2021-12-31" },
  "centos-stream": { "8": "2024-05-31", "9": "2027-05-31", "10": "2030-01-01" },
  ol: { "7": "2024-12-31", "8": "2029-07-31", "9": "2032-06-30" },
  fedora: { "39": "2024-11-26", "40": "2025-05-13", "41": "2025-12-15", "42": "2026-05-13", "43": "2026-12-02" },
  "opensuse-leap": { "15.4": "2023-12-07", "15.5": "2024-12-31", "15.6": "2026-04-30" },
  proxmox: { "5": "2020-07-31", "6": "2022-09-30", "7": "2024-07-31", "8": "2026-08-31" },
};

/** A release and its last day of security updates; null where the table does not know it. */
export interface ReleaseEnd {
  name: string;
  endsOn: string;
}

/** The release that the host's security updates hang on: Proxmox VE where it is one, else the distribution. */
export function releaseEnd({ os, system, hypervisorVersion }: Identity): ReleaseEnd | null {
  if (system === "proxmox" && hypervisorVersion !== null) {
    const version = hypervisorVersion.split(".")[0] ?? "";
    const endsOn = ends.proxmox?.[version];
    return endsOn === undefined ? null : { name: `Proxmox VE ${version}`, endsOn };
  }
  const id = os.id === "centos" && /stream/i.test(os.name) ? "centos-stream" : os.id;
  const known = Object.hasOwn(ends, id) ? ends[id] : undefined;
  const version = os.versionId ?? "";
  const endsOn = known?.[version] ?? known?.[version.split(".")[0] ?? ""];
  return endsOn === undefined ? null : { name: os.name, endsOn };
}
