import { z } from "zod";
import { inspectFields, inspectFormat, psFields, psFormat } from "#collectors/probes/parse/container-commands.ts";
import type { Answerer } from "#collectors/simulator/answer.ts";
import { failed, lines, printed } from "#collectors/simulator/answer.ts";
import type { Recording } from "#collectors/simulator/recording.ts";
import { recordedText } from "#collectors/simulator/recording.ts";

const Listed = z.looseObject({ ID: z.string(), Names: z.string(), Labels: z.string() });
type Listed = z.infer<typeof Listed>;
const recordedFormat = ["{{.Name}}", "{{.HostConfig.RestartPolicy.Name}}"];

/** docker(1): our templates filled in from the recorded `docker ps --format json` and `docker inspect`; a container that was not inspected is not known there. */
export const docker: Answerer = (recording, { flags, words }) => {
  const listed = recordedContainers(recording);
  if (listed === undefined) return undefined;
  if (words[0] === "ps" && flags.has("aq")) return printed(lines(listed.map(({ ID }) => ID)));
  if (words[0] === "ps" && words[1] === psFormat)
    return printed(lines(listed.map((one) => filled(psFields, (field) => psValue(one, field)))));
  if (words[0] !== "inspect" || !words.includes(inspectFormat)) return undefined;
  const id = words.at(-1) ?? "";
  const inspected = recordedInspection(recording, id, listed.find(({ ID }) => ID === id)?.Names ?? id);
  if (inspected === undefined) return failed(1, `Error response from daemon: No such container: ${id}`);
  return printed(`${filled(inspectFields, (field) => valueAt(inspected, field))}\n`);
};

function recordedContainers(recording: Recording): Listed[] | undefined {
  const text = recordedText(recording, ["docker", "ps", "-a", "--no-trunc", "--format", "json"]);
  const rows = text?.split("\n").filter((line) => line.trim() !== "");
  return rows?.map((line) => Listed.parse(JSON.parse(line)));
}

/** The object that `docker inspect NAME` printed, or as much of it as a recorded template showed. */
function recordedInspection(recording: Recording, id: string, name: string): unknown {
  const whole = recordedText(recording, ["docker", "inspect", name]) ?? recordedText(recording, ["docker", "inspect", id]);
  if (whole !== undefined) return z.array(z.unknown()).parse(JSON.parse(whole))[0];
  const part = recordedText(recording, ["docker", "inspect", "--format", ...recordedFormat, name])?.trim();
  return part === undefined ? undefined : { HostConfig: { RestartPolicy: { Name: part.split(" ")[1] ?? "" } } };
}

function psValue(one: Listed, field: string): unknown {
  const label = /^"(.*)"\|\.Label$/.exec(field)?.[1];
  if (label === undefined) return valueAt(one, field);
  const pairs = one.Labels.split(",").map((pair) => pair.split("="));
  return pairs.find(([name]) => name === label)?.[1] ?? "";
}

function valueAt(value: unknown, path: string): unknown {
  const inside = (object: unknown, key: string) => (z.looseObject({}).safeParse(object).data as Record<string, unknown> | undefined)?.[key];
  return path.split(".").slice(1).reduce(inside, value) ?? null;
}

function filled(fields: readonly string[], read: (field: string) => unknown): string {
  return lines(fields.map((field) => JSON.stringify(read(field))));
}
