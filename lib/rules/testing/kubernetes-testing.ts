import type { Kubernetes, PersistentVolume, Pod, Workload } from "#lib/facts/kubernetes.ts";
import { cite } from "./testing.ts";

/** Facts about a Kubernetes cluster for tests of rules, one line each. Nothing of the product imports this. */

const kubectl = (text: string) => cite("kubectl get", text);

/** A cluster of two nodes with nothing on it, unless `over` says otherwise. */
export function kubernetes(over: Partial<Kubernetes> = {}): Kubernetes {
  return {
    nodes: [node("cp-1", { controlPlane: true }), node("w-1")],
    storageClasses: [],
    volumes: [],
    workloads: [],
    pods: null,
    disruptionBudgets: null,
    warnings: null,
    dns: null,
    cilium: null,
    ...over,
  };
}

export function node(name: string, over: Partial<Kubernetes["nodes"][number]> = {}): Kubernetes["nodes"][number] {
  const at = kubectl(`kind=Node name=${name}`);
  return { name, ready: true, readySince: null, unschedulable: false, controlPlane: false, addresses: [], at, ...over };
}

/** storageClass("nas", "hard,nfsvers=4.1"). */
export function storageClass(name: string, options: string, provisioner = "nfs.csi.k8s.io"): Kubernetes["storageClasses"][number] {
  return { name, provisioner, mountOptions: split(options), server: "nas.lan", at: kubectl(`kind=StorageClass name=${name}`) };
}

/** volume("pvc-1", "nas", "hard", "monitoring/storage-loki-0"). */
export function volume(
  name: string,
  storage: string | null,
  options: string,
  claim = "",
  over: Partial<PersistentVolume> = {},
): PersistentVolume {
  const [namespace = "", claimName] = claim.split("/");
  return {
    name,
    storageClass: storage,
    mountOptions: split(options),
    kind: "nfs",
    server: "nas.lan",
    readOnly: false,
    claim: claimName === undefined ? null : { namespace, name: claimName },
    at: kubectl(`kind=PersistentVolume name=${name}`),
    ...over,
  };
}

/** workload("kube-system/coredns", 2). */
export function workload(path: string, replicas: number, over: Partial<Workload> = {}): Workload {
  const [namespace = "", name = ""] = path.split("/");
  return {
    kind: "Deployment",
    namespace,
    name,
    replicas,
    readyReplicas: replicas,
    rollingOut: false,
    priorityClass: null,
    spread: false,
    labels: [`app=${name}`],
    containers: [{ name, image: `registry.lan/${name}@sha256:0`, pullPolicy: "IfNotPresent", command: [] }],
    claims: [],
    at: kubectl(`kind=Deployment name=${name}`),
    ...over,
  };
}

/** pod("kube-system/coredns-1", "w-1", { labels: ["app=coredns"] }). */
export function pod(path: string, nodeName: string | null, over: Partial<Pod> = {}): Pod {
  const [namespace = "", name = ""] = path.split("/");
  return {
    namespace,
    name,
    phase: "Running",
    ready: true,
    node: nodeName,
    createdAt: null,
    labels: [],
    waiting: [],
    ofJob: false,
    claims: [],
    at: kubectl(`kind=Pod name=${name}`),
    ...over,
  };
}

type Warning = NonNullable<Kubernetes["warnings"]>[number];

export function warning(reason: string, message: string, over: Partial<Warning> = {}): Warning {
  const at = kubectl(`reason=${reason} ${message}`);
  return { namespace: "shop", object: "Pod/web-1", reason, message, count: 1, node: "w-1", lastAt: null, at, ...over };
}

export function cilium(over: Partial<NonNullable<Kubernetes["cilium"]>> = {}): NonNullable<Kubernetes["cilium"]> {
  const at = kubectl("cilium-config");
  return {
    kubeProxyReplacement: true,
    metricsAddress: ":9962",
    operatorMetricsAddress: ":9963",
    apiHosts: ["127.0.0.1"],
    at,
    apiAt: null,
    ...over,
  };
}

function split(options: string): string[] {
  return options.split(",").filter((option) => option !== "");
}
