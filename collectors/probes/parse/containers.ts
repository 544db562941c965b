import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeJson, citeLine } from "#lib/facts/cite.ts";
import type { Container } from "#lib/facts/containers.ts";
import { askedLabels, composeLabels, inspectFields, managerLabels, psFields } from "./container-commands.ts";
import { linesOf, succeeded } from "./sections.ts";

type Labels = Readonly<Record<string, string>>;
type Listed = Omit<Container, "engine" | "startedAt" | "restartPolicy" | "command" | "mounts" | "policyAt">;

const Text = z.string();
const PodmanContainer = z.looseObject({
  Id: z.string(),
  Names: z.array(z.string()).nullish(),
  Image: z.string().nullish(),
  State: z.string().nullish(),
  Status: z.string().nullish(),
  ExitCode: z.number().int().nullish(),
  Exited: z.boolean().nullish(),
  IsInfra: z.boolean().nullish(),
  AutoRemove: z.boolean().nullish(),
  Created: z.union([z.number(), z.string()]).nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
});
const RestartPolicy = z.looseObject({ Name: z.string().nullish() });
const Mounts = z.array(z.looseObject({ Type: z.string(), Source: z.string().nullish(), Destination: z.string().nullish() })).nullable();

/** `docker ps` in the lines that our template prints: so many for each container, then an empty one. */
export function dockerContainers(section: Section): Listed[] {
  const lines = linesOf(section.text);
  const starts = lines.flatMap((line, index) => (line !== "" && (index === 0 || lines[index - 1] === "") ? [index] : []));
  return starts.map((start) => {
    const values = lines.slice(start, start + psFields.length).map((line) => Text.parse(JSON.parse(line)));
    if (values.length < psFields.length) throw new Error(`${section.source} ends within a container`);
    const [id = "", names = "", image = "", status = "", createdAt = "", ...labels] = values;
    const named = Object.fromEntries(askedLabels.map((label, index) => [label, labels[index] ?? ""]));
    const exit = /^Exited \((-?\d{1,9})\)/.exec(status)?.[1];
    return {
      id,
      name: names.split(",")[0] ?? id,
      image,
      running: /^(Up|Restarting)\b/.test(status),
      exitStatus: exit === undefined ? null : Number(exit),
      createdAt: isoOf(createdAt),
      ...fromLabels(named),
      at: citeLine(section.source, lines, start + 1),
    };
  });
}

/** `podman ps --format json`: an array; before version 2 the same keys in small letters, which nobody runs any more. */
export function podmanContainers(section: Section): Listed[] {
  const text = section.text.trim();
  const list =
    z
      .array(z.unknown())
      .nullable()
      .parse(text === "" ? [] : JSON.parse(text)) ?? [];
  return list
    .map((raw) => PodmanContainer.parse(raw))
    .filter(({ IsInfra }) => IsInfra !== true)
    .map((one) => {
      const { Id, Names, Image, State, Status, ExitCode, Created, Labels, AutoRemove } = one;
      const running = /^(running|up|restarting)/i.test(State ?? Status ?? "");
      const marks = fromLabels(Labels ?? {});
      return {
        id: Id,
        name: Names?.[0] ?? Id,
        image: Image ?? "",
        running,
        exitStatus: running || !/^exited/i.test(State ?? Status ?? "") ? null : (ExitCode ?? null),
        createdAt: typeof Created === "number" ? isoOf(new Date(Created * 1000)) : isoOf(Created ?? ""),
        ...marks,
        oneOff: marks.oneOff || AutoRemove === true,
        at: citeJson(section.source, { Id: Id.slice(0, 12), Names, Image, State, Status }),
      };
    });
}

/** Adds what `inspect` says of a container, where it was read. */
export function inspected(engine: Container["engine"], listed: Listed, sections: readonly Section[]): Container {
  const section = sections.find((one) => succeeded(one) && one.source.endsWith(` ${listed.id}`));
  const lines = section === undefined ? [] : linesOf(section.text);
  const unread = { ...listed, engine, startedAt: null, restartPolicy: null, command: null, mounts: null, policyAt: listed.at };
  if (section === undefined || lines.length < inspectFields.length) return unread;
  const [policy, autoRemove, startedAt, path, args, mounts] = lines.map((line): unknown => (line === "" ? null : JSON.parse(line)));
  const start = Text.safeParse(startedAt).data ?? "";
  return {
    ...unread,
    oneOff: listed.oneOff || autoRemove === true,
    // "0001-01-01" is Go's zero: it has never run.
    startedAt: start.startsWith("0001-") ? null : isoOf(start),
    restartPolicy: RestartPolicy.parse(policy).Name || "no",
    command: [Text.safeParse(path).data ?? "", ...(z.array(Text).nullable().safeParse(args).data ?? [])].filter((word) => word !== ""),
    mounts: (Mounts.parse(mounts) ?? []).map(({ Type, Source, Destination }) => ({
      type: Type,
      source: Source ?? "",
      target: Destination ?? "",
    })),
    policyAt: policyCite(section, lines),
  };
}

function policyCite(section: Section, lines: readonly string[]): Cite {
  return { ...citeLine(section.source, lines, 0), text: `RestartPolicy ${lines[0]}` };
}

function fromLabels(labels: Labels): Pick<Listed, "project" | "projectFolder" | "managedBy" | "oneOff"> {
  const manager = Object.entries(managerLabels).find(([label]) => (labels[label] ?? "") !== "");
  return {
    project: labels[composeLabels.project] || null,
    projectFolder: labels[composeLabels.folder] || null,
    managedBy: manager?.[1] ?? null,
    oneOff: /^true$/i.test(labels[composeLabels.oneOff] ?? ""),
  };
}

/** "2025-08-14 07:02:30 +0000 UTC", as docker prints times, or RFC 3339; null where it is neither. */
function isoOf(time: string | Date): string | null {
  const text =
    typeof time === "string" ? time.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? ([+-]\d\d)(\d\d).*$/, "$1T$2$3:$4") : time;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
