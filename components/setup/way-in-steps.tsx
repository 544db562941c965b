import { Check, Circle, LoaderCircle, Minus, OctagonAlert, TriangleAlert } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { Prose } from "#components/ui/host-text.tsx";
import { stepsOf, type WayInState, type WayStepView, wayStepNames } from "./way-in.ts";

/** What the collector says of a step that it did not come to: the word beside it says the same. */
const notTried = "Not tried yet.";

const looks = {
  passed: { icon: Check, word: "ok", className: "text-ok" },
  failed: { icon: OctagonAlert, word: "failed", className: "text-critical" },
  waiting: { icon: TriangleAlert, word: "waits for you", className: "text-high" },
  skipped: { icon: Minus, word: "not tried", className: "text-ink-3" },
  running: { icon: LoaderCircle, word: "under way", className: "text-accent [&_svg]:animate-spin" },
  pending: { icon: Circle, word: "to come", className: "text-ink-3" },
} as const;

/** The five steps of the way in, live: each with what was seen and, where it failed, what to do; a key that waits is shown below them. */
export function WayInSteps({ test }: { test: WayInState | undefined | null }) {
  return (
    <ol aria-live="polite" className="grid">
      {stepsOf(test).map((step) => (
        <Step key={step.step} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: WayStepView }) {
  const { icon: Icon, word, className } = looks[step.state];
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-line border-b px-3.5 py-2.5 last:border-b-0">
      <span className={cn("font-[550]", step.state === "pending" && "text-ink-3")}>{wayStepNames[step.step]}</span>
      <span className={cn("inline-flex items-center gap-[5px] whitespace-nowrap font-[550] text-[12.3px]", className)}>
        <Icon aria-hidden className="size-[15px]" />
        {word}
      </span>
      {step.detail !== "" && step.detail !== notTried && (
        <p className="col-span-2 break-words text-ink-2 text-small">
          <Prose>{step.detail}</Prose>
        </p>
      )}
      {step.advice !== null && step.state !== "waiting" && (
        <p className="col-span-2 break-words text-small">
          <b className="font-[550]">What to do:</b> <Prose>{step.advice}</Prose>
        </p>
      )}
    </li>
  );
}
