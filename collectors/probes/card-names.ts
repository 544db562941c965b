import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { CardName } from "#lib/facts/card-names.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { allFiles } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";

/** udev's own notes on network devices (udev(7)): a file each, named n<index>. Devices without a place of their own, such as taps, are left out. */
export const cardNames = defineProbe({
  id: "card-names",
  fact: "cardNames",
  systems: ["linux"],
  sources: { notes: { read: "/run/udev/data/n*", optional: true, maximumBytes: 16 * 1024 } },
  parse({ notes }) {
    const files = allFiles(notes, "udev's notes");
    if (files.length === 0) throw new NotApplicable("udev keeps no notes on network devices here");
    return files.flatMap((file) => cardOf(file) ?? []);
  },
});

function cardOf(file: Section): CardName | null {
  const index = /\/n(\d{1,9})$/.exec(file.source)?.[1];
  const lines = linesOf(file.text);
  const textOf = (key: string) => lines.find((line) => line.startsWith(`E:${key}=`))?.slice(key.length + 3) || null;
  if (index === undefined) return null;
  const name = { onboard: textOf("ID_NET_NAME_ONBOARD"), slot: textOf("ID_NET_NAME_SLOT"), path: textOf("ID_NET_NAME_PATH") };
  if (name.onboard === null && name.slot === null && name.path === null) return null;
  const line = lines.findIndex((text) => /^E:ID_NET_NAME_(ONBOARD|SLOT|PATH)=/.test(text));
  return {
    index: Number(index),
    chosen: textOf("ID_NET_NAME"),
    ...name,
    driver: textOf("ID_NET_DRIVER"),
    at: citeLine(file.source, lines, line),
  };
}
