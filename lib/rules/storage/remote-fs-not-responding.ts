import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { liveMounts } from "#lib/rules/shared/declared-mounts.ts";
import { diskFinder } from "#lib/rules/shared/guest-disks.ts";
import { isNetworkMount } from "#lib/rules/shared/network-servers.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { deadServers, leftoverRemedy, silentServers, waitingForServer, waitsForLong, whyUnclear } from "./parts/stuck-remote.ts";

export const remoteFsNotResponding = defineRule({
  id: "storage/remote-fs-not-responding",
  title: "A mounted remote file system does not answer now; tasks pile up in uninterruptible sleep",
  why: "Each program that touches the path stops and cannot be killed: first backups and monitoring, then logins, df and the shutdown itself. The host looks idle and its load climbs.",
  scope: "host",
  scenarios: ["nas-loss"],
  likelihood: 4,
  impact: 3,
  postmortems: ["nfs-hang-takes-cluster-network", "decommissioned-nas-leftover", "two-default-gateways"],
  references: ["nfs(5)", "umount(8)"],
  needs: ["mounts", "identity"],
  wants: ["blockedTasks", "kernelEvents", "guests", "storages", "names"],
  check({ mounts, blockedTasks, identity, kernelEvents, guests, storages, names }, now) {
    const clock = identity.clock === null ? now : new Date(identity.clock);
    const waiting = waitingForServer(blockedTasks?.tasks ?? []);
    const isLong = waiting.length > 0 && waitsForLong(waiting, blockedTasks?.ioPressure, kernelEvents);
    const silent = silentServers(kernelEvents, { clock, isLong, isAsked: waiting.length > 0 });
    const remote = [...liveMounts(mounts).values()].filter(isNetworkMount);
    if (silent.length === 0 && !isLong) {
      const unclear = whyUnclear(blockedTasks?.tasks, waiting, remote, kernelEvents);
      if (unclear !== null) throw new Undecidable(unclear);
      return [];
    }
    const disksBelow = diskFinder(guests, storages);
    return deadServers(silent, waiting, remote).map(({ server, own, events }) => {
      const isVital = own.some(
        ({ mountPoint }) => /^\/var\/(lib\/kubelet|log)(\/|$)/.test(mountPoint) || disksBelow(mountPoint).length > 0,
      );
      const stuck = [...new Set(blockedTasks?.tasks.map(({ comm }) => comm))].sort();
      const alias = names?.hosts.find(({ address }) => address === server)?.names[0];
      return {
        subject: server,
        title: `${server} does not answer as a file server: whatever touches its mounts hangs`,
        observed: [
          alias === undefined ? server : `${server} (${alias} in /etc/hosts)`,
          ...(events.length > 0 ? ["the kernel's log says that it does not respond, and nothing of a recovery"] : []),
          ...(stuck.length > 0 ? [`in uninterruptible sleep: ${listed(stuck)}`] : []),
          own.length > 0
            ? `${counted(own.length, "mount")}: ${listed(own.map(({ mountPoint }) => mountPoint))}`
            : "no mount of it is listed: what still asks for it is a leftover",
        ].join("; "),
        expected: "every remote mount answers, and none of a server that is gone",
        cite: [...events, ...waiting, ...own].slice(0, maximumCites).map(({ at }) => at),
        impact: isVital ? 4 : 3,
        confidence: events.length > 0 ? "confirmed" : "inferred",
        remedy: own.length === 0 ? leftoverRemedy(server, alias) : {},
      };
    });
  },
  remedy: {
    steps: [
      "Bring the server or the way to it back: a hard mount then goes on by itself, and nothing is lost",
      "Only for data that is read, not written, and only if the server stays away: `umount -f`, then `umount -l`",
    ],
    risk: "umount -f and -l throw away what was not yet written and give guests I/O errors. A reboot with hung NFS often hangs in the shutdown: have the BMC's power control at hand.",
    verify: "ps -eo pid,stat,wchan:32,comm | grep ' D'",
  },
});
