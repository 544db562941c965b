import { z } from "zod";
import { Cite } from "./cite.ts";

export const KubernetesNode = z.object({
  name: z.string(),
  ready: z.boolean(),
  /** Since when it is as it is; null where only a table was printed. */
  readySince: z.string().nullable(),
  /** Cordoned: `kubectl cordon`, `drain`. */
  unschedulable: z.boolean(),
  controlPlane: z.boolean(),
  addresses: z.array(z.string()),
  at: Cite,
});

export const StorageClass = z.object({
  name: z.string(),
  /** "nfs.csi.k8s.io", "driver.longhorn.io", "rancher.io/local-path". */
  provisioner: z.string(),
  mountOptions: z.array(z.string()),
  server: z.string().nullable(),
  at: Cite,
});

export const PersistentVolume = z.object({
  name: z.string(),
  storageClass: z.string().nullable(),
  mountOptions: z.array(z.string()),
  kind: z.enum(["nfs", "smb", "other"]),
  /** Server of an NFS or SMB volume; null for the others. */
  server: z.string().nullable(),
  readOnly: z.boolean(),
  claim: z.object({ namespace: z.string(), name: z.string() }).nullable(),
  at: Cite,
});
export type PersistentVolume = z.infer<typeof PersistentVolume>;

export const Workload = z.object({
  kind: z.enum(["Deployment", "StatefulSet", "DaemonSet"]),
  namespace: z.string(),
  name: z.string(),
  /** For a DaemonSet the nodes that it is wanted on. */
  replicas: z.number().int(),
  readyReplicas: z.number().int(),
  /** A new version is on its way: the controller has not seen the last change, or not all pods have it. */
  rollingOut: z.boolean(),
  priorityClass: z.string().nullable(),
  /** Its pods keep apart: anti-affinity or topologySpreadConstraints. */
  spread: z.boolean(),
  labels: z.array(z.string()),
  containers: z.array(
    z.object({
      name: z.string(),
      image: z.string(),
      pullPolicy: z.string().nullable(),
      /** Command and arguments of the container; empty where the image's own are used. */
      command: z.array(z.string()),
    }),
  ),
  /** Names of the PersistentVolumeClaims that its pods mount; a StatefulSet's templates end with "-". */
  claims: z.array(z.string()),
  at: Cite,
});
export type Workload = z.infer<typeof Workload>;

export const Pod = z.object({
  namespace: z.string(),
  name: z.string(),
  phase: z.string(),
  ready: z.boolean(),
  node: z.string().nullable(),
  createdAt: z.string().nullable(),
  /** Labels as "name=value". */
  labels: z.array(z.string()),
  /** "ContainerCreating", "ImagePullBackOff", "Unschedulable". */
  waiting: z.array(z.string()),
  /** It belongs to a Job: it ends by design. */
  ofJob: z.boolean(),
  claims: z.array(z.string()),
  at: Cite,
});
export type Pod = z.infer<typeof Pod>;

/**
 * A Kubernetes cluster as the control-plane host sees it. Sources: `kubectl get` with templates that name each field (environments of
 * containers and Secrets are never asked), ConfigMaps coredns and cilium-config. Absent where no kubectl works with a file of this host.
 */
export const Kubernetes = z.object({
  nodes: z.array(KubernetesNode),
  storageClasses: z.array(StorageClass),
  volumes: z.array(PersistentVolume),
  workloads: z.array(Workload),
  /** Null where they could not be listed. */
  pods: z.array(Pod).nullable(),
  /** Selectors as "name=value"; null where they could not be listed. */
  disruptionBudgets: z.array(z.object({ namespace: z.string(), name: z.string(), selector: z.array(z.string()) })).nullable(),
  /** Events of type Warning of the last hour or so; null where they could not be listed. */
  warnings: z
    .array(
      z.object({
        namespace: z.string(),
        object: z.string(),
        reason: z.string(),
        message: z.string(),
        count: z.number().int(),
        node: z.string().nullable(),
        lastAt: z.string().nullable(),
        at: Cite,
      }),
    )
    .nullable(),
  /** CoreDNS: null where no ConfigMap of that name was read. */
  dns: z
    .object({
      /** Upstreams of `forward`: addresses or "/etc/resolv.conf". */
      forwards: z.array(z.string()),
      servesStale: z.boolean(),
      at: Cite,
    })
    .nullable(),
  /** Cilium's settings: null where another network plugin is in use or its ConfigMap was not read. */
  cilium: z
    .object({
      kubeProxyReplacement: z.boolean(),
      /** Address at which the agents serve metrics; null: none. */
      metricsAddress: z.string().nullable(),
      operatorMetricsAddress: z.string().nullable(),
      /** Hosts by which the agents reach the API when told so: addresses or names, without port; empty: by the cluster's service. */
      apiHosts: z.array(z.string()),
      at: Cite,
      apiAt: Cite.nullable(),
    })
    .nullable(),
});
export type Kubernetes = z.infer<typeof Kubernetes>;
