import { line } from "./line.ts";
import type { RunbookInput, RunbookSection } from "./runbook.ts";

/** /etc/pve is a database of its own (pmxcfs(8)): how to get at it alone, and how to put a copy back. Null off Proxmox. */
export function pveSection({ part, readings }: RunbookInput): RunbookSection | null {
  if (part.system !== "proxmox") return null;
  const saved =
    readings.schedules?.status === "ok" ? readings.schedules.value.filter(({ command }) => /\/etc\/pve|config\.db/.test(command)) : [];
  const own = part.addresses.find(({ address }) => !address.startsWith("127.") && !address.includes(":"));
  return {
    title: "/etc/pve",
    lines: [
      ...(part.pmxcfsBlocked === null
        ? []
        : [
            line(
              `the node's name must not be a loopback address: correct line ${part.pmxcfsBlocked.line} of ${part.pmxcfsBlocked.source}${own === undefined ? "" : ` to ${own.address}`}`,
              null,
              [part.pmxcfsBlocked],
            ),
          ]),
      line("is it there, and can it be written", "systemctl status pve-cluster; touch /etc/pve/x && rm /etc/pve/x"),
      line(
        "without quorum, on this node alone and only while no other node runs: mount it in local mode",
        "systemctl stop pve-cluster; pmxcfs -l",
      ),
      line(
        "put a saved database back",
        "systemctl stop pve-cluster; cp COPY/config.db /var/lib/pve-cluster/config.db; systemctl start pve-cluster",
      ),
      ...saved.slice(0, 3).map(({ command, at }) => line(`a copy is made by: ${command}`, null, [at])),
      ...(saved.length === 0 ? [line("no job on this host is known to save it")] : []),
    ],
    missing: readings.schedules?.status === "failed" ? "the scheduled jobs could not be read: whether a copy is made is not known" : null,
  };
}

/** Votes, and the last resort. Null for a host in no cluster. */
export function clusterSection({ part }: RunbookInput): RunbookSection | null {
  const { cluster } = part;
  if (cluster === null) return null;
  const needed = cluster.quorum === null ? "" : ` of ${cluster.quorum} needed`;
  return {
    title: `Cluster ${cluster.name}`,
    lines: [
      ...cluster.members.map(({ name, votes, addresses }) =>
        line(`${name}: ${votes} vote${votes === 1 ? "" : "s"}${addresses.length === 0 ? "" : ` at ${addresses.join(", ")}`}`, null, [
          cluster.at,
        ]),
      ),
      ...(cluster.qdevice === null
        ? []
        : [line(`quorum device${cluster.qdevice.host === null ? "" : ` at ${cluster.qdevice.host}`}: ${cluster.qdevice.votes} votes`)]),
      line(`see the votes${needed}`, "pvecm status"),
      line(
        "last resort, only when the other nodes are proven to be off: two halves that both run write to the same disks",
        "pvecm expected 1",
      ),
    ],
    missing: null,
  };
}
