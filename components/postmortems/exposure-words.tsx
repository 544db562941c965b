import { type Tone, ToneWord } from "#components/findings/tone.tsx";
import type { ExposureAnswer } from "#lib/engine/exposure.ts";

/** What people call the answers. */
export const exposureWords: Record<ExposureAnswer, string> = {
  exposed: "exposed",
  "cannot-tell": "cannot tell",
  "not-exposed": "not exposed",
};

const tones: Record<ExposureAnswer, Tone> = { exposed: "high", "cannot-tell": "unknown", "not-exposed": "holds" };

/** An answer as icon and word. */
export function ExposureWord({ answer }: { answer: ExposureAnswer }) {
  return <ToneWord tone={tones[answer]}>{exposureWords[answer]}</ToneWord>;
}
