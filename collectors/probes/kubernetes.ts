import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import { eventFields, goTemplate, objectFields, variablesTemplate } from "./parse/kubectl-template.ts";
import { ciliumOf, configMapsOf, dnsOf, objectsOf, warningsOf } from "./parse/kubernetes.ts";
import { isMissing } from "./parse/presence.ts";
import { linesOf, notReadable, succeeded } from "./parse/sections.ts";

const common = { root: true, optional: true, lane: "slow", timeoutSeconds: 15, maximumBytes: 4 * 1024 * 1024 } as const;
const kinds = "nodes,storageclasses,persistentvolumes,deployments,statefulsets,daemonsets,poddisruptionbudgets,pods";
const objects = ["get", kinds, "-A", `--output=go-template=${goTemplate(objectFields)}`] as const;
const warnings = ["get", "events", "-A", "--field-selector=type=Warning", `--output=go-template=${goTemplate(eventFields)}`] as const;
const maps = ["get", "configmaps", "coredns", "cilium-config", "-n", "kube-system", "--ignore-not-found", "--output=json"] as const;
const agents = [
  "get",
  "daemonset",
  "cilium",
  "-n",
  "kube-system",
  "--ignore-not-found",
  `--output=go-template=${variablesTemplate}`,
] as const;
/** Three ways to a cluster: what root knows, kubeadm's own file on a control plane, k3s where its installer puts it. The others where the first fails. */
// Without a folder of its own kubectl keeps what it discovers below the home of whoever calls it: a file on the host.
const quiet = ["--cache-dir=/dev/null", "--request-timeout=5s"] as const;
const plain = ["kubectl", ...quiet] as const;
const kubeadm = ["kubectl", "--kubeconfig=/etc/kubernetes/admin.conf", ...quiet] as const;
const k3s = ["/usr/local/bin/k3s", "kubectl", ...quiet] as const;

/** A Kubernetes cluster through kubectl(1) on this host: `get` alone, fields by name, never a Secret, nor an environment but that of Cilium. */
export const kubernetes = defineProbe({
  id: "kubernetes",
  fact: "kubernetes",
  systems: ["linux"],
  sources: {
    objects: { exec: [...plain, ...objects], ...common },
    objectsKubeadm: { exec: [...kubeadm, ...objects], unless: "objects", ...common },
    objectsK3s: { exec: [...k3s, ...objects], unless: "objects", ...common },
    warnings: { exec: [...plain, ...warnings], ...common },
    warningsKubeadm: { exec: [...kubeadm, ...warnings], unless: "objects", ...common },
    warningsK3s: { exec: [...k3s, ...warnings], unless: "objects", ...common },
    maps: { exec: [...plain, ...maps], ...common },
    mapsKubeadm: { exec: [...kubeadm, ...maps], unless: "objects", ...common },
    mapsK3s: { exec: [...k3s, ...maps], unless: "objects", ...common },
    agents: { exec: [...plain, ...agents], ...common },
    agentsKubeadm: { exec: [...kubeadm, ...agents], unless: "objects", ...common },
    agentsK3s: { exec: [...k3s, ...agents], unless: "objects", ...common },
  },
  parse(sections): Kubernetes {
    const ways = [sections.objects, sections.objectsKubeadm, sections.objectsK3s];
    const answer = ways.find((section) => succeeded(section) && section.text.trim() !== "");
    if (!answer) throw whyNot(ways);
    const warned = [sections.warnings, sections.warningsKubeadm, sections.warningsK3s].find(succeeded);
    const named = [sections.maps, sections.mapsKubeadm, sections.mapsK3s].find(succeeded);
    const told = [sections.agents, sections.agentsKubeadm, sections.agentsK3s].find(succeeded);
    const configMaps = named ? configMapsOf(named) : new Map();
    return {
      ...objectsOf(answer),
      warnings: warned ? warningsOf(warned) : null,
      dns: dnsOf(configMaps, named?.source ?? ""),
      cilium: ciliumOf(configMaps, named?.source ?? "", told ?? null),
    };
  },
});

/** kubectl may be installed for clusters elsewhere: without a server or a file of its own there is no cluster to read here. */
function whyNot(ways: readonly Section[]): Error {
  const tried = ways.filter((section) => !isMissing(section));
  if (tried.length === 0) return new NotApplicable("kubectl and k3s are not installed");
  const elsewhere = /localhost:8080|no such file or directory|no configuration has been provided|stat \/etc\/kubernetes/i;
  if (tried.every((section) => elsewhere.test(`${section.errorText} ${linesOf(section.text)[0] ?? ""}`)))
    return new NotApplicable("kubectl knows no cluster on this host");
  return notReadable(tried, "Kubernetes");
}
