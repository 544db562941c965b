import { defineRule, NotApplicable, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";
import { hostFinder, namesOf, storageServers, targetFinder } from "./parts/monitoring-targets.ts";

export const hostNotMonitored = defineRule({
  id: "alert/host-not-monitored",
  title: "A host or a storage server is in no target list of the monitoring, or its target is down",
  why: "What is not watched fails in silence: users find it, and nobody can say since when.",
  scope: "fleet",
  scenarios: ["nas-loss", "hardware-fault"],
  likelihood: 2,
  impact: 3,
  postmortems: ["debian-hosts-line-blocks-pmxcfs", "nfs-hang-takes-cluster-network"],
  references: ["node_exporter", "blackbox_exporter"],
  needs: ["prometheus", "fleet"],
  check({ prometheus, fleet }) {
    if (fleet.length === 0) throw new NotApplicable("no host is entered yet");
    const [findTargets, findHosts] = [targetFinder(prometheus.targets), hostFinder(fleet)];
    const watched = fleet.map((host) => ({ host, targets: [...new Set(namesOf(host).flatMap(findTargets))] }));
    const down = watched.filter(({ targets }) => targets.length > 0 && targets.every(({ health }) => health === "down"));
    const unwatched = watched.filter(({ targets }) => targets.length === 0).map(({ host }) => host);
    const servers = storageServers(fleet).filter((server) => findTargets(server).length + findHosts(server).length === 0);
    if (!prometheus.targetsComplete && unwatched.length + servers.length > 0)
      throw new Undecidable("some targets of Prometheus are discovered and were not read");
    const [first] = prometheus.targets;
    const missing = (key: string, names: string[], what: string): Observation[] =>
      names.length === 0
        ? []
        : [
            {
              subject: listed(names),
              key,
              title: `${listed(names)} ${names.length === 1 ? "is" : "are"} in no target list`,
              observed: `${counted(names.length, what)} without a target: ${listed(names, 8)}; ${counted(prometheus.targets.length, "target")} in all`,
              expected: "an exporter or a probe for each",
              cite: first ? [first.at] : [],
              confidence: "inferred",
            },
          ];
    return [
      ...missing(
        "hosts",
        unwatched.map(({ name }) => name),
        "host",
      ),
      ...missing("storage", servers, "storage server"),
      ...down.map(({ host, targets }) => ({
        subject: host.name,
        key: `down ${host.name}`,
        title: `Every target of ${host.name} is down`,
        observed: listed(targets.map(({ job, instance, error }) => `${job} ${instance} down${error ? `: ${error}` : ""}`)),
        expected: "health up",
        cite: targets.slice(0, maximumCites).map(({ at }) => at),
        confidence: "inferred" as const,
      })),
    ];
  },
  remedy: {
    steps: [
      "Install node_exporter on the host, listening on its management address, and add `HOST:9100` to the targets",
      "For a NAS: the blackbox exporter's `tcp_connect` on port 2049, and an alert on `node_mountstats_nfs_operations_major_timeouts_total`",
    ],
    risk: "An exporter on 0.0.0.0 tells its metrics to the whole network: bind it, or close port 9100.",
    verify: "promtool query instant http://localhost:9090 up",
  },
});
