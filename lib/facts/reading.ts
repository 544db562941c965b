import { z } from "zod";

/** Why a fact could not be read. None of these ever counts as healthy. */
export const FailureCause = z.enum(["unreachable", "denied", "timeout", "oversized", "unparsable"]);
export type FailureCause = z.infer<typeof FailureCause>;

/** What came of one fact: a value; nothing there and nothing wrong; or an observation that failed. */
export type Reading<T> =
  | { status: "ok"; value: T }
  | { status: "absent"; reason: string }
  | { status: "failed"; cause: FailureCause; detail: string };

/** The zod schema of a reading whose value has the given schema: readings are parsed again when they come back from storage. */
export function readingOf<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion("status", [
    z.object({ status: z.literal("ok"), value }),
    z.object({ status: z.literal("absent"), reason: z.string() }),
    z.object({ status: z.literal("failed"), cause: FailureCause, detail: z.string() }),
  ]);
}

/** A short word for a reading, as the JSON contract prints it: "ok", "absent" or "failed:<cause>". */
export function readingWord(reading: Reading<unknown>): string {
  return reading.status === "failed" ? `failed:${reading.cause}` : reading.status;
}
