import { watch } from "#lib/engine/drift/watch.ts";

const nodes = watch({
  fact: "kubernetes",
  kind: "node",
  group: "cluster",
  weight: 1,
  things: (cluster) =>
    cluster.nodes.map(({ name, ready, unschedulable, controlPlane, addresses, at }) => ({
      key: name,
      name: `Kubernetes node ${name}`,
      says: { ready, cordoned: unschedulable, "control plane": controlPlane, addresses },
      at: [at],
    })),
});

const storageClasses = watch({
  fact: "kubernetes",
  kind: "storage class",
  group: "cluster",
  things: (cluster) =>
    cluster.storageClasses.map(({ name, provisioner, server, mountOptions, at }) => ({
      key: name,
      name: `storage class ${name}`,
      says: { provisioner, server, "mount options": mountOptions },
      at: [at],
    })),
});

const volumes = watch({
  fact: "kubernetes",
  kind: "volume",
  group: "cluster",
  things: (cluster) =>
    cluster.volumes.map(({ name, kind, server, storageClass, claim, mountOptions, at }) => ({
      key: name,
      name: `persistent volume ${name}`,
      says: {
        kind,
        server,
        "storage class": storageClass,
        claim: claim === null ? null : `${claim.namespace}/${claim.name}`,
        "mount options": mountOptions,
      },
      at: [at],
    })),
});

/** How many pods are ready just now moves with every roll-out: how many there are to be does not. */
const workloads = watch({
  fact: "kubernetes",
  kind: "workload",
  group: "cluster",
  things: (cluster) =>
    cluster.workloads.map(({ kind, namespace, name, replicas, containers, priorityClass, spread, claims, at }) => ({
      key: `${kind} ${namespace}/${name}`,
      name: `${kind} ${namespace}/${name}`,
      says: {
        // Of a DaemonSet it is the number of nodes, which are told themselves.
        replicas: kind === "DaemonSet" ? undefined : replicas,
        images: containers.map(({ image }) => image),
        "priority class": priorityClass,
        "kept apart": spread,
        claims,
      },
      at: [at],
    })),
});

const budgets = watch({
  fact: "kubernetes",
  kind: "disruption budget",
  group: "cluster",
  things: ({ disruptionBudgets }) =>
    disruptionBudgets?.map(({ namespace, name, selector }) => ({
      key: `${namespace}/${name}`,
      name: `disruption budget ${namespace}/${name}`,
      says: { selector },
      at: [],
    })) ?? null,
});

const network = watch({
  fact: "kubernetes",
  kind: "cluster network",
  group: "cluster",
  things: ({ dns, cilium }) => [
    {
      key: "network",
      name: "network of the Kubernetes cluster",
      says: {
        "DNS asks": dns?.forwards,
        "DNS serves stale answers": dns?.servesStale,
        "replaces kube-proxy": cilium?.kubeProxyReplacement,
        "metrics at": cilium === null ? undefined : cilium.metricsAddress,
        "API reached by": cilium?.apiHosts,
      },
      at: [dns?.at ?? null, cilium?.at ?? null, cilium?.apiAt ?? null],
    },
  ],
});

export const kubernetesWatches = [nodes, storageClasses, volumes, workloads, budgets, network];
