import { describe, expect, it } from "vitest";
import { meaningOf, parseCommand } from "./command.ts";
import { readFiles } from "./files.ts";
import { loadRecording, recordingNames } from "./recording.ts";
import { runCommand } from "./replay.ts";

const hosts = new Map(recordingNames().map((name) => [name, loadRecording(name)]));

function host(name: string) {
  const recording = hosts.get(name);
  if (recording === undefined) throw new Error(`no recording ${name}`);
  return recording;
}

const run = (name: string, line: string) => runCommand(host(name), line.split(" "));
const out = (name: string, line: string) => run(name, line).stdout;
const file = (name: string, path: string) => readFiles(host(name), path).map(({ text }) => text);

describe("network", () => {
  it("has JSON where JSON was recorded, and no text form", () => {
    expect(JSON.parse(out("src-kvm-01", "ip -j -d link show"))[1].parentdev).toBe("0000:04:00.0");
    expect(run("src-kvm-01", "ip -d link").exitStatus).toBe(127);
  });

  it("gives the routes of both families for all tables", () => {
    const families = JSON.parse(out("src-vps", "ip -j route show table all")).map((route: { dst: string }) => route.dst.includes(":"));
    expect(new Set(families)).toEqual(new Set([true, false]));
  });

  it.each([
    ["new", (vlans: unknown) => [{ ifname: "p", vlans }]],
    ["old, keyed by port", (vlans: unknown) => ({ p: vlans, q: null })],
  ])("folds VLAN ranges where only the long form was recorded: the %s dialect", (_, dialect) => {
    const long = dialect([{ vlan: 1, flags: ["PVID"] }, { vlan: 2 }, { vlan: 3 }, { vlan: 5 }]);
    const short = dialect([{ vlan: 1, flags: ["PVID"] }, { vlan: 2, vlanEnd: 3 }, { vlan: 5 }]);
    const meaning = meaningOf(parseCommand(["bridge", "-j", "vlan", "show"]));
    const recording = { ...host("src-kvm-01"), byMeaning: new Map([[meaning, JSON.stringify(long)]]) };
    const folded = runCommand(recording, ["bridge", "-j", "-compressvlans", "vlan", "show"]).stdout;
    expect(JSON.parse(folded)).toEqual(short);
  });

  it("points each card at its PCI device, virtual links at none", () => {
    const listing = out("src-kvm-01", "ls -l /sys/class/net/");
    expect(listing).toContain(" eno8 -> ../../devices/pci0000:05/0000:05:00.0/net/eno8\n");
    expect(listing).toContain(" br-mgmt -> ../../devices/virtual/net/br-mgmt\n");
    expect(out("src-vps", "ls -l /sys/class/net")).toContain(" ens3 -> ../../devices/pci0000:00/0000:00:03.0/virtio0/net/ens3\n");
  });

  it("has the bridge files of sysfs from the recorded links", () => {
    expect(readFiles(host("src-kvm-02"), "/sys/class/net/*/bridge/vlan_filtering").map(({ path }) => path)).toContain(
      "/sys/class/net/br-mgmt/bridge/vlan_filtering",
    );
    expect(file("src-kvm-02", "/sys/class/net/br-mgmt/bridge/vlan_filtering")).toEqual(["1\n"]);
  });
});

describe("PCI", () => {
  it("adds the domain, and only to the lines of devices", () => {
    const devices = out("src-kvm-01", "lspci -Dnnk").split("\n");
    expect(devices[0]).toMatch(/^0000:00:00\.0 Host bridge \[0600\]/);
    expect(devices[1]).toMatch(/^\tSubsystem/);
  });

  it("does not know forms that were not recorded", () => {
    expect(run("src-kvm-01", "lspci -vmm").exitStatus).toBe(127);
  });
});

