import { type Tone, ToneWord } from "#components/findings/tone.tsx";
import type { ExposureAnswer } from "#lib/engine/exposure.ts";
import type { Severity } from "#lib/rules/severity.ts";

/** What people call the answers. */
export const exposureWords: Record<ExposureAnswer, string> = {
  exposed: "exposed",
  "cannot-tell": "cannot tell",
  "not-exposed": "not exposed",
};

const tones: Record<Exclude<ExposureAnswer, "exposed">, Tone> = { "cannot-tell": "unknown", "not-exposed": "holds" };

/** An answer as icon and word; one that is exposed is as bad as the worst finding that lets it be. */
export function ExposureWord({ answer, worst }: { answer: ExposureAnswer; worst: Severity | null }) {
  return (
    <ToneWord tone={answer === "exposed" ? (worst ?? "high") : tones[answer]}>
      {exposureWords[answer]}
      {worst !== null && <span className="sr-only">, {worst}</span>}
    </ToneWord>
  );
}
