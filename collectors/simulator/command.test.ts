import { describe, expect, it } from "vitest";
import { meaningOf, parseCommand } from "./command.ts";

describe("two spellings of one request have one meaning", () => {
  it.each([
    ["ip -j -d link", "ip -d -j link show"],
    ["ip -j -d link", "/usr/sbin/ip -json -details l ls"],
    ["ip -j addr", "ip -j address show"],
    ["ip -j neigh", "ip -j n"],
    ["ip -6 -j route", "ip -j -6 r show"],
    ["bridge -j -compressvlans vlan show", "bridge -compressvlans -j vlan"],
    ["systemctl --failed --no-legend --plain", "systemctl list-units --failed --no-pager"],
    ["systemctl show -p A -p B x.service", "systemctl show x.service --property=B,A"],
    ["lspci -nnk", "lspci -k -nn"],
    ["virsh list --all", "virsh -r -c qemu:///system list --all"],
    ["resolvectl status --no-pager", "resolvectl"],
  ])("%s is %s", (left, right) => {
    expect(meaningOf(parseCommand(left.split(" ")))).toBe(meaningOf(parseCommand(right.split(" "))));
  });

  it.each([
    ["ip -j link", "ip -j addr"],
    ["ip -j route", "ip -6 -j route"],
    ["lspci -nnk", "lspci -nk"],
    ["virsh dumpxml a", "virsh dumpxml --inactive a"],
    ["qm config 100", "qm config 101"],
  ])("%s is not %s", (left, right) => {
    expect(meaningOf(parseCommand(left.split(" ")))).not.toBe(meaningOf(parseCommand(right.split(" "))));
  });
});