describe("disks", () => {
  const columns = "NAME,KNAME,PKNAME,TYPE,LABEL,MOUNTPOINTS";

  it("has the columns of lsblk that are asked for, kernel names of device-mapper numbered, what was not recorded null", () => {
    const [disk] = JSON.parse(out("src-r730", `lsblk -J -b -o ${columns}`)).blockdevices;
    const [, , volumes] = disk.children;
    expect(disk).toMatchObject({ name: "sda", kname: "sda", pkname: null, label: null, mountpoints: [null] });
    expect(volumes.children[1]).toMatchObject({ name: "pve-root", kname: "dm-1", pkname: "sda3", type: "lvm", mountpoints: ["/"] });
    expect(run("src-r730", `lsblk -P -b -o ${columns}`).exitStatus).toBe(127);
  });

  it("has one kernel name for a device with two paths", () => {
    const disks = JSON.parse(out("alma9-kvm-iscsi-multipath", `lsblk -J -b -o ${columns}`)).blockdevices;
    const names = disks.flatMap((disk: { children?: { name: string; kname: string }[] }) => disk.children ?? []);
    const paths = names.filter(({ name }: { name: string }) => name === "mpatha").map(({ kname }: { kname: string }) => kname);
    expect(new Set(paths).size).toBe(1);
    expect(paths).toHaveLength(2);
  });

  it("leaves out of df what another machine serves and what is not wanted, and counts no inodes", () => {
    const points = out("src-kvm-01", "df -l -P -T -x tmpfs -x devtmpfs").trim().split("\n").slice(1);
    expect(points.map((line) => line.split(/\s+/).at(-1))).toEqual(["/", "/boot", "/boot/efi", "/var/lib/libvirt/images"]);
    expect(run("src-kvm-01", "df -l -P -T -i -x tmpfs").exitStatus).toBe(127);
  });

  it("gives the columns of ps that were recorded, in the order that is asked for", () => {
    const line = out("two-default-gateways", "ps -eo pid,stat,etimes,wchan:32,comm --no-headers")
      .split("\n")
      .find((row) => row.includes("lxc-info"));
    expect(line).toBe("- D 5270400 request_wait_answer lxc-info");
  });

  it("has the report of lvs also where only its table was recorded", () => {
    const call = "lvs --reportformat json --units b -o lv_name,vg_name,lv_size,pool_lv,data_percent,metadata_percent";
    const whole = host("bridge-not-vlan-aware-on-one-node");
    const tableOnly = { ...whole, commands: whole.commands.filter(({ command }) => !command.words.includes("json")), byMeaning: new Map() };
    const rows = (recording: typeof whole) => JSON.parse(runCommand(recording, call.split(" ")).stdout).report[0].lv;
    expect(rows(tableOnly)).toEqual(rows(whole));
  });

  it("has pools of ZFS in the form for programs", () => {
    expect(out("pbs-full-frozen-guest", "zpool list -H -p -o name,capacity")).toBe("local-3TB-backup\t100\n");
    expect(out("chrony-dead-source", "zpool get -H -o name,value cachefile")).toBe("rpool\t-\n");
    expect(out("nic-added-zfs-quorum", "zpool get -H -o name,value cachefile")).toBe("tank\tnone\n");
    expect(out("chrony-dead-source", "zpool status -P")).toContain("/dev/disk/by-id/nvme-Samsung");
    expect(out("pbs-fstab-stale-lines", "zpool status -P")).toBe("no pools available\n");
    expect(run("src-kvm-01", "zpool status -P").exitStatus).toBe(127);
  });

  it("has snapshots of ZFS with times in the host's own zone", () => {
    const line = out("pbs-full-frozen-guest", "zfs list -H -p -t snapshot -o name,used,creation");
    expect(line).toMatch(/^local-3TB-backup\/pbs@pre-migration\t171798691840\t\d{10}\n$/);
    expect(out("replication-stalled-week", "zfs get -H -o name,value -t filesystem,volume origin")).toContain(
      "\trpool/off/products@20230516-0000\n",
    );
  });
});

describe("units", () => {
  it("lists what failed, whatever the order of the flags", () => {
    const text = out("src-kvm-02", "systemctl list-units --no-pager --plain --no-legend --failed");
    expect(text).toContain("mnt-nas-vms.mount loaded failed failed /mnt/nas/vms\n");
    expect(out("src-kvm-02", "systemctl list-units --state=failed --type=service --no-legend")).toBe("");
  });

  it("shows mount units with what was recorded of them", () => {
    const text = out("src-kvm-02", "systemctl show *.mount *.automount -p Id,Where,What,ActiveState,SubState,Result,RequiredBy");
    const block = text.split("\n\n").find((part) => part.includes("Id=mnt-nas-vms.mount\n")) ?? "";
    expect(block.trim().split("\n").sort()).toEqual([
      "ActiveState=failed",
      "Id=mnt-nas-vms.mount",
      "RequiredBy=remote-fs.target",
      "Result=exit-code",
      "SubState=failed",
      "What=nas-01:/volume1/vms",
      "Where=/mnt/nas/vms",
    ]);
  });

  it("makes the units of an idle automount from mountinfo and fstab", () => {
    const text = out(
      "ubuntu2204-netplan-bond-kvm",
      "systemctl show srv-iso.mount srv-iso.automount -p Id,ActiveState,SubState,WantedBy,RequiredBy",
    );
    const blocks = text.split("\n\n").map((block) =>
      Object.fromEntries(
        block
          .trim()
          .split("\n")
          .map((line) => line.split("=")),
      ),
    );
    expect(blocks).toContainEqual({ Id: "srv-iso.mount", ActiveState: "inactive", SubState: "dead", WantedBy: "", RequiredBy: "" });
    expect(blocks).toContainEqual({
      Id: "srv-iso.automount",
      ActiveState: "active",
      SubState: "waiting",
      WantedBy: "remote-fs.target",
      RequiredBy: "",
    });
  });

  it("agrees with the mount units that a host listed itself", () => {
    for (const name of ["rocky9-kvm-nfs-automount", "ubuntu2204-netplan-bond-kvm"]) {
      const listed = out(name, "systemctl list-units --all --type=swap,mount,automount").split("\n");
      for (const line of listed.filter((entry) => /^\S+mount /.test(entry))) {
        const [unit = "", , active = "", sub = ""] = line.split(" ");
        const shown = out(name, `systemctl show -p ActiveState,SubState -- ${unit}`).trim().split("\n").sort();
        expect([unit, ...shown]).toEqual([unit, `ActiveState=${active}`, `SubState=${sub}`]);
      }
    }
  });

  it("fails is-active where nothing is", () => {
    expect(run("src-r730", "systemctl is-active corosync")).toMatchObject({ exitStatus: 3, stdout: "inactive\n" });
    expect(run("src-r730", "systemctl is-active pve-cluster.service").exitStatus).toBe(0);
  });
});

