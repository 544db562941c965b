import { describe, expect, test } from "vitest";
import { type Scenario, scenarios } from "#lib/rules/rule.ts";
import { givenFromSearch } from "./given-search.ts";
import { indexGraph } from "./indexed.ts";
import type { HostPart } from "./part.ts";
import { ReadinessCell } from "./readiness/cell.ts";
import { readinessRows } from "./readiness.ts";
import { rehearse } from "./rehearse.ts";
import { readScenarios } from "./scenarios/read-scenarios.ts";
import { unite } from "./unite.ts";

const seen = Object.fromEntries(scenarios.map((scenario) => [scenario, { sight: "seen", undecided: 0 }])) as HostPart["sight"];

/** The matrix of hosts as the language of scenarios/README.md says them, all of them seen unless said otherwise. */
function matrixOf(text: string, sight: HostPart["sight"] = seen) {
  const [scenario] = readScenarios("test", `A fleet\n${text}`);
  const members = (scenario?.members ?? []).map((member) => ({ ...member, part: { ...member.part, sight } }));
  const graph = unite(members, scenario?.declarations ?? []);
  const rows = [...readinessRows(graph, members)];
  const cell = (host: string, asked: Scenario) =>
    ReadinessCell.parse(rows.find((row) => row.host === host)?.cells.find((one) => one.scenario === asked));
  const said = (host: string, asked: Scenario) => `${cell(host, asked).tone}: ${cell(host, asked).words}`;
  return { graph: indexGraph(graph), rows, cell, said };
}

const alone = `
  host kvm-01 10.0.0.1
    address 10.0.0.1 on br0
    bridge br0 on eno1
    guest web, onboot, on br0`;

describe("a host that nothing is wrong with", () => {
  test("returns and holds, and each cell opens the rehearsal that was played", () => {
    const { cell, said, graph } = matrixOf(alone);
    expect(said("kvm-01", "reboot")).toBe("holds: returns");
    expect(said("kvm-01", "power-loss")).toBe("holds: returns");
    for (const scenario of ["node-loss", "network-change", "hardware-fault", "guest-restart"] as const)
      expect(said("kvm-01", scenario)).toBe("holds: holds");
    expect(cell("kvm-01", "reboot").search).toBe("if=reboot:host:kvm-01");
    expect(cell("kvm-01", "guest-restart").search).toBe("if=restart:guest:kvm-01/web");
    const searches = scenarios.map((scenario) => cell("kvm-01", scenario).search).filter((search) => search !== "");
    expect(searches).toHaveLength(6);
    for (const search of searches) expect(() => rehearse(graph, givenFromSearch(search))).not.toThrow();
  });

  test("has nothing to lose where it uses nothing of others, and no guest", () => {
    const { cell, said } = matrixOf("  host kvm-01");
    for (const scenario of ["nas-loss", "dns-loss", "guest-restart"] as const) {
      expect(said("kvm-01", scenario)).toBe("not-applicable: n/a");
      expect(cell("kvm-01", scenario).search).toBe("");
    }
  });

  test("says nothing where its rules could not be decided", () => {
    const { cell, said } = matrixOf(alone, { ...seen, reboot: { sight: "unseen", undecided: 3 } });
    expect(said("kvm-01", "reboot")).toBe("unknown: unknown");
    expect(cell("kvm-01", "reboot")).toMatchObject({ undecided: 3, search: "" });
    expect(said("kvm-01", "hardware-fault")).toBe("holds: holds");
  });

  test("says nothing where it was never judged, or facts of it were not read", () => {
    expect(matrixOf(alone, {}).said("kvm-01", "reboot")).toBe("unknown: unknown");
    expect(matrixOf(`${alone}\n    guests unread`).said("kvm-01", "reboot")).toBe("unknown: unknown");
  });

  test("says nothing where a member of its cluster could not be read", () => {
    const { said } = matrixOf("  host p1 proxmox\n  host p2 proxmox\n    guests unread\n  host p3 proxmox\n  cluster lab: p1 p2 p3");
    expect(said("p1", "node-loss")).toBe("unknown: unknown");
  });
});

