import { describeDrift } from "#lib/engine/drift/drift-testing.ts";
import { automaticUpdates, packages, service } from "#lib/rules/testing/boot-testing.ts";
import { container, containers } from "#lib/rules/testing/containers-testing.ts";
import { schedule } from "#lib/rules/testing/guest-testing.ts";
import { configuredTime, conntrack, timeSync } from "#lib/rules/testing/host-network-testing.ts";
import { cite, identity } from "#lib/rules/testing/testing.ts";

const failed = (unit: string) => ({ unit, load: "loaded", sub: "failed", description: unit, at: cite("systemctl --failed", unit) });

describeDrift("packages", {
  "QEMU, a kernel and a daemon": [
    { packages: packages("corosync 3.1.9", "proxmox-kernel-6.8 6.8.12-9", "pve-qemu-kvm 9.0") },
    { packages: packages("corosync 3.1.10", "proxmox-kernel-6.8 6.8.12-13", "pve-qemu-kvm 9.2") },
    "package corosync: version 3.1.9 → 3.1.10",
    "package proxmox-kernel-6.8: version 6.8.12-9 → 6.8.12-13 (at the next reboot)",
    "package pve-qemu-kvm: version 9.0 → 9.2 (at the next restart of each guest)",
  ],
  "updates that nobody installed": [
    { packages: packages("corosync 3.1.9") },
    { packages: { ...packages("corosync 3.1.9"), pending: [{ name: "corosync", version: "3.1.9", next: "4", at: cite("apt", "x") }] } },
  ],
  "one is half-installed, one is held": [
    { packages: packages("a 1") },
    { packages: packages("a 1", "iU libnozzle1t64 1.30", "hi libknet1t64 1.28") },
    "half-installed package libnozzle1t64 is new (state iU, version 1.30)",
    "hold on package libknet1t64 is new",
    "package libknet1t64 is new (version 1.28)",
    "package libnozzle1t64 is new (version 1.30)",
  ],
  "updates that reboot the host": [
    { automaticUpdates: automaticUpdates({ reboots: false }) },
    { automaticUpdates: automaticUpdates({ reboots: true, rebootTime: "02:00" }) },
    "automatic updates: reboots by itself no → yes and at none → 02:00",
  ],
  "another release": [
    { identity: identity() },
    { identity: identity({ os: { id: "debian", versionId: "13", name: "Debian GNU/Linux 13" } }) },
    "system: name Debian GNU/Linux 12 → Debian GNU/Linux 13 and version 12 → 13",
  ],
});

describeDrift("services", {
  "one is about to start, one was restarted": [
    { services: [service("a.service"), service("b.service")] },
    { services: [service("a.service", { activeState: "activating", subState: "start" }), service("b.service", { restarts: 3 })] },
  ],
  "one stopped": [
    { services: [service("a.service")] },
    { services: [service("a.service", { activeState: "inactive" })] },
    "service a.service: state active → inactive",
  ],
  "one failed: told once": [
    { services: [service("a.service")], failedUnits: [] },
    { services: [service("a.service", { activeState: "failed", result: "exit-code" })], failedUnits: [failed("a.service")] },
    "unit a.service has failed",
  ],
  "one is well again": [{ failedUnits: [failed("a.service")] }, { failedUnits: [] }, "unit a.service is no longer failed"],
  "one was switched off for the next boot": [
    { services: [service("nfs-client.target")] },
    { services: [service("nfs-client.target", { unitFileState: "disabled" })] },
    "service nfs-client.target: at boot enabled → disabled (at the next reboot)",
  ],
  "a drop-in": [
    { services: [service("libvirtd.service")] },
    { services: [service("libvirtd.service", { requiresMountsFor: ["/mnt/nas"] })] },
    "service libvirtd.service: needs mounts none → /mnt/nas (at the next restart of libvirtd.service)",
  ],
});

describeDrift("the rest of the software", {
  "a timer ran": [
    { schedules: [schedule("0 2 * * *", "/usr/bin/backup", { lastRunAt: "2026-01-01T02:00:00Z" })] },
    { schedules: [schedule("0 2 * * *", "/usr/bin/backup", { lastRunAt: "2026-01-02T02:00:00Z" })] },
  ],
  "a job at another time": [
    { schedules: [schedule("0 2 * * *", "/usr/bin/backup")] },
    { schedules: [schedule("0 4 * * *", "/usr/bin/backup")] },
    "cron job /usr/bin/backup: when 0 2 * * * → 0 4 * * *",
  ],
  "the clock drifts a little": [
    { timeSync: timeSync({ offsetSeconds: 0.001 }) },
    { timeSync: timeSync({ offsetSeconds: 0.002, sources: [] }) },
  ],
  "the clock is let go, another source": [
    { timeSync: timeSync() },
    { timeSync: timeSync({ synchronised: false, configured: [configuredTime("server 10.0.0.1")] }) },
    "clock: synchronised yes → no",
    "time source 10.0.0.1 is new (directive server) (at the next restart of the time daemon)",
    "time source 2.debian.pool.ntp.org is gone (directive pool) (at the next restart of the time daemon)",
  ],
  connections: [{ conntrack: conntrack(100, 65_536) }, { conntrack: conntrack(9000, 65_536) }],
  "room for connections": [
    { conntrack: conntrack(100, 65_536) },
    { conntrack: conntrack(100, 262_144) },
    "connection table: connections at most 65536 → 262144",
  ],
  "a container was made anew": [
    { containers: containers([container("web", { id: "1" })]) },
    { containers: containers([container("web", { id: "2" })]) },
  ],
  "a container's restart policy": [
    { containers: containers([container("web", { restartPolicy: "always" })]) },
    { containers: containers([container("web", { restartPolicy: "no" })]) },
    "container web: restart policy always → no",
  ],
});
