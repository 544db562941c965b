import { z } from "zod";
import { Cite } from "./cite.ts";

/** Whether a name server answered a question that this host asked it; a refusal is an answer. */
export const NameServerAnswer = z.object({ address: z.string(), answers: z.boolean(), at: Cite });
export type NameServerAnswer = z.infer<typeof NameServerAnswer>;

/** Source: host(1), once per configured server. Absent where it is not installed. */
export const NameServerAnswers = z.array(NameServerAnswer);
export type NameServerAnswers = z.infer<typeof NameServerAnswers>;
