import type { KernelEventKind, KernelEvents } from "#lib/facts/events.ts";
import type { LogLine } from "./journal.ts";

type KernelEvent = KernelEvents["events"][number];

/** What the kernel's sources print, the first that matches counts. */
const patterns: readonly [KernelEventKind, RegExp][] = [
  ["hung-task", /INFO: task (?<subject>\S.{0,40}?):\d+ blocked (?:in I\/O wait )?for more than \d+ seconds/],
  ["nfs-not-responding", /\b(?:nfs4?|lockd): server (?<subject>\S+) not responding/],
  ["nfs-not-responding", /CIFS:? VFS: (?:Server |\\\\)?(?<subject>[^\s\\]+) has not responded in \d+ seconds/],
  ["nfs-ok", /\b(?:nfs4?|lockd): server (?<subject>\S+) OK/],
  ["oom-kill", /out of memory: Kill(?:ed)? process \d+ \((?<subject>[^)]*)\)/i],
  ["oom-kill", /oom-kill:constraint=.*task_memcg=(?<subject>[^,]+)/],
  ["pool-suspended", /Pool '(?<subject>[^']+)' has encountered an uncorrectable I\/O failure and has been suspended/],
  ["filesystem-error", /(?:EXT[234]-fs|BTRFS) (?:error|critical) \(device (?<subject>[^):]+)/],
  ["filesystem-error", /EXT[234]-fs \((?<subject>[^)]+)\): Remounting filesystem read-only/],
  ["filesystem-error", /XFS \((?<subject>[^)]+)\): .*(?:corruption|I\/O error|shutting down|shutdown)/i],
  ["raid-event", /md\/raid\w*:(?<subject>md\w+): (?:Disk failure|Operation continuing|not enough|raid level \d+ .*degraded)/i],
  ["raid-event", /md: kicking non-fresh (?<subject>\w+) from array/],
  [
    "raid-event",
    /(?<subject>megaraid_sas|mpt3sas_cm\d+|smartpqi|hpsa|aacraid)\b.*(?:fatal (?:error|firmware)|fault state|lockup detected)/i,
  ],
  ["io-error", /(?:I\/O error|(?:medium|target) error|Buffer I\/O error on)(?:,| on)? dev(?:ice)? (?<subject>[\w!-]+)/],
  ["io-error", /\[(?<subject>sd[a-z]+)\] tag#\d+ FAILED Result/],
  ["io-error", /(?<subject>nvme\d+n\d+): I\/O Error/i],
  ["disk-reset", /\b(?<subject>ata\d+)(?:\.\d+)?: (?:hard resetting link|failed command)/],
  ["disk-reset", /\bnvme (?<subject>nvme\d+): (?:I\/O .{0,40}timeout|controller is down|Abort status|.{0,40}resetting controller)/],
  ["usb-reset", /\busb (?<subject>[\d.-]+): reset \S+ USB device/i],
  ["memory-failure", /EDAC MC\d+: \d+ UE .{0,80}? on (?<subject>[^(]+?) \(/],
  ["memory-failure", /Uncorrected hardware memory error|Memory failure: 0x[0-9a-f]+/],
  ["memory-error", /EDAC MC\d+: \d+ CE .{0,80}? on (?<subject>[^(]+?) \(/],
  ["machine-check", /\[Hardware Error\]: (?<subject>CPU ?:? ?\d+)(?:: Machine Check| \()/],
  ["machine-check", /mce: \[Hardware Error\]: Machine check events logged/],
  ["mce-disabled", /\bmce: .*\bdisabled\b/i],
  ["thermal", /(?<subject>CPU\d+): (?:Core|Package) temperature (?:is )?above threshold/],
  ["thermal", /(?<subject>thermal_zone\d+).*critical temperature/i],
  ["link-down", /\(slave (?<subject>[^)]+)\): link status (?:definitely )?down/],
  ["link-up", /\(slave (?<subject>[^)]+)\): link status (?:definitely )?up/],
  ["link-down", /(?:^|\s)(?<subject>[\w.-]{1,20}): (?:\w{1,16}: [\w.-]{1,20} )?(?:NIC )?Link (?:is )?down/i],
  ["link-up", /(?:^|\s)(?<subject>[\w.-]{1,20}): (?:\w{1,16}: [\w.-]{1,20} )?(?:NIC )?Link (?:is )?up/i],
  ["conntrack-full", /nf_conntrack: table full, dropping packet/],
  ["soft-lockup", /soft lockup - (?<subject>CPU#\d+) stuck|hard LOCKUP on cpu \d+|rcu: INFO: rcu_\w+ (?:self-)?detected stall/],
  ["watchdog", /(?<subject>watchdog\d+): (?!watchdog did not stop).*(?:expired|pretimeout|timed out)/i],
  ["panic", /Kernel panic - not syncing/],
  ["oops", /^(?:general protection fault|BUG: (?:unable to handle|kernel NULL)|kernel BUG at|Oops: )/],
  ["segfault", /^(?<subject>[^[\]]{1,40})\[\d+\]: segfault at/],
  ["pcie-error", /(?<subject>[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d): (?:AER|PCIe Bus Error)/],
];

/** The instruction that faulted stands so many lines below the oops at most. */
const linesToInstruction = 8;

/** What the lines of the kernel's log come to; lines of one kind and subject are counted together, newest first. */
export function kernelEventsOf(lines: readonly LogLine[]): KernelEvents {
  const events = new Map<string, KernelEvent>();
  lines.forEach((line, index) => {
    const found = kindOf(line.message);
    if (!found) return;
    const subject = found.kind === "oops" ? faultingModule(lines.slice(index + 1, index + 1 + linesToInstruction)) : found.subject;
    const key = `${found.kind} ${subject}`;
    const before = events.get(key);
    events.delete(key); // so that the newest stands last
    events.set(key, {
      kind: found.kind,
      subject,
      count: (before?.count ?? 0) + 1,
      firstAt: before ? before.firstAt : line.time,
      lastAt: line.time,
      at: line.at,
    });
  });
  return { events: [...events.values()].reverse(), since: lines[0]?.time ?? null };
}

function kindOf(message: string): { kind: KernelEventKind; subject: string | null } | null {
  for (const [kind, pattern] of patterns) {
    const match = pattern.exec(message);
    if (match) return { kind, subject: match.groups?.subject?.replace(/^CPU ?: ?/, "CPU ").trim() || null };
  }
  return null;
}

/** "RIP: 0010:dbuf_evict_one+0x9c/0x150 [zfs]" names the module whose code it was. */
function faultingModule(following: readonly LogLine[]): string | null {
  const lines = following.map(({ message }) => /^RIP: \d+:.*\[(\w+)\]/.exec(message)?.[1]);
  return lines.find((module) => module !== undefined) ?? null;
}
