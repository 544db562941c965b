import type { Kubernetes } from "#lib/facts/kubernetes.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { counted, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";

const podSeconds = 15 * 60;

const eventSeconds = 10 * 60;

const leastEvents = 5;

/** Nodes that are not ready, as one finding. */
export function lostNodes({ nodes }: Kubernetes, down: Kubernetes["nodes"], clock: number): Observation[] {
  if (down.length === 0) return [];
  const names = down.map(({ name }) => name);
  return [
    {
      subject: names.length === 1 ? (names[0] ?? "") : `${counted(names.length, "node")}`,
      key: "nodes",
      title: `${listed(names)} ${names.length === 1 ? "is" : "are"} not ready`,
      observed: `${down.length} of ${counted(nodes.length, "node")} not ready: ${listed(down.map(({ name, readySince }) => `${name}${since(readySince, clock)}`))}`,
      expected: "every node Ready, or cordoned by someone who works on it",
      cite: down.slice(0, maximumCites).map(({ at }) => at),
      remedy: {
        steps: [
          `\`kubectl describe node ${shellWord(names[0] ?? "")}\`: the conditions name the cause`,
          "Look at the host itself: power, network, disk, kubelet",
        ],
      },
    },
  ];
}

/** In whole hours or days, so that the words do not change at each visit. */
function since(time: string | null, clock: number): string {
  const hours = time === null ? 0 : Math.floor((clock - Date.parse(time)) / 3_600_000);
  if (!(hours > 0)) return "";
  return hours < 24 ? " for over an hour" : ` for ${counted(Math.floor(hours / 24), "day")}`;
}

/** Pods that wait for longer than a start takes, as one finding. */
export function stuckPods({ pods }: Kubernetes, isOlder: (time: string | null, seconds: number) => boolean): Observation[] {
  const stuck = (pods ?? []).filter(
    (pod) => pod.phase === "Pending" && !pod.ofJob && pod.createdAt !== null && isOlder(pod.createdAt, podSeconds),
  );
  if (stuck.length === 0) return [];
  const placed = stuck.filter(({ node }) => node !== null);
  const names = stuck.map(({ namespace, name }) => `${namespace}/${name}`);
  const reasons = [...new Set(stuck.flatMap(({ waiting }) => waiting))];
  return [
    {
      subject: "pods",
      title: `${counted(stuck.length, "pod")} cannot start`,
      observed: `Pending for over 15 minutes: ${listed(names)}${reasons.length > 0 ? ` (${listed(reasons)})` : ""}`,
      expected: "every pod that is wanted runs",
      cite: stuck.slice(0, maximumCites).map(({ at }) => at),
      // A pod that no node can take may be meant so: one replica too many, a selector for a node to come.
      impact: placed.length > 0 ? 3 : 2,
      confidence: placed.length > 0 ? "confirmed" : "suspected",
    },
  ];
}

/** Sandboxes and volumes that failed again and again within the last minutes. */
export function startFailures({ warnings }: Kubernetes, clock: number): Observation[] {
  const own = (warnings ?? []).filter(
    ({ reason, lastAt }) =>
      /^Failed(CreatePodSandBox|Mount|AttachVolume)$/i.test(reason) && lastAt !== null && clock - Date.parse(lastAt) <= eventSeconds * 1000,
  );
  if (own.reduce((total, { count }) => total + count, 0) < leastEvents) return [];
  const reasons = [...new Set(own.map(({ reason }) => reason))];
  return [
    {
      subject: listed(reasons),
      key: "events",
      title: `Pods fail to start: ${listed(reasons)}`,
      observed: `more than ${leastEvents - 1} such events of the last 10 minutes, about ${listed([...new Set(own.map(({ object }) => object))])}`,
      expected: "sandboxes and volumes that are there at the first try",
      cite: own.slice(0, maximumCites).map(({ at }) => at),
    },
  ];
}
