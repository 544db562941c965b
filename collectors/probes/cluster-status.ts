import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable, NotReadable } from "#collectors/probe.ts";
import { blocksNamed, isPackageDefault, lastValue, parseCorosync } from "./parse/corosync.ts";
import { fileOrNull, isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";
import { parseVotequorum, saysVotes } from "./parse/votequorum.ts";

/**
 * The vote as this node sees it. `pvecm status` is a Perl start around the same tool, so it is asked only where that one did not
 * succeed. Both exit with 2 without quorum.
 */
export const clusterStatus = defineProbe({
  id: "cluster-status",
  fact: "clusterStatus",
  systems: ["linux"],
  sources: {
    quorumtool: { exec: ["corosync-quorumtool", "-siH"], root: true, optional: true },
    pvecm: { exec: ["pvecm", "status"], unless: "quorumtool", root: true, timeoutSeconds: 10, optional: true },
    config: { read: "/etc/corosync/corosync.conf", optional: true },
  },
  parse({ quorumtool, pvecm, config }) {
    // The header of pvecm has the cluster's name, so it is preferred where both spoke.
    const answer = [pvecm, quorumtool].find(saysVotes);
    if (!answer) throw silence([quorumtool, pvecm], config);
    const status = parseVotequorum(answer);
    return { ...status, name: status.name ?? clusterName(config) };
  },
});

function clusterName(config: readonly Section[]): string | null {
  const file = config.find(succeeded);
  return file ? lastValue(blocksNamed([parseCorosync(file)], "totem"), "cluster_name") : null;
}

/** No votes were told: a host without corosync.conf is in no cluster; one with it has a corosync that does not answer. */
function silence(tools: readonly Section[], config: readonly Section[]): Error {
  const file = fileOrNull(config, "corosync.conf");
  if (!file) return new NotApplicable("a stand-alone host: it has no corosync.conf");
  if (isPackageDefault(parseCorosync(file))) return new NotApplicable("a stand-alone host: corosync.conf is the package's own example");
  const asked = tools.filter((tool) => !isMissing(tool));
  const mute = asked.find(succeeded);
  if (mute) return new Error(`${mute.source} told no votes`);
  const error = notReadable(asked, "cluster status");
  const isSilent = error.failure === "unparsable" && asked.some((tool) => tool.status === "ok" && tool.exitStatus !== 0);
  return isSilent ? new NotReadable("unreachable", error.message) : error;
}
