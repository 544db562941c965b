import { describe, expect, it } from "vitest";
import { checkInput, openFinding } from "./check-testing.ts";
import { preCheck } from "./decide.ts";
import { PreCheck } from "./pre-check.ts";

/** Each reason as "weight code". */
function reasonsOf(...input: Parameters<typeof checkInput>): string[] {
  return preCheck(checkInput(...input)).reasons.map(({ weight, code }) => `${weight} ${code}`);
}

const calm = `
  https://status.example.org is checked from outside
  host kvm-01
    console BMC 10.0.9.1
    guest web, onboot
`;

describe("a pre-check", () => {
  it("says go where everything comes back and nothing else speaks against it", () => {
    const decided = preCheck(checkInput(calm, ["reboot kvm-01"]));
    expect(decided).toMatchObject({ verdict: "go", reasons: [], unknown: [] });
    expect(decided.headline).toMatch(/^Go: every planned action comes back/);
    expect(PreCheck.parse(decided)).toEqual(decided);
  });

  it("says no-go for a host that would not boot, with the line that proves it and the rehearsal that shows it", () => {
    const text = `
      https://status.example.org is checked from outside
      host kvm-01
        mount /mnt/nas from nas-01, hard, required
        resolver 10.0.0.53
        guest dns, onboot, has 10.0.0.53, disk on /mnt/nas
    `.replace(/^ {4}/gm, "");
    const decided = preCheck(checkInput(text, ["reboot kvm-01"]));
    expect(decided.verdict).toBe("no-go");
    expect(decided.headline).toMatch(/^No-go: one reason\. kvm-01 does not come up by itself/);
    expect(decided.reasons[0]).toMatchObject({
      weight: "blocker",
      code: "stays-down",
      host: "kvm-01",
      rule: "storage/nfs-fstab-no-nofail",
      rehearsal: "if=reboot:host:kvm-01",
    });
    expect(decided.reasons[0]?.evidence[0]?.text).toContain("mount /mnt/nas from nas-01");
    expect(decided.steps[0]).toMatchObject({ position: 1, words: "reboot kvm-01", stays: ["kvm-01", "dns"] });
  });

  it("tells what one more loss would do", () => {
    const text = `${calm}    mount /mnt/nas from 10.0.0.70, hard, required\n`;
    expect(reasonsOf(text, ["reboot kvm-01"])).toEqual(["care narrow-margin"]);
  });

  it("counts guests that stay off by themselves, and names no guest twice that goes with its host", () => {
    const text = `${calm}    guest batch\n`;
    const [reason] = preCheck(checkInput(text, ["reboot kvm-01"])).reasons;
    expect(reason).toMatchObject({ weight: "blocker", code: "guests-stay-off" });
    expect(reason?.words).toMatch(/^1 guest would not come back by itself: batch; batch stays off: it does not start with kvm-01/);
  });

  it("tells of a host that comes back poorer, which hides no guest that stays off", () => {
    const text = `${calm}    guest batch\n    finding boot/failed-units on chrony.service, 4 x 3: chrony.service failed\n`;
    const decided = preCheck(checkInput(text, ["reboot kvm-01"]));
    expect(decided.reasons.map(({ weight, code, rule }) => [weight, code, rule])).toEqual([
      ["blocker", "guests-stay-off", "guests/important-guest-without-onboot"],
      ["care", "comes-back-poorer", "boot/failed-units"],
    ]);
    expect(decided.steps[0]?.stays).toEqual(["batch"]);
  });

  it("is no-go where other hosts lose their only DNS server meanwhile", () => {
    const text = `
  https://status.example.org is checked from outside
  host kvm-01
    guest dns, onboot, has 10.0.0.53
  host kvm-02
    resolver 10.0.0.53
`;
    expect(reasonsOf(text, ["reboot kvm-01"])).toEqual(["blocker only-dns"]);
    expect(reasonsOf(text.replace("resolver 10.0.0.53", "resolver 10.0.0.53 10.0.0.54"), ["reboot kvm-01"])).toEqual([]);
  });

  it("is go with care where other hosts lose their way out meanwhile", () => {
    const text = `
  https://status.example.org is checked from outside
  host kvm-01
    guest vyos, onboot, has 10.0.0.1
  host kvm-02
    gateway 10.0.0.1
`;
    expect(reasonsOf(text, ["reboot kvm-01"])).toEqual(["care only-gateway"]);
  });

  describe("of hosts that could not be read", () => {
    it("is no-go, with what the visit said", () => {
      const error = "10.0.0.1 does not answer on port 22";
      const decided = preCheck(checkInput(calm, ["reboot kvm-01"], { "kvm-01": { isFresh: false, error } }));
      expect(decided.verdict).toBe("no-go");
      expect(decided.reasons[0]).toMatchObject({ code: "not-read", next: error });
    });

    it("is go with care where facts are missing, and says which", () => {
      const decided = preCheck(checkInput(`${calm}    guests unread\n`, ["reboot kvm-01"]));
      expect(decided.verdict).toBe("care");
      expect(decided.reasons.map(({ code }) => code)).toEqual(["partly-read", "unknown"]);
      expect(decided.unknown).toContain("kvm-01: guests could not be read");
    });

    it("never says go below 90 % of the rules", () => {
      expect(reasonsOf(calm, ["reboot kvm-01"], { "kvm-01": { coverage: 0.6 } })).toEqual(["care partly-read"]);
    });

    it("is no-go for something that the fleet does not have", () => {
      expect(reasonsOf(calm, ["guest-restart kvm-01 nobody"])).toEqual(["blocker not-rehearsed"]);
    });
  });

  describe("of findings", () => {
    const found = (rule: string, over = {}) => ({ "kvm-01": { findings: [openFinding(rule, over)] } });
    const unknown = (rule: string) => ({ "kvm-01": { verdicts: [{ rule, verdict: "unknown" as const, because: "not read" }] } });

    it("blocks by those that no rehearsal carries, as far as the action sets them off", () => {
      expect(reasonsOf(calm, ["reboot kvm-01"], found("access/no-out-of-band-console"))).toEqual(["blocker access/no-out-of-band-console"]);
      expect(reasonsOf(calm, ["upgrade kvm-01"], found("backup/pve-config-not-backed-up"))).toEqual([
        "blocker backup/pve-config-not-backed-up",
      ]);
      expect(reasonsOf(calm, ["reboot kvm-01"], found("backup/pve-config-not-backed-up"))).toEqual([
        "care backup/pve-config-not-backed-up",
      ]);
    });

    it("is care for other grave ones of the same scenario, and silent for the rest", () => {
      expect(reasonsOf(calm, ["reboot kvm-01"], found("boot/failed-units"))).toEqual(["care boot/failed-units"]);
      expect(reasonsOf(calm, ["reboot kvm-01"], found("boot/failed-units", { severity: "medium" }))).toEqual([]);
      expect(reasonsOf(calm, ["reboot kvm-01"], found("dns/single-nameserver", { scenarios: ["dns-loss"] }))).toEqual([]);
    });

    it("is care where a rule that would block could not be decided", () => {
      expect(reasonsOf(calm, ["reboot kvm-01"], unknown("access/no-out-of-band-console"))).toEqual(["care access/no-out-of-band-console"]);
      expect(reasonsOf(calm, ["reboot kvm-01"], unknown("dns/single-nameserver"))).toEqual([]);
    });
  });

  describe("of a rolling reboot", () => {
    const cluster = `
  https://status.example.org is checked from outside
  host pve1 proxmox
  host pve2 proxmox
  host pve3 proxmox
  cluster lab: pve1 pve2 pve3
`;
    it("has a vote to spare at no step of three, and says so at each", () => {
      const decided = preCheck(checkInput(cluster, ["reboot pve1", "reboot pve2", "reboot pve3"]));
      expect(decided.steps.map(({ votes }) => votes)).toEqual(Array(3).fill([{ cluster: "lab", have: 2, need: 2 }]));
      expect(decided.reasons.filter(({ code }) => code === "quorum").map(({ weight, host }) => [weight, host])).toEqual([
        ["care", "pve1"],
        ["care", "pve2"],
        ["care", "pve3"],
      ]);
    });

    it("carries over what a step leaves down: the next one costs the quorum", () => {
      const broken = cluster.replace(
        "host pve1 proxmox\n",
        "host pve1 proxmox\n    mount /mnt/nas from nas, hard, required\n    resolver 10.0.0.53\n    guest dns, onboot, has 10.0.0.53, disk on /mnt/nas\n",
      );
      const decided = preCheck(checkInput(broken, ["reboot pve1", "reboot pve2"]));
      expect(decided.steps.map(({ votes }) => votes[0]?.have)).toEqual([2, 1]);
      expect(decided.reasons.filter(({ code }) => code === "quorum").map(({ weight, host }) => [weight, host])).toEqual([
        ["blocker", "pve2"],
        ["care", "pve1"],
      ]);
    });
  });

  it("names the people's services that are out, and in which steps", () => {
    const text = `${calm}    guest dns1, onboot, has 10.0.0.53, is DNS\n`;
    const decided = preCheck(checkInput(text, ["reboot kvm-01"]));
    expect(decided.affected.map(({ name, steps }) => [name, steps])).toEqual([
      ["dns1", [1]],
      ["web", [1]],
    ]);
  });

  it("is the same for the same input", () => {
    const input = checkInput(calm, ["reboot kvm-01"], { "kvm-01": { findings: [openFinding("boot/failed-units")] } });
    expect(preCheck(input)).toEqual(preCheck(input));
  });
});
