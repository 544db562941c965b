import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Kubernetes, PersistentVolume, Workload } from "#lib/facts/kubernetes.ts";
import { labelsOf, parseLine, unquery } from "./kubectl-template.ts";
import { linesOf } from "./sections.ts";

/** One object of kubectl's answer. */
interface Listed {
  /** Every value of a key. */
  all(key: string): string[];
  /** The first value of a key; "" where there is none. */
  one(key: string): string;
  /** Every value of a key in its parts, each in its items. */
  parts(key: string): string[][][];
  at: Cite;
}

function listedIn(section: Section): Listed[] {
  const lines = linesOf(section.text);
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const read = parseLine(line);
    const all = (key: string) =>
      read(key)
        .map(([value = ""]) => unquery(value))
        .filter((value) => value !== "");
    const at = { ...citeLine(section.source, lines, index), text: readable(line) };
    const parts = (key: string) => read(key).map((value) => value.map((part) => part.split(",").filter(Boolean).map(unquery)));
    return [{ all, one: (key: string) => all(key)[0] ?? "", parts, at }];
  });
}

/** The line as a person reads it: a word for each field. */
function readable(line: string): string {
  return line.split("&").filter(Boolean).map(unquery).join(" ").slice(0, 400);
}

type Objects = Pick<Kubernetes, "nodes" | "storageClasses" | "volumes" | "workloads" | "pods" | "disruptionBudgets">;

/** Everything that `kubectl get nodes,…` listed, by kind. */
export function objectsOf(section: Section): Objects {
  const objects = listedIn(section);
  const kind = (name: string) => objects.filter((object) => object.one("kind") === name);
  const [pods, budgets] = [kind("Pod"), kind("PodDisruptionBudget")];
  return {
    nodes: kind("Node").map(nodeOf),
    storageClasses: kind("StorageClass").map((object) => ({
      name: object.one("name"),
      provisioner: object.one("provisioner"),
      mountOptions: object.all("option"),
      server: object.one("server") || null,
      at: object.at,
    })),
    volumes: kind("PersistentVolume").map(volumeOf),
    workloads: [...kind("Deployment"), ...kind("StatefulSet"), ...kind("DaemonSet")].map(workloadOf),
    // A cluster without a single pod is none: then pods, and budgets with them, were not listed.
    pods: pods.length > 0 ? pods.map(podOf) : null,
    disruptionBudgets:
      pods.length + budgets.length > 0
        ? budgets.map((object) => ({
            namespace: object.one("namespace"),
            name: object.one("name"),
            selector: labelsOf(object.one("selector")),
          }))
        : null,
  };
}

function nodeOf(object: Listed): Kubernetes["nodes"][number] {
  const ready = object.parts("condition").find(([type]) => type?.[0] === "Ready");
  const roles = labelsOf(object.one("labels")).map((label) => label.split("=")[0] ?? "");
  return {
    name: object.one("name"),
    ready: ready?.[1]?.[0] === "True",
    readySince: ready?.[2]?.[0] ?? null,
    unschedulable: object.one("unschedulable") === "true",
    controlPlane: roles.some((role) => /^node-role\.kubernetes\.io\/(control-plane|master|etcd)$/.test(role)),
    addresses: object.all("address"),
    at: object.at,
  };
}

function volumeOf(object: Listed): PersistentVolume {
  const driver = object.one("driver");
  const nfs = object.one("nfsServer") !== "" || /\bnfs\b/i.test(driver);
  const smb = /\b(smb|cifs)\b/i.test(driver);
  const modes = object.all("accessMode");
  const server = object.one("nfsServer") || object.one("server") || null;
  return {
    name: object.one("name"),
    storageClass: object.one("class") || null,
    mountOptions: object.all("option").flatMap((option) => option.split(",")),
    kind: nfs ? "nfs" : smb ? "smb" : "other",
    server: nfs || smb ? server : null,
    readOnly: object.one("readOnly") === "true" || (modes.length > 0 && modes.every((mode) => mode === "ReadOnlyMany")),
    claim: object.one("claimName") === "" ? null : { namespace: object.one("claimNamespace"), name: object.one("claimName") },
    at: object.at,
  };
}

function workloadOf(object: Listed): Workload {
  const isDaemon = object.one("kind") === "DaemonSet";
  const replicas = countOf(object.one(isDaemon ? "desired" : "replicas"));
  const updated = object.one(isDaemon ? "updatedNumber" : "updated");
  const [generation, observed] = [object.one("generation"), object.one("observed")];
  return {
    kind: z.enum(["Deployment", "StatefulSet", "DaemonSet"]).parse(object.one("kind")),
    namespace: object.one("namespace"),
    name: object.one("name"),
    replicas,
    readyReplicas: countOf(object.one(isDaemon ? "numberReady" : "ready")),
    rollingOut: (generation !== "" && observed !== "" && generation !== observed) || (updated !== "" && countOf(updated) < replicas),
    priorityClass: object.one("priority") || null,
    spread: object.one("antiAffinity") !== "" || object.parts("spread").length > 0,
    labels: labelsOf(object.one("podLabels")),
    containers: object.parts("container").map(([name, image, policy, command = [], args = []]) => ({
      name: name?.[0] ?? "",
      image: image?.[0] ?? "",
      pullPolicy: policy?.[0] ?? null,
      command: [...command, ...args],
    })),
    claims: [...object.all("claim"), ...object.all("claimTemplate").map((name) => `${name}-${object.one("name")}-`)],
    at: object.at,
  };
}

