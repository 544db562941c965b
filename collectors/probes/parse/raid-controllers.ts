import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Raid, RaidArray, RaidController, RaidDisk } from "#lib/facts/raid.ts";
import { linesOf } from "./sections.ts";

/** Words of storcli(8) and perccli for volumes, and of ssacli for logical drives. */
const volumeStates: readonly [RegExp, RaidArray["state"]][] = [
  [/^(optl|ok)$/i, "ok"],
  [/^(rec|rebuilding|recovering|ready for (rebuild|recovery)|queued for rebuild)/i, "rebuilding"],
  [/^(dgrd|pdgd|interim recovery)/i, "degraded"],
  [/^(ofln|failed|multiple drive failure)/i, "failed"],
];
/** Disks of storcli that do their work or wait for it; "Frgn" belongs to another array, "UBad" and the rest are broken. */
const soundDisk = /^(Onln|GHS|DHS|UGood|UGUnsp|JBOD|Rbld|Copyback|CpyBck|Conf)$/i;

/** Controllers, volumes and disks as `storcli64 /call show`, perccli64 or `ssacli ctrl all show …` tell of them. */
export function controllersOf(section: Section): Raid {
  const lines = linesOf(section.text);
  return section.source.startsWith("ssacli") ? smartArray(section.source, lines) : megaraid(section.source, lines);
}

function megaraid(source: string, lines: readonly string[]): Raid {
  const found: Raid = { arrays: [], controllers: [], disks: [] };
  let name = "controller 0";
  let part: RaidController["faults"][number]["part"] | null = null;
  for (const [index, line] of lines.entries()) {
    const at = citeLine(source, lines, index);
    const number = /^Controller = (\d+)/.exec(line)?.[1];
    if (number !== undefined) {
      name = `controller ${number}`;
      found.controllers.push({ name, ok: true, faults: [], at });
    }
    if (/ :$/.test(line)) part = /^(BBU|Cachevault)_Info/i.test(line) ? "battery" : null;
    const volume = /^ *(\d+\/\d+) +(RAID\d+|Cac\S*) +([A-Za-z]+) +(?:RW|RO|B|HD|R)\b/i.exec(line);
    if (volume) found.arrays.push(arrayOf("megaraid", `${name} volume ${volume[1]}`, volume[2] ?? null, volume[3] ?? "", at));
    const disk = /^ *(\d*:\d+) +\d+ +([A-Za-z]+) +\S+ +[\d.]+ [TGM]B +\S+ +\S+ +\S+ +\S+ +\S+ +(\S.*?) +[UDT-] /.exec(line);
    if (disk) found.disks.push(diskOf(`${name} slot ${disk[1]}`, disk[3] ?? null, disk[2] ?? "", at));
    const missing = /^ *(\d+) +\d+ +\d+ +\S+ +\S+ +DRIVE +Msng\b/.exec(line);
    if (missing)
      found.disks.push({ name: `${name} group ${missing[1]}`, model: null, state: "missing", ok: false, predictedFailure: false, at });
    const battery = part === "battery" ? /^(\S+) +([A-Za-z][A-Za-z() ]*?) {2,}|^(?:\S+) +([A-Za-z]+) +\S+/.exec(line) : null;
    const state = battery?.[2] ?? battery?.[3];
    if (state && !/^(State|Optimal|Learn\w*|Charg\w*|N\/A)/i.test(state) && !/^-+$/.test(line))
      faultOf(found.controllers, name, "battery", state, at);
  }
  return found;
}

function smartArray(source: string, lines: readonly string[]): Raid {
  const found: Raid = { arrays: [], controllers: [], disks: [] };
  let name = "controller";
  for (const [index, line] of lines.entries()) {
    const at = citeLine(source, lines, index);
    const slot = /^\S.* in Slot (\S+)/.exec(line)?.[1];
    if (slot) {
      name = `slot ${slot}`;
      found.controllers.push({ name, ok: true, faults: [], at });
    }
    const part = /^ +(Controller|Cache|Battery\/Capacitor) Status: (.+)$/.exec(line);
    if (part && !/^(OK|Not Configured|Recharging|Charging)/i.test(part[2] ?? ""))
      faultOf(
        found.controllers,
        name,
        part[1] === "Controller" ? "controller" : part[1] === "Cache" ? "cache" : "battery",
        line.trim(),
        at,
      );
    const volume = /^ +logicaldrive (\d+) \((?:[^,]+), (RAID [^,)]+)(?:, ([^)]+)\)|\): (.+))/.exec(line);
    if (volume)
      found.arrays.push(arrayOf("smartarray", `${name} logicaldrive ${volume[1]}`, volume[2] ?? null, volume[3] ?? volume[4] ?? "", at));
    const disk = /^ +physicaldrive (\S+) \(.*, ([^,()]+?)(?:, spare)?\)$/.exec(line);
    if (disk) found.disks.push(diskOf(`${name} bay ${disk[1]}`, null, disk[2] ?? "", at));
  }
  return found;
}

function arrayOf(kind: RaidArray["kind"], name: string, level: string | null, text: string, at: RaidArray["at"]): RaidArray {
  const state = volumeStates.find(([pattern]) => pattern.test(text.trim()))?.[1] ?? "unknown";
  const word = level?.toLowerCase().replace(/ /g, "") ?? null;
  return { name, kind, level: word, state, stateText: text.trim(), membersWanted: null, membersWorking: null, faulty: [], at };
}

function diskOf(name: string, model: string | null, state: string, at: RaidDisk["at"]): RaidDisk {
  const predictedFailure = /predictive failure/i.test(state);
  return {
    name,
    model,
    state,
    ok: soundDisk.test(state) || /^(OK|Rebuilding|spare|Erase)/i.test(state) || predictedFailure,
    predictedFailure,
    at,
  };
}

function faultOf(
  controllers: RaidController[],
  name: string,
  part: RaidController["faults"][number]["part"],
  text: string,
  at: RaidDisk["at"],
): void {
  const controller = controllers.find((one) => one.name === name);
  if (!controller) return;
  controller.ok = false;
  controller.faults.push({ part, text, at });
}
