import type { Readings } from "#lib/facts/index.ts";
import type { HostPart } from "#lib/graph/part.ts";
import { isControlPlane } from "#lib/rules/shared/critical-paths.ts";
import { readFact } from "./read.ts";

type Machine = Pick<HostPart, "timeSources" | "watchdog" | "consoles" | "kubernetes" | "alertTargets">;

/** What the machine itself has: a clock to follow, a watchdog, a console, and what of a Kubernetes cluster runs on it. */
export function machineOf(readings: Readings): Machine {
  const [time, bmc] = [readFact(readings, "timeSync"), readFact(readings, "bmcNetwork")];
  const asked = time?.configured.filter(({ directive }) => directive !== "refclock") ?? [];
  return {
    timeSources: asked.map(({ name, at }) => ({ server: name, at })),
    watchdog: watchdogOf(readings),
    consoles: bmc?.address ? [{ by: "BMC", address: bmc.address, at: bmc.at }] : [],
    kubernetes: kubernetesOf(readings),
    alertTargets: alertTargetsOf(readings),
  };
}

function watchdogOf(readings: Readings): HostPart["watchdog"] {
  const watchdog = readFact(readings, "watchdog");
  if (watchdog === undefined) return null;
  const armed = watchdog.devices.find(({ state }) => state === "active");
  const at = armed?.at ?? watchdog.daemon?.at ?? watchdog.systemdAt;
  if (at === undefined || at === null) return null;
  return {
    resets: armed !== undefined || watchdog.hungTaskPanic === true,
    onlyHeartbeat: watchdog.daemon !== null && watchdog.daemon.tests.length === 0,
    at,
  };
}

function kubernetesOf(readings: Readings): HostPart["kubernetes"] {
  const kubernetes = readFact(readings, "kubernetes");
  const hostname = readFact(readings, "identity")?.hostname.split(".")[0] ?? "";
  const node = kubernetes?.nodes.find(({ name }) => name.split(".")[0] === hostname);
  if (kubernetes === undefined || node === undefined) return null;
  const hard = kubernetes.volumes.filter(
    ({ kind, server, mountOptions }) => kind === "nfs" && server !== null && !mountOptions.some((option) => /^soft/.test(option)),
  );
  return {
    node: node.name,
    isControlPlane: isControlPlane(hostname, readFact(readings, "services"), kubernetes),
    cni: kubernetes.cilium === null ? null : "cilium",
    nfsServers: hard.map(({ server, at }) => ({ server: server ?? "", at })),
    at: node.at,
  };
}

function alertTargetsOf(readings: Readings): HostPart["alertTargets"] {
  const alertmanager = readFact(readings, "alertmanager");
  const sending = alertmanager?.receivers.filter(({ integrations }) => integrations.length > 0) ?? [];
  return sending.flatMap(({ integrations, at }) => integrations.flatMap(({ host }) => (host === null ? [] : [{ server: host, at }])));
}
