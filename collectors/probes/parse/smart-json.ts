import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeJson } from "#lib/facts/cite.ts";
import type { SmartDisk, SmartValueName } from "#lib/facts/smart.ts";
import { deviceOf, passedOf, unreadOf, valueNameOf, whenOf } from "./smart.ts";

const Word = z.object({ string: z.string() });
const Uncorrected = z.object({ total_uncorrected_errors: z.number() }).optional();
const Attribute = z.object({ id: z.number(), name: z.string(), when_failed: z.string().optional(), raw: z.object({ string: z.string() }) });
const SelfTest = z.object({
  type: Word,
  status: z.object({ string: z.string(), passed: z.boolean().optional() }),
  lifetime_hours: z.number().optional(),
});
const NvmeSelfTest = z.object({ self_test_code: Word, self_test_result: Word, power_on_hours: z.number().optional() });
const Health = z.object({
  critical_warning: z.number(),
  available_spare: z.number().optional(),
  available_spare_threshold: z.number().optional(),
  percentage_used: z.number().optional(),
  media_errors: z.number().optional(),
});

/** What is read of `smartctl -j -a`; versions differ in what they leave out. */
const Output = z.object({
  smartctl: z.object({ messages: z.array(Word).optional() }).optional(),
  device: z.object({ name: z.string().optional(), protocol: z.string().optional() }).optional(),
  model_name: z.string().optional(),
  scsi_model_name: z.string().optional(),
  scsi_product: z.string().optional(),
  product: z.string().optional(),
  serial_number: z.string().optional(),
  firmware_version: z.string().optional(),
  smart_support: z.object({ available: z.boolean() }).optional(),
  smart_status: z.object({ passed: z.boolean() }).optional(),
  power_on_time: z.object({ hours: z.number() }).optional(),
  temperature: z.object({ current: z.number() }).optional(),
  ata_smart_attributes: z.object({ table: z.array(Attribute).optional() }).optional(),
  ata_smart_self_test_log: z.object({ standard: z.object({ table: z.array(SelfTest).optional() }).optional() }).optional(),
  nvme_smart_health_information_log: Health.optional(),
  nvme_self_test_log: z.object({ table: z.array(NvmeSelfTest).optional() }).optional(),
  scsi_grown_defect_list: z.number().optional(),
  scsi_error_counter_log: z.object({ read: Uncorrected, write: Uncorrected, verify: Uncorrected }).optional(),
});
type Output = z.infer<typeof Output>;

/** `smartctl -j -a`; null where it is not the JSON of smartctl, as before version 7. */
export function smartFromJson(section: Section): SmartDisk | null {
  if (!section.text.trimStart().startsWith("{")) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(section.text);
  } catch {
    return null;
  }
  const read = Output.safeParse(parsed);
  if (!read.success) return null;
  const output = read.data;
  const cite = (element: unknown) => citeJson(section.source, element);
  const passed = output.smart_status?.passed ?? null;
  const values = valuesOf(output, cite);
  const messages = output.smartctl?.messages?.map(({ string }) => string).join("\n") ?? "";
  const unsupported = output.smart_support?.available === false ? "unsupported" : null;
  return {
    device: deviceOf(section),
    model: output.model_name ?? output.scsi_model_name ?? output.scsi_product ?? output.product ?? null,
    serial: output.serial_number ?? null,
    firmware: output.firmware_version ?? null,
    protocol: protocolOf(output.device?.protocol),
    passed,
    unread: passed === null && values.length === 0 ? (unreadOf(messages) ?? unsupported ?? "failed") : null,
    values,
    failingAttributes: (output.ata_smart_attributes?.table ?? []).flatMap((attribute) => {
      const when = whenOf(attribute.when_failed ?? "");
      return when ? [{ name: attribute.name, when, at: cite(attribute) }] : [];
    }),
    selfTests: selfTestsOf(output, cite),
    at: cite({ device: output.device, smart_status: output.smart_status, serial_number: output.serial_number }),
  };
}

function protocolOf(name: string | undefined): SmartDisk["protocol"] {
  return name === "ATA" ? "ata" : name === "NVMe" ? "nvme" : name === "SCSI" ? "scsi" : null;
}

function valuesOf(output: Output, cite: (element: unknown) => Cite): SmartDisk["values"] {
  const attributes = (output.ata_smart_attributes?.table ?? []).flatMap((attribute) => {
    const name = valueNameOf(attribute.id, attribute.name);
    const value = Number.parseInt(attribute.raw.string, 10);
    return name && !Number.isNaN(value) ? [{ name, value, at: cite(attribute) }] : [];
  });
  const health = output.nvme_smart_health_information_log;
  const errors = output.scsi_error_counter_log;
  const counted: [SmartValueName, number | undefined, unknown][] = [
    ["critical-warning", health?.critical_warning, { critical_warning: health?.critical_warning }],
    ["available-spare-percent", health?.available_spare, { available_spare: health?.available_spare }],
    [
      "available-spare-threshold-percent",
      health?.available_spare_threshold,
      { available_spare_threshold: health?.available_spare_threshold },
    ],
    ["percentage-used", health?.percentage_used, { percentage_used: health?.percentage_used }],
    ["media-errors", health?.media_errors, { media_errors: health?.media_errors }],
    ["grown-defects", output.scsi_grown_defect_list, { scsi_grown_defect_list: output.scsi_grown_defect_list }],
    ...[errors?.read, errors?.write, errors?.verify].map((one): [SmartValueName, number | undefined, unknown] => [
      "uncorrected-errors",
      one?.total_uncorrected_errors,
      one,
    ]),
    ["power-on-hours", output.power_on_time?.hours, { power_on_time: output.power_on_time }],
    ["temperature-celsius", output.temperature?.current, { temperature: output.temperature }],
  ];
  const known = new Set(attributes.map(({ name }) => name));
  return [
    ...attributes,
    ...counted.flatMap(([name, value, element]) => (value === undefined || known.has(name) ? [] : [{ name, value, at: cite(element) }])),
  ];
}

function selfTestsOf(output: Output, cite: (element: unknown) => Cite): SmartDisk["selfTests"] {
  const ata = output.ata_smart_self_test_log?.standard;
  const nvme = output.nvme_self_test_log;
  if (!ata && !nvme) return null;
  return [
    ...(ata?.table ?? []).map((test) => ({
      kind: test.type.string,
      status: test.status.string,
      passed: passedOf(test.status.string) ?? (/abort|interrupt/i.test(test.status.string) ? null : (test.status.passed ?? null)),
      powerOnHours: test.lifetime_hours ?? null,
      at: cite(test),
    })),
    ...(nvme?.table ?? []).map((test) => ({
      kind: test.self_test_code.string,
      status: test.self_test_result.string,
      passed: passedOf(test.self_test_result.string),
      powerOnHours: test.power_on_hours ?? null,
      at: cite(test),
    })),
  ];
}