describe("what a cell says", () => {
  test("that the host stays down, before all else", () => {
    const { said } = matrixOf(`${alone}\n    finding storage/fstab-unknown-device on /srv, 3 x 4: UUID=1 in line 6`);
    expect(said("kvm-01", "reboot")).toBe("critical: stays down");
    expect(said("kvm-01", "power-loss")).toBe("critical: stays down");
    expect(said("kvm-01", "node-loss")).toBe("holds: holds");
  });

  test("that the host is cut off, and by what kind of event", () => {
    const { said } = matrixOf(`${alone}\n    finding nic/config-bound-to-unstable-name on eno1, 2 x 4: br0 says eno1`);
    expect(said("kvm-01", "hardware-fault")).toBe("critical: isolated");
    expect(said("kvm-01", "reboot")).toBe("holds: returns");
  });

  test("how many guests stay off", () => {
    const { said } = matrixOf("  host kvm-01\n    guest web, onboot\n    guest db\n    guest mail");
    expect(said("kvm-01", "reboot")).toBe("high: 2 guests off");
    expect(said("kvm-01", "guest-restart")).toBe("holds: holds");
  });

  test("what a host is poorer by", () => {
    const { said } = matrixOf("  host kvm-01\n    finding boot/failed-units on chrony.service, 4 x 3: chrony.service failed");
    expect(said("kvm-01", "reboot")).toBe("medium: unit fails");
  });

  test("that something may be worse than is known", () => {
    const stale = "    finding boot/boot-entries-stale on /boot/efi, 2 x 4: the loader names /dev/sdx";
    const { cell, said } = matrixOf(`${alone}\n${stale}`);
    expect(said("kvm-01", "reboot")).toBe("unknown: may stay down");
    expect(cell("kvm-01", "reboot").search).toBe("if=reboot:host:kvm-01");
    const poorer = matrixOf(`${alone}\n${stale}\n    finding boot/failed-units on x.service, 4 x 3: x.service failed`);
    expect(poorer.said("kvm-01", "reboot")).toBe("unknown: may stay down");
    const worse = matrixOf(`${alone}\n${stale}\n    guest db\n`);
    expect(worse.said("kvm-01", "reboot")).toBe("high: 1 guest off");
  });
});

describe("the loss of storage", () => {
  const nas = (boot: string) => `
  host kvm-01
    resolver 10.0.0.53
    mount /mnt/nas from 10.0.0.70, hard, ${boot}
    guest web, onboot, disk on /mnt/nas
    guest db, onboot, disk on /mnt/nas`;

  test("freezes the guests on it", () => {
    const { cell, said } = matrixOf(nas("nofail"));
    expect(said("kvm-01", "nas-loss")).toBe("high: 2 guests hang");
    expect(cell("kvm-01", "nas-loss").search).toBe("if=lose:storage:10.0.0.70");
  });

  test("keeps from booting who requires it, and the rehearsal reboots too", () => {
    const { cell, said } = matrixOf(nas("required"));
    expect(said("kvm-01", "nas-loss")).toBe("critical: no boot");
    expect(cell("kvm-01", "nas-loss").search).toBe("if=lose:storage:10.0.0.70&if=reboot:host:kvm-01");
    expect(said("kvm-01", "reboot")).toBe("holds: returns");
  });

  test("without guests on it only the mount hangs", () => {
    expect(matrixOf("  host kvm-01\n    mount /mnt/a from 10.0.0.70, hard, nofail").said("kvm-01", "nas-loss")).toBe(
      "medium: 1 mount hangs",
    );
    expect(matrixOf("  host kvm-01\n    mount /mnt/a from 10.0.0.70, soft, nofail").said("kvm-01", "nas-loss")).toBe(
      "medium: 1 mount gone",
    );
  });
});

describe("the loss of DNS", () => {
  test("is no answer by itself: that no name is resolved is given", () => {
    const { cell, said } = matrixOf("  host kvm-01\n    resolver 10.0.0.53 10.0.0.54");
    expect(said("kvm-01", "dns-loss")).toBe("holds: holds");
    expect(cell("kvm-01", "dns-loss").search).toBe("if=lose:dns:10.0.0.53&if=lose:dns:10.0.0.54");
  });

  test("keeps from booting who requires a mount by name", () => {
    const { said } = matrixOf("  host kvm-01\n    resolver 10.0.0.53\n    mount /mnt/nas from nas-01, hard, required");
    expect(said("kvm-01", "dns-loss")).toBe("critical: no boot");
  });

  test("does not blame on DNS what may keep a host down anyway", () => {
    const { said } = matrixOf("  host kvm-01\n    resolver 10.0.0.53\n    finding boot/boot-entries-stale on /boot, 2 x 4: stale");
    expect(said("kvm-01", "dns-loss")).toBe("holds: holds");
  });
});

