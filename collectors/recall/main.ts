import { recordingNames } from "#collectors/simulator/recording.ts";
import { bandOf } from "#lib/rules/severity.ts";
import { excused } from "./excused.ts";
import { findingFor, type JudgedRecording, judgeRecording } from "./judge-recording.ts";

/** `npm run recall [-- HOST…]`: what of the faults of the recorded hosts is found, and what is said of sound ones. Exits 1 below the floor. */
async function main(names: readonly string[]): Promise<number> {
  const hosts: JudgedRecording[] = [];
  for (const name of names.length > 0 ? names : recordingNames()) hosts.push(await judgeRecording(name));
  const detail = names.length > 0;
  const incidents = hosts.filter(({ sound }) => !sound).map((host) => tellIncident(host, detail));
  const loud = hosts.filter(({ sound }) => sound).map((host) => tellSound(host, detail));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const [found, faults, missed] = [
    sum(incidents.map((one) => one.found)),
    sum(incidents.map((one) => one.faults)),
    sum(incidents.map((one) => one.missed)),
  ];
  console.log(
    `\n${found} of ${faults} faults found, ${faults - found - missed} excused, ${missed} missed; ${sum(loud)} findings above low on sound hosts`,
  );
  return missed + sum(loud) > 0 ? 1 : 0;
}

function tellIncident({ name, faults, judgement, readings }: JudgedRecording, detail: boolean) {
  const rows = faults.map((fault) => ({ fault, finding: findingFor(fault, judgement.findings), excuse: excused[`${name} ${fault.rule}`] }));
  const found = rows.filter(({ finding }) => finding !== undefined).length;
  const missed = rows.filter(({ finding, excuse }) => finding === undefined && excuse === undefined);
  console.log(`${missed.length === 0 ? "ok    " : "MISSED"} ${name}: ${found} of ${faults.length} found`);
  for (const { fault, finding, excuse } of rows) {
    if (finding === undefined)
      console.log(
        `         ${excuse === undefined ? "missed" : "excused"}: ${fault.rule} (${fault.readable}): ${fault.what}${excuse ? ` [${excuse}]` : ""}`,
      );
    else if (detail) console.log(`         found: ${fault.rule}: ${fault.what} -> ${finding.rule}: ${finding.title}`);
  }
  if (detail) tellAll(judgement, readings);
  return { found, faults: faults.length, missed: missed.length };
}

function tellSound({ name, judgement, readings }: JudgedRecording, detail: boolean): number {
  const loud = judgement.findings.filter(({ severity }) => bandOf(severity) > bandOf("low"));
  console.log(
    `${loud.length === 0 ? "ok    " : "FALSE "} ${name}: ${loud.length} above low, ${judgement.findings.length - loud.length} low or info`,
  );
  for (const { rule, severity, subject, observed } of loud) console.log(`         ${severity} ${rule}: ${subject}: ${observed}`);
  if (detail) tellAll(judgement, readings);
  return loud.length;
}

function tellAll({ findings, results }: JudgedRecording["judgement"], readings: JudgedRecording["readings"]): void {
  for (const { rule, severity, confidence, title, subject, observed } of findings) {
    console.log(`         ${severity} (${confidence}) ${rule} | ${subject} | ${title} | ${observed}`);
  }
  for (const { rule, verdict, because } of results) if (verdict === "unknown") console.log(`         unknown ${rule}: ${because}`);
  for (const [fact, reading] of Object.entries(readings))
    if (reading.status === "failed") console.log(`         not read: ${fact}: ${reading.detail}`);
}

process.exitCode = await main(process.argv.slice(2));
