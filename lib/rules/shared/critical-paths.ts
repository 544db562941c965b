import type { Facts } from "#lib/facts/index.ts";
import { isAtOrBelow } from "./paths.ts";

/** Directories that a host reads or writes whatever it does, and what for. A mount at one of them, or above it, holds it up. */
const criticalPaths: readonly (readonly [string, string])[] = [
  ["/var/log", "its logs"],
  ["/home", "the homes of logins"],
  ["/root", "the home of root"],
  ["/usr", "its programs"],
  ["/usr/local", "its programs"],
  ["/opt", "programs in /opt"],
  ["/etc", "its configuration"],
  ["/var/lib/docker", "the data of Docker"],
  ["/var/lib/containers", "the data of Podman"],
  ["/var/lib/containerd", "the data of containerd"],
  ["/var/lib/rancher", "the data of Kubernetes"],
  ["/var/lib/etcd", "etcd"],
  ["/var/lib/prometheus", "Prometheus"],
  ["/var/lib/alertmanager", "Alertmanager"],
  ["/var/lib/grafana", "Grafana"],
  ["/var/lib/loki", "Loki"],
];
/** Below these every directory counts; below /opt or a container engine a share may be the media of one container. */
const criticalBelow =
  /^\/(var\/log|root|etc|usr\/(bin|lib|sbin|local\/(bin|sbin))|var\/lib\/(etcd|prometheus|alertmanager|loki))(\/|$)|^\/home\/[^/]+$/;

/** Workloads that others wait for, as people name their volume claims. */
const neededWorkload =
  /(^|[-_.])(loki|prometheus|alertmanager|grafana|victoria|vmstorage|mimir|thanos|elastic|opensearch|graylog|fluent|vector|traefik|ingress|nginx-ingress|coredns|dns|pihole|adguard|vault|keycloak|authentik|etcd|harbor|registry)/i;

const controlPlaneUnits = ["k3s.service", "rke2-server.service", "k0scontroller.service", "kube-apiserver.service", "etcd.service"];

/** Whether the host carries the control plane of a Kubernetes cluster, by its units or by what the cluster says of the node. */
export function isControlPlane(
  host: string,
  services: Facts["services"] | undefined,
  kubernetes: Facts["kubernetes"] | undefined,
): boolean {
  const runs = services?.some(({ unit, unitFileState, activeState }) => {
    return controlPlaneUnits.includes(unit) && (unitFileState === "enabled" || activeState === "active");
  });
  return runs === true || kubernetes?.nodes.some(({ name, controlPlane }) => controlPlane && name.split(".")[0] === host) === true;
}

/** Tells what the host needs a directory for, in words; null for one that it can do without (disks of guests, media, backups). */
export function criticalUses(
  { kubernetes, containers }: { [Name in "kubernetes" | "containers"]: Facts[Name] | undefined },
  controlPlane: boolean,
): (directory: string) => string | null {
  const claims = new Map(kubernetes?.volumes.map(({ name, claim }) => [name, claim]));
  const engines = containers?.engines ?? [];
  return (directory) => {
    const volume = /^\/var\/lib\/kubelet\/pods\/[^/]+\/volumes\/[^/]+\/([^/]+)/.exec(directory)?.[1];
    const engine = engines.find(({ dataRoot }) => dataRoot !== null && isAtOrBelow(dataRoot, directory));
    if (volume === undefined) return engine ? `the data of ${engine.name}` : pathUse(directory);
    const claim = claims.get(volume);
    const label = claim ? `the volume ${claim.namespace}/${claim.name}` : "volumes of pods";
    return controlPlane || (claim && neededWorkload.test(claim.name)) ? label : null;
  };
}

function pathUse(directory: string): string | null {
  const held = criticalPaths.find(([path]) => isAtOrBelow(path, directory));
  const around = criticalBelow.test(directory) ? criticalPaths.findLast(([path]) => isAtOrBelow(directory, path)) : undefined;
  return held?.[1] ?? around?.[1] ?? null;
}
