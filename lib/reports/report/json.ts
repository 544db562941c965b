import type { Report, ReportHost } from "./model.ts";

/** A report as JSON, in pieces: a host or a finding at a time, so that a large one never stands in memory as one text. */
export function* renderJson(report: Report): Generator<string> {
  yield "{";
  for (const [index, [name, value]] of Object.entries(report).entries()) {
    yield `${index === 0 ? "" : ","}\n${JSON.stringify(name)}: `;
    if (Array.isArray(value)) yield* listOf(value);
    else yield JSON.stringify(value);
  }
  yield "\n}\n";
}

/** The same with its hosts as they come, for a fleet whose facts are too many to be held at once. */
export async function* renderJsonWith(report: Omit<Report, "hosts">, hosts: AsyncIterable<ReportHost>): AsyncGenerator<string> {
  yield '{\n"hosts": [';
  let before = "";
  for await (const host of hosts) {
    yield `${before}\n  ${JSON.stringify(host)}`;
    before = ",";
  }
  yield "\n]";
  for (const [name, value] of Object.entries(report)) {
    if (name === "hosts") continue;
    yield `,\n${JSON.stringify(name)}: `;
    if (Array.isArray(value)) yield* listOf(value);
    else yield JSON.stringify(value);
  }
  yield "\n}\n";
}

function* listOf(items: readonly unknown[]): Generator<string> {
  yield "[";
  for (const [index, item] of items.entries()) yield `${index === 0 ? "" : ","}\n  ${JSON.stringify(item)}`;
  yield items.length === 0 ? "]" : "\n]";
}
