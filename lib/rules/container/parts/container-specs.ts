import type { Cite } from "#lib/facts/cite.ts";
import type { Containers } from "#lib/facts/containers.ts";
import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import type { Services } from "#lib/facts/services.ts";
import { NotApplicable, Undecidable } from "#lib/rules/rule.ts";

/** A container as it is declared, whoever runs it. */
export interface ContainerSpec {
  /** "web", "monitoring/alert-proxy". */
  label: string;
  key: string;
  image: string;
  /** Of Kubernetes; null elsewhere. */
  pullPolicy: string | null;
  /** Program and arguments as one text; empty where the image's own are used or they were not read. */
  command: string;
  at: Cite;
}

/** What runs containers of its own, or is a node that can tell of its cluster; an agent's cluster is read at its control plane. */
const engineUnits = /^(docker|podman|crio|kubelet|k3s|rke2-server)\.(service|socket)$/;

interface Known {
  containers: Containers | undefined;
  kubernetes: Kubernetes | undefined;
  services: Services | undefined;
}

/** Long-running containers of docker, podman and a cluster. Throws where neither was read, by what the units say. */
export function containerSpecs({ containers, kubernetes, services }: Known): ContainerSpec[] {
  if (containers === undefined && kubernetes === undefined) {
    if (services?.length && !services.some(({ unit }) => engineUnits.test(unit)))
      throw new NotApplicable("no unit of a container engine is enabled");
    throw new Undecidable("neither containers nor a cluster were read");
  }
  const local = (containers?.containers ?? [])
    .filter(({ running, oneOff, managedBy }) => running && !oneOff && managedBy !== "kubernetes")
    .map(({ name, image, command, at }) => ({ label: name, key: name, image, pullPolicy: null, command: joined(command ?? []), at }));
  const inCluster = (kubernetes?.workloads ?? [])
    .filter(({ replicas }) => replicas > 0)
    .flatMap(({ namespace, name, at, containers: list }) =>
      list.map((one) => ({
        label: `${namespace}/${name}`,
        key: `${namespace}/${name}/${one.name}`,
        image: one.image,
        pullPolicy: one.pullPolicy,
        command: joined(one.command),
        at,
      })),
    );
  return [...local, ...inCluster];
}

/** Longer than this no command was written by hand. */
function joined(words: readonly string[]): string {
  return words.join(" ").slice(0, 10_000);
}

/** What others stand on: the alert path, names, networks, storage, sign-in, the way in. */
const vital = {
  "the alert path": /alert|prometheus|vmalert|ntfy|gotify|apprise|healthcheck|uptime/,
  DNS: /coredns|(^|[^a-z])dns|pi-?hole|adguard|unbound|(^|[^a-z])bind9?([^a-z]|$)|technitium/,
  "the network": /cilium|calico|flannel|kube-router|multus|metallb|kube-vip|keepalived|wireguard|tailscale|traefik|ingress|haproxy/,
  storage: /csi|longhorn|rook|ceph|openebs|nfs/,
  "sign-in": /authentik|authelia|keycloak|vault|openbao|dex|ldap|freeipa/,
} as const;

/** What a container is vital for; null for an ordinary one. */
export function vitalFor({ label, image }: ContainerSpec): keyof typeof vital | null {
  const text = `${label} ${image.split("/").at(-1) ?? ""}`.toLowerCase();
  return (Object.keys(vital) as (keyof typeof vital)[]).find((purpose) => vital[purpose].test(text)) ?? null;
}
