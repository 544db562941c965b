import { z } from "zod";
import { Cite } from "./cite.ts";

/** A temperature or a fan of the mainboard, the processor or a disk. Limits that a chip does not set are null, not the nonsense it prints. */
export const Sensor = z.object({
  /** "coretemp-isa-0000", "thermal_zone0". */
  chip: z.string(),
  /** "Package id 0", "Composite". */
  label: z.string(),
  kind: z.enum(["temperature", "fan"]),
  /** Degrees Celsius, or turns a minute. */
  value: z.number(),
  /** From here the chip calls it high. */
  high: z.number().nullable(),
  critical: z.number().nullable(),
  /** The chip raises an alarm for it. */
  alarm: z.boolean(),
  at: Cite,
});
export type Sensor = z.infer<typeof Sensor>;

/** Readings that make sense: `sensors -j` (sensors(1)), else /sys/class/thermal. Absent where there is neither. */
export const Sensors = z.array(Sensor);
export type Sensors = z.infer<typeof Sensors>;
