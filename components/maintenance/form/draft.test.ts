import { describe, expect, it } from "vitest";
import { WindowInput } from "#lib/maintenance/window.ts";
import { addAction, addCluster, addPerson, changeAction, type Draft, type KnownHost, moveAction, newDraft, removeAction } from "./draft.ts";
import { inputOf } from "./input-of.ts";
import { prefillOf } from "./prefill.ts";

const hosts: KnownHost[] = ["pve2", "pve1", "kvm-01"].map((name, index) => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  name,
  cluster: name.startsWith("pve") ? "lab" : null,
}));
const rows = ({ actions }: Draft) => actions.map(({ what, host, subject }) => [what, host, subject].join(" ").trim());

describe("the actions of a draft", () => {
  const two = addAction(newDraft([{ what: "reboot", host: "kvm-01", subject: "" }]), { what: "upgrade", host: "pve1", subject: "" });
  const [first, second] = two.actions.map(({ key }) => key);

  it("begin with one empty row", () => {
    expect(rows(newDraft([]))).toEqual(["reboot"]);
  });

  it("are moved by one place, and not beyond the ends", () => {
    expect(rows(moveAction(two, second ?? -1, -1))).toEqual(["upgrade pve1", "reboot kvm-01"]);
    expect(rows(moveAction(two, first ?? -1, 1))).toEqual(["upgrade pve1", "reboot kvm-01"]);
    expect(rows(moveAction(two, first ?? -1, -1))).toEqual(rows(two));
    expect(rows(removeAction(two, first ?? -1))).toEqual(["upgrade pve1"]);
  });

  it("of a whole cluster are one for each host by name, in the place of an empty row", () => {
    expect(rows(addCluster(newDraft([]), "upgrade", "lab", hosts))).toEqual(["upgrade pve1", "upgrade pve2"]);
    expect(rows(addCluster(two, "reboot", "lab", hosts))).toEqual(["reboot kvm-01", "upgrade pve1", "reboot pve1", "reboot pve2"]);
  });

  it("forget a guest that is of another host", () => {
    const guest = newDraft([{ what: "guest-restart", host: "pve1", subject: "100" }]);
    expect(rows(changeAction(guest, 0, { host: "pve2" }))).toEqual(["guest-restart pve2"]);
    expect(rows(changeAction(guest, 0, { subject: "101" }))).toEqual(["guest-restart pve1 101"]);
  });

  it("have keys of their own, together with the people", () => {
    const { actions, people } = addAction(addPerson(two), { what: "reboot", host: "", subject: "" });
    const keys = [...actions, ...people].map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
  });
});

describe("what is sent", () => {
  const draft: Draft = {
    ...newDraft([{ what: "reboot", host: "kvm-01", subject: "" }]),
    title: "Kernel",
    timeZone: "Europe/Berlin",
    starts: { local: "2026-10-25T01:30", isSecond: false },
    ends: { local: "2026-10-25T02:30", isSecond: true },
  };

  it("is what the API takes, in the hour that comes twice too", () => {
    const { input, errors } = inputOf(draft, hosts);
    expect(errors).toEqual({});
    expect(WindowInput.parse(input)).toMatchObject({
      startsAt: "2026-10-25T01:30:00+02:00",
      endsAt: "2026-10-25T02:30:00+01:00",
      actions: [{ what: "reboot", hostId: hosts[2]?.id, subject: null }],
    });
  });

  it("is held back where a time never comes", () => {
    const never = { ...draft, starts: { local: "2026-03-29T02:30", isSecond: false }, ends: { local: "", isSecond: false } };
    expect(inputOf(never, hosts).errors).toEqual({
      startsAt: "Clocks go forward over 02:30 that night: take 01:30 or 03:30",
      endsAt: "Say when",
    });
  });
});

describe("an address", () => {
  it.each<[string, string[]]>([
    [`action=upgrade&host=${hosts[2]?.id}`, ["upgrade kvm-01"]],
    [`action=explode&host=${hosts[2]?.id}`, ["reboot kvm-01"]],
    ["action=reboot&host=nobody", []],
    ["if=reboot:host:pve1&if=reboot:pve2", ["reboot pve1", "reboot pve2"]],
    ["if=restart:guest:pve1/100&if=reboot:guest:kvm-01/abc-1", ["guest-restart pve1 100", "guest-restart kvm-01 abc-1"]],
    ["if=apply-network:host:kvm-01&if=set-pvid:100:bridge:kvm-01/br-mgmt", ["network-change kvm-01", "network-change kvm-01"]],
    ["if=lose:storage:10.0.0.70&if=power-loss", ["storage-change  10.0.0.70", "power-off-all"]],
    ["if=lose:host:kvm-01&if=reboot:host:gone&if=nonsense", []],
  ])("%s", (search, expected) => {
    expect(rows({ ...newDraft([]), actions: prefillOf(new URLSearchParams(search), hosts).map((row, key) => ({ ...row, key })) })).toEqual(
      expected,
    );
  });
});