describe("the loss of a host", () => {
  test("is about others: its own guests are given", () => {
    expect(matrixOf(alone).said("kvm-01", "node-loss")).toBe("holds: holds");
  });

  test("costs a cluster its quorum", () => {
    const { said } = matrixOf("  host p1 proxmox\n  host p2 proxmox\n  cluster lab: p1 p2");
    expect(said("p1", "node-loss")).toBe("critical: no quorum");
    expect(said("p1", "reboot")).toBe("high: no quorum");
  });

  test("takes other hosts along whose only watchdog is the cluster", () => {
    const { said } = matrixOf("  host p1 proxmox\n  host p2 proxmox\n    guest web, onboot\n  cluster lab: p1 p2, HA on p2");
    expect(said("p1", "node-loss")).toBe("critical: no quorum");
  });

  test("costs others DNS, or its margin", () => {
    const dns = "  host kvm-01\n    guest bind, onboot, has 10.0.0.53\n  host kvm-02\n    resolver 10.0.0.53";
    expect(matrixOf(dns).said("kvm-01", "node-loss")).toBe("high: no DNS");
    expect(matrixOf(`${dns} 10.0.0.54`).said("kvm-01", "node-loss")).toBe("medium: 1 DNS");
    expect(matrixOf(dns).said("kvm-02", "node-loss")).toBe("holds: holds");
  });

  test("costs others their way out", () => {
    const { said } = matrixOf("  host kvm-01\n    guest fw, onboot, has 10.0.0.254\n  host kvm-02\n    gateway 10.0.0.254");
    expect(said("kvm-01", "node-loss")).toBe("high: no gateway");
  });

  test("costs others the storage that one of its guests serves", () => {
    const served =
      "  host p1\n    guest nas, onboot, has 10.0.0.70\n  host p2\n    mount /mnt/nas from 10.0.0.70, hard, nofail\n    guest web, onboot, disk on /mnt/nas";
    expect(matrixOf(served).said("p1", "node-loss")).toBe("high: 1 guest hangs");
  });

  test("is not held against HA guests that start elsewhere, only against those that cannot", () => {
    const fleet = (finding: string) => `
  host p1 proxmox
    storage nas at 10.0.0.70
    guest web, onboot, under HA, disk on nas${finding}
  host p2 proxmox
  host p3 proxmox
  cluster lab: p1 p2 p3`;
    expect(matrixOf(fleet("")).said("p1", "node-loss")).toBe("holds: holds");
    const full = matrixOf(fleet("\n    finding guests/failover-does-not-fit on HA guests, 3 x 3: 64 GiB needed"));
    expect(full.said("p1", "node-loss")).toBe("high: 1 guest off");
  });
});

describe("a change of the network", () => {
  test("that is saved is the one that is applied", () => {
    const { cell, said } = matrixOf(`${alone}\n    saved network change`);
    expect(said("kvm-01", "network-change")).toBe("critical: isolated");
    expect(cell("kvm-01", "network-change").search).toBe("if=apply-network:host:kvm-01");
  });

  test("is the repair where host and guests are in different VLANs", () => {
    const { cell, said } = matrixOf(`
  host kvm-02 10.0.0.2
    address 10.0.0.2 on br0
    bridge br0 on eno8, filters, pvid 1, host in 1
    guest web, onboot, on br0 in VLAN 100
    guest db, onboot, on br0 in VLAN 100
    guest old, onboot, on br0 in VLAN 20
    finding bridge/pvid-mismatch-host-guests on br0, 3 x 3: host in VLAN 1, guests in 100`);
    expect(cell("kvm-02", "network-change").search).toBe("if=set-pvid:100:bridge:kvm-02/br0");
    expect(said("kvm-02", "network-change")).toBe("critical: isolated");
  });

  test("brings what is stored and does not run", () => {
    const { said } = matrixOf(`${alone}\n    finding bridge/runtime-config-drift on br0, 3 x 2: VLAN 20 runs and is not stored`);
    expect(said("kvm-01", "network-change")).toBe("medium: network differs");
  });
});

describe("the restart of guests", () => {
  test("is asked of each alone, and those that fail are shown", () => {
    const { cell, said } = matrixOf(`
  host kvm-01
    guest web, onboot
    guest db, onboot
    finding storage/guest-disk-source-missing on db, 3 x 3: vda is /srv/db.qcow2`);
    expect(said("kvm-01", "guest-restart")).toBe("high: 1 guest off");
    expect(cell("kvm-01", "guest-restart").search).toBe("if=restart:guest:kvm-01/db");
  });

  test("of a storage guest does not lose the race that a reboot loses", () => {
    const { said } = matrixOf(`
  host pve1
    storage san at 10.0.0.70
    guests do not wait for storage
    guest nas, onboot, has 10.0.0.70
    guest web, onboot, disk on san`);
    expect(said("pve1", "reboot")).toBe("high: 1 guest off");
    expect(said("pve1", "guest-restart")).toBe("holds: holds");
  });

  test("is that of a host which is a guest itself", () => {
    const { cell, said } = matrixOf(`
  host kvm-01
    guest v1001, onboot, mac 52:54:00:00:00:01, card moves at its next start
  host vps linux
    mac 52:54:00:00:00:01
    card ens3 known by its slot`);
    expect(said("vps", "guest-restart")).toBe("critical: isolated");
    expect(cell("vps", "guest-restart").search).toBe("if=restart:guest:kvm-01/v1001");
    expect(said("kvm-01", "guest-restart")).toBe("high: 1 guest offline");
    expect(said("vps", "reboot")).toBe("holds: returns");
  });

  test("leaves out guests that do not run", () => {
    const { said } = matrixOf("  host kvm-01\n    guest web, stopped\n    finding storage/guest-disk-source-missing on web, 3 x 3: gone");
    expect(said("kvm-01", "guest-restart")).toBe("not-applicable: n/a");
  });
});

test("the matrix is the same in whatever order the hosts come, and each time", () => {
  const [scenario] = readScenarios("test", `A fleet\n${alone}\n  host kvm-02\n    resolver 10.0.0.53\n  host kvm-03`);
  const members = scenario?.members ?? [];
  const rows = [...readinessRows(unite(members), members)];
  expect([...readinessRows(unite(members.toReversed()), members.toReversed())]).toEqual(rows);
  expect(rows.map(({ host }) => host)).toEqual(["kvm-01", "kvm-02", "kvm-03"]);
});