describe("libvirt", () => {
  it("lists by name, UUID, state and autostart", () => {
    expect(out("src-kvm-02", "virsh -r -c qemu:///system list --all --name").trim().split("\n")).toHaveLength(6);
    expect(out("src-kvm-02", "virsh -r list --name --state-running")).not.toContain("9800-WLC-02");
    expect(out("src-kvm-02", "virsh -r list --all --autostart --name")).toContain("9800-WLC-02");
    expect(out("src-kvm-01", "virsh -r list --all --uuid")).toMatch(/^[0-9a-f-]{36}\n/);
  });

  it("finds a definition by UUID as by name", () => {
    const [uuid = ""] = out("src-vps-hypervisor", "virsh -r list --uuid").split("\n");
    const byUuid = out("src-vps-hypervisor", `virsh -r -c qemu:///system dumpxml ${uuid}`);
    expect(byUuid).toBe(out("src-vps-hypervisor", "virsh dumpxml v1001"));
    expect(byUuid).not.toBe(out("src-vps-hypervisor", `virsh -r dumpxml --inactive ${uuid}`));
  });

  it("tells states, pools, and what is not there", () => {
    expect(out("src-kvm-02", "virsh domstate 9800-WLC-02")).toBe("shut off\n\n");
    expect(out("src-kvm-02", "virsh dominfo 9800-WLC-02")).toContain("Autostart:      enable\n");
    expect(out("rocky9-kvm-nfs-automount", "virsh -r pool-list --all --name")).toBe("default\nvmstore\n\n");
    expect(run("src-kvm-02", "virsh dumpxml nobody").exitStatus).toBe(1);
    expect(run("src-pve", "virsh -r list --all").exitStatus).toBe(127);
  });
});

describe("Proxmox", () => {
  it("gives the status of the vote to both tools", () => {
    expect(run("src-pve", "pvecm status").exitStatus).toBe(0);
    expect(out("src-pve", "corosync-quorumtool -siH")).toMatch(/^Quorum information\n[\s\S]*Qdevice\n$/);
  });

  it("fails pvecm on a stand-alone node, recorded or not", () => {
    for (const name of ["pve7-zfs-mirror-single", "src-r730"]) {
      expect(run(name, "pvecm status")).toMatchObject({ exitStatus: 255, stdout: "", stderr: expect.stringContaining("does not exist") });
    }
    expect(run("src-kvm-01", "pvecm status").exitStatus).toBe(127);
  });

  it("says not quorate by its exit status", () => {
    const recording = host("src-pve");
    const meaning = meaningOf(parseCommand(["pvecm", "status"]));
    const lost = (recording.byMeaning.get(meaning) ?? "").replace("Quorate:          Yes", "Quorate:          No");
    const blocked = { ...recording, byMeaning: new Map([...recording.byMeaning, [meaning, lost]]) };
    expect(runCommand(blocked, ["pvecm", "status"]).exitStatus).toBe(2);
  });

  it("lists guests from the node's own tools and files", () => {
    expect(out("src-pve", "qm list")).toContain(" truenas ");
    expect(run("src-pve", "pct list")).toMatchObject({ exitStatus: 0, stdout: "" });
    expect(readFiles(host("src-pve"), "/etc/pve/qemu-server/*.conf")).toHaveLength(9);
    expect(readFiles(host("src-pve"), "/etc/pve/nodes/*/qemu-server/*.conf")).toHaveLength(9);
  });

  it("prints the short version from the long one", () => {
    expect(out("src-pve", "pveversion")).toBe("pve-manager/8.4.1/2a5fa54a8503f96d (running kernel: 6.8.12-9-pve)\n");
  });
});
