/**
 * What we ask of each object that kubectl(1) lists, as a Go template: a line a object, in the form of a URL's query, so that any text
 * is one word. Blanks are avoided, since a sudo rule could not tell one argument from two; fields that are not there print nothing.
 */
export type Field =
  | { key: string; path: string }
  /** One `key=` for each item of a list; "" is the item itself. Parts are divided by "/", items of a part that is a list by ",". */
  | { key: string; each: string; parts: readonly (string | { list: string })[] };

const workload = "spec.template.spec";

export const objectFields: readonly Field[] = [
  { key: "kind", path: "kind" },
  { key: "namespace", path: "metadata.namespace" },
  { key: "name", path: "metadata.name" },
  { key: "created", path: "metadata.creationTimestamp" },
  { key: "generation", path: "metadata.generation" },
  { key: "labels", path: "metadata.labels" },
  // Node
  { key: "unschedulable", path: "spec.unschedulable" },
  { key: "condition", each: "status.conditions", parts: ["type", "status", "lastTransitionTime", "reason"] },
  { key: "address", each: "status.addresses", parts: ["address"] },
  // StorageClass
  { key: "provisioner", path: "provisioner" },
  { key: "option", each: "mountOptions", parts: [""] },
  { key: "server", path: "parameters.server" },
  // PersistentVolume
  { key: "class", path: "spec.storageClassName" },
  { key: "option", each: "spec.mountOptions", parts: [""] },
  { key: "accessMode", each: "spec.accessModes", parts: [""] },
  { key: "nfsServer", path: "spec.nfs.server" },
  { key: "readOnly", path: "spec.nfs.readOnly" },
  { key: "driver", path: "spec.csi.driver" },
  { key: "readOnly", path: "spec.csi.readOnly" },
  { key: "server", path: "spec.csi.volumeAttributes.server" },
  { key: "claimNamespace", path: "spec.claimRef.namespace" },
  { key: "claimName", path: "spec.claimRef.name" },
  // Deployment, StatefulSet, DaemonSet
  { key: "replicas", path: "spec.replicas" },
  { key: "observed", path: "status.observedGeneration" },
  { key: "ready", path: "status.readyReplicas" },
  { key: "updated", path: "status.updatedReplicas" },
  { key: "desired", path: "status.desiredNumberScheduled" },
  { key: "numberReady", path: "status.numberReady" },
  { key: "updatedNumber", path: "status.updatedNumberScheduled" },
  { key: "podLabels", path: "spec.template.metadata.labels" },
  { key: "priority", path: `${workload}.priorityClassName` },
  { key: "antiAffinity", path: `${workload}.affinity.podAntiAffinity` },
  { key: "spread", each: `${workload}.topologySpreadConstraints`, parts: ["topologyKey"] },
  { key: "container", each: `${workload}.containers`, parts: ["name", "image", "imagePullPolicy", { list: "command" }, { list: "args" }] },
  { key: "claim", each: `${workload}.volumes`, parts: ["persistentVolumeClaim.claimName"] },
  { key: "claimTemplate", each: "spec.volumeClaimTemplates", parts: ["metadata.name"] },
  // Pod
  { key: "node", path: "spec.nodeName" },
  { key: "phase", path: "status.phase" },
  { key: "owner", each: "metadata.ownerReferences", parts: ["kind"] },
  { key: "claim", each: "spec.volumes", parts: ["persistentVolumeClaim.claimName"] },
  { key: "waiting", each: "status.containerStatuses", parts: ["state.waiting.reason"] },
  { key: "waiting", each: "status.initContainerStatuses", parts: ["state.waiting.reason"] },
  // PodDisruptionBudget
  { key: "selector", path: "spec.selector.matchLabels" },
];

export const eventFields: readonly Field[] = [
  { key: "namespace", path: "metadata.namespace" },
  { key: "objectKind", path: "involvedObject.kind" },
  { key: "object", path: "involvedObject.name" },
  { key: "reason", path: "reason" },
  { key: "message", path: "message" },
  { key: "count", path: "count" },
  { key: "count", path: "series.count" },
  { key: "node", path: "reportingInstance" },
  { key: "last", path: "lastTimestamp" },
  { key: "last", path: "series.lastObservedTime" },
  { key: "last", path: "eventTime" },
];

/** Variables of a workload's containers, one a line: for Cilium's agents alone, which carry no secret and are told there how to reach the API. */
export const variablesTemplate =
  "{{range.spec.template.spec.containers}}{{range.env}}{{.name}}={{with.value}}{{.|urlquery}}{{end}}{{println}}{{end}}{{end}}";

/** The template for `kubectl get -o go-template=`. */
export function goTemplate(fields: readonly Field[]): string {
  const value = (path: string) => `{{with.${path}}}{{.|urlquery}}{{end}}`;
  const part = (one: string | { list: string }) =>
    typeof one === "string" ? (one === "" ? "{{.|urlquery}}" : value(one)) : `{{range.${one.list}}}{{.|urlquery}},{{end}}`;
  const parts = fields.map((field) =>
    "path" in field
      ? `{{with.${field.path}}}${field.key}={{.|urlquery}}&{{end}}`
      : `{{range.${field.each}}}${field.key}=${field.parts.map(part).join("/")}&{{end}}`,
  );
  return `{{range.items}}${parts.join("")}{{println}}{{end}}`;
}

/** A line that such a template printed: the values of each key, each in its parts and items. */
export function parseLine(line: string): (key: string) => string[][] {
  const values = new Map<string, string[][]>();
  for (const pair of line.split("&")) {
    const equals = pair.indexOf("=");
    if (equals < 0) continue;
    const key = pair.slice(0, equals);
    const own = values.get(key);
    const parts = pair.slice(equals + 1).split("/");
    if (own) own.push(parts);
    else values.set(key, [parts]);
  }
  return (key) => values.get(key) ?? [];
}

/** Text that Go's urlquery wrote. */
export function unquery(text: string): string {
  const plain = text.replaceAll("+", " ");
  try {
    const value = decodeURIComponent(plain);
    return value === "<no value>" || value === "<nil>" ? "" : value;
  } catch {
    return plain;
  }
}

/** "map[a:b c:d]", as Go prints labels, as "a=b" and "c=d"; neither names nor values of labels have blanks. */
export function labelsOf(text: string): string[] {
  const inner = /^map\[(.*)\]$/s.exec(text)?.[1] ?? "";
  return inner
    .split(" ")
    .filter((pair) => pair.includes(":"))
    .map((pair) => pair.replace(":", "="));
}
