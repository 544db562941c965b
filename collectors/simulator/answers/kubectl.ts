import { z } from "zod";
import type { Field } from "#collectors/probes/parse/kubectl-template.ts";
import { objectFields } from "#collectors/probes/parse/kubectl-template.ts";
import type { Answerer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";

type Objects = unknown[];

/**
 * kubectl(1) `get`: our template filled in from what was recorded as JSON, and nodes from the table of `get nodes -o wide`; ConfigMaps
 * by name as they were recorded. Kinds that were not recorded are not listed. kubeadm's file is not on these hosts.
 */
export const kubectl: Answerer = (recording, { flags, words }) => {
  if (flags.has("kubeconfig")) return failed(1, `error: stat ${flags.get("kubeconfig")}: no such file or directory`);
  const wanted = words.find((word) => word.startsWith("nodes,"));
  if (words[0] !== "get") return undefined;
  if (words[1] === "configmaps") return configMaps(recording, words);
  // Values of flags come as sorted sets, split at commas: what matters is that it is a template.
  if (wanted === undefined || !flags.get("output")?.includes("urlquery")) return undefined;
  const objects = [...recordedNodes(recording), ...recordedObjects(recording)];
  return objects.length === 0 ? undefined : printed(lines(objects.map((object) => filled(objectFields, object))));
};

const itemsOf = (text: string): Objects => z.looseObject({ items: z.array(z.unknown()) }).safeParse(JSON.parse(text)).data?.items ?? [];

function gets(recording: Recording): { words: readonly string[]; text: string }[] {
  return recording.commands
    .filter(({ command }) => command.tool === "kubectl" && command.words.includes("get"))
    .map(({ command, text }) => ({ words: command.words, text }));
}

function recordedObjects(recording: Recording): Objects {
  return gets(recording).flatMap(({ words, text }) => (words.includes("json") && !words.includes("cm") ? itemsOf(text) : []));
}

/** NAME STATUS ROLES AGE VERSION INTERNAL-IP …: as much of a Node as the table shows. */
function recordedNodes(recording: Recording): Objects {
  const table = gets(recording).find(({ words }) => words.includes("nodes") && words.includes("wide"));
  const rows = table?.text.trim().split("\n").slice(1) ?? [];
  return rows.map((row) => {
    const [name, status = "", roles = "", , , address] = row.split(/\s{2,}|\s+(?=\S)/);
    const labels = roles.split(",").filter((role) => role !== "<none>");
    return {
      kind: "Node",
      metadata: { name, labels: Object.fromEntries(labels.map((role) => [`node-role.kubernetes.io/${role}`, "true"])) },
      spec: status.includes("SchedulingDisabled") ? { unschedulable: true } : {},
      status: { conditions: [{ type: "Ready", status: status.startsWith("Ready") ? "True" : "Unknown" }], addresses: [{ address }] },
    };
  });
}

function configMaps(recording: Recording, words: readonly string[]) {
  const recorded = gets(recording).filter(
    (one) => one.words.includes("cm") && words.some((word) => one.words.includes(word) && word !== "get" && word !== "kube-system"),
  );
  if (recorded.length === 0) return undefined;
  return printed(JSON.stringify({ apiVersion: "v1", kind: "List", items: recorded.map(({ text }) => JSON.parse(text)) }));
}

function filled(fields: readonly Field[], object: unknown): string {
  return fields
    .flatMap((field) => {
      if ("path" in field) {
        const value = at(object, field.path);
        return isEmpty(value) ? [] : [`${field.key}=${query(value)}&`];
      }
      const items = at(object, field.each);
      const part = (item: unknown) => (one: string | { list: string }) => {
        if (typeof one !== "string")
          return listAt(item, one.list)
            .map((word) => `${query(word)},`)
            .join("");
        const value = one === "" ? item : at(item, one);
        return isEmpty(value) ? "" : query(value);
      };
      return (Array.isArray(items) ? items : []).map((item: unknown) => `${field.key}=${field.parts.map(part(item)).join("/")}&`);
    })
    .join("");
}

function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce((one: unknown, key) => (z.looseObject({}).safeParse(one).data as Record<string, unknown> | undefined)?.[key], value);
}

function listAt(value: unknown, path: string): unknown[] {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
}

/** What Go's {{with}} leaves out. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === 0 ||
    value === false ||
    value === "" ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}

/** As Go prints a value, maps in brackets with sorted keys, and urlquery encodes it. */
function query(value: unknown): string {
  const text =
    typeof value === "object" && value !== null
      ? `map[${Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, item]) => `${key}:${String(item)}`)
          .join(" ")}]`
      : String(value);
  return encodeURIComponent(text).replaceAll("%20", "+");
}