function podOf(object: Listed): NonNullable<Kubernetes["pods"]>[number] {
  const conditions = object.parts("condition");
  const isTrue = (type: string) => conditions.some(([name, status]) => name?.[0] === type && status?.[0] === "True");
  const unscheduled = conditions.find(([name, status]) => name?.[0] === "PodScheduled" && status?.[0] === "False");
  return {
    namespace: object.one("namespace"),
    name: object.one("name"),
    phase: object.one("phase"),
    ready: isTrue("Ready"),
    node: object.one("node") || null,
    createdAt: object.one("created") || null,
    labels: labelsOf(object.one("labels")),
    waiting: [...object.all("waiting"), ...(unscheduled === undefined ? [] : [unscheduled[3]?.[0] ?? "Unschedulable"])],
    ofJob: object.all("owner").includes("Job"),
    claims: object.all("claim"),
    at: object.at,
  };
}

/** Events of type Warning. */
export function warningsOf(section: Section): NonNullable<Kubernetes["warnings"]> {
  return listedIn(section).map((object) => ({
    namespace: object.one("namespace"),
    object: `${object.one("objectKind")}/${object.one("object")}`,
    reason: object.one("reason"),
    message: object.one("message"),
    count: Math.max(1, countOf(object.one("count"))),
    node: object.one("node") || null,
    lastAt: object.one("last") || null,
    at: object.at,
  }));
}

function countOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

const ConfigMap = z.looseObject({ metadata: z.looseObject({ name: z.string() }), data: z.record(z.string(), z.string()).nullish() });
type ConfigMap = z.infer<typeof ConfigMap>;

/** The ConfigMaps of `kubectl get configmap A B -o json`: one object, or a list of them. */
export function configMapsOf(section: Section): Map<string, ConfigMap> {
  if (section.text.trim() === "") return new Map();
  const value: unknown = JSON.parse(section.text);
  const list = z.looseObject({ kind: z.literal("List"), items: z.array(z.unknown()) }).safeParse(value);
  const maps = (list.success ? list.data.items : [value]).map((one) => ConfigMap.parse(one));
  return new Map(maps.map((map) => [map.metadata.name, map]));
}

/** What CoreDNS's Corefile says of the names outside the cluster (coredns.io, plugins forward and cache). */
export function dnsOf(maps: ReadonlyMap<string, ConfigMap>, source: string): Kubernetes["dns"] {
  const corefile = maps.get("coredns")?.data?.Corefile ?? maps.get("rke2-coredns-rke2-coredns")?.data?.Corefile;
  if (corefile === undefined) return null;
  const words = linesOf(corefile).map((line) => line.trim().replace(/#.*/, "").split(/\s+/));
  const forward = words.find(([plugin, zone]) => (plugin === "forward" || plugin === "proxy") && zone === ".");
  const forwards = (forward ?? []).slice(2).filter((word) => word !== "{");
  return {
    forwards,
    servesStale: words.some(([plugin]) => plugin === "serve_stale"),
    at: { source, line: 1, text: `Corefile: ${(forward ?? ["no forward"]).join(" ")}` },
  };
}

/** Cilium's own settings (docs.cilium.io, "cilium-config"), and the API server that its agents were told. */
export function ciliumOf(maps: ReadonlyMap<string, ConfigMap>, source: string, variables: Section | null): Kubernetes["cilium"] {
  const data = maps.get("cilium-config")?.data;
  if (!data) return null;
  const text = (key: string) => data[key] || null;
  const lines = linesOf(variables?.text ?? "");
  const line = lines.findIndex((one) => /^KUBERNETES_SERVICE_HOST=./.test(one));
  const host = unquery(lines[line]?.slice("KUBERNETES_SERVICE_HOST=".length) ?? "");
  const told = [host, data["k8s-api-server-urls"] ?? "", data["k8s-api-server"] ?? ""].join(" ");
  const hosts = told.split(/[\s,]+/).filter((word) => word !== "");
  const keys = ["kube-proxy-replacement", "k8s-api-server-urls", "k8s-api-server", "prometheus-serve-addr"];
  const shown = keys.map((key) => `${key}: ${data[key] === undefined ? "(not set)" : JSON.stringify(data[key])}`);
  const at = { source, line: 1, text: shown.join(", ") };
  return {
    kubeProxyReplacement: /^(true|strict)$/i.test(data["kube-proxy-replacement"] ?? ""),
    metricsAddress: text("prometheus-serve-addr"),
    operatorMetricsAddress: text("operator-prometheus-serve-addr"),
    apiHosts: [...new Set(hosts.map((host) => hostOf(host)))],
    at,
    apiAt: line < 0 ? null : citeLine(variables?.source ?? "", lines, line),
  };
}

function hostOf(url: string): string {
  const rest = url.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  return /^\[([^\]]*)\]/.exec(rest)?.[1] ?? (/^[^:]*:\d+$/.test(rest) ? rest.slice(0, rest.lastIndexOf(":")) : rest);
}
