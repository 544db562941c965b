"use client";

import { useState } from "react";
import type { Answer as Told } from "#components/graph/questions.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import type { Step } from "#lib/graph/rehearsal.ts";
import type { Alike } from "#lib/graph/told.ts";
import { StepControls } from "./step-controls.tsx";
import { StepRow } from "./step-row.tsx";
import { type Stepper, useStepper } from "./use-stepper.ts";

/** More rows than these are read by nobody at once. */
const shownRows = 60;

const titles: Record<Step["phase"], string> = { impact: "While it lasts", return: "Afterwards, what does not come back as it was" };

/** What follows, in its order: while it lasts, and what does not come back. `rehearsal` names what is played. */
export function ChainCard({ answer, rehearsal }: { answer: NonNullable<Told<"toldRehearsal">["answer"]>; rehearsal: string }) {
  const { chain, steps, staying } = answer;
  const stepper = useStepper(chain.length, rehearsal);
  const [whole, setWhole] = useState("");
  const isCut = whole !== rehearsal && stepper.at === null && chain.length > shownRows;
  const hint = `${count(steps.all, "step")}, ${steps.confirmed} confirmed`;
  if (chain.length === 0)
    return (
      <Card title="What follows">
        <Empty>Nothing happens to anything that hosts told of. What cannot be told stands beside it.</Empty>
      </Card>
    );
  return (
    <Card title="What follows" hint={hint} aside={<StepControls chain={chain} stepper={stepper} />}>
      <div className="py-2">
        {(["impact", "return"] as const).map((phase) => (
          <Phase key={phase} phase={phase} chain={isCut ? chain.slice(0, shownRows) : chain} staying={staying} stepper={stepper} />
        ))}
        {isCut && (
          <div className="px-3.5 py-2">
            <Button onClick={() => setWhole(rehearsal)}>Show {chain.length - shownRows} more</Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Phase({
  phase,
  chain,
  staying,
  stepper: { at },
}: {
  phase: Step["phase"];
  chain: readonly Alike[];
  staying: ReadonlySet<string>;
  stepper: Stepper;
}) {
  const first = chain.findIndex(([step]) => step.phase === phase);
  const own = chain.filter(([step]) => step.phase === phase);
  if (own.length === 0) return null;
  return (
    <section aria-label={titles[phase]}>
      <h3 className="px-3.5 pt-2 pb-1 text-ink-2 text-small">{titles[phase]}</h3>
      <ol>
        {own.map((alike, index) => (
          <StepRow
            key={`${alike[0].node.id}|${alike[0].state}`}
            alike={alike}
            staying={staying}
            order={own[index - 1]?.[0].order === alike[0].order ? null : alike[0].order}
            isLast={index === own.length - 1}
            play={playOf(first + index, at)}
          />
        ))}
      </ol>
    </section>
  );
}

function playOf(index: number, at: number | null): "off" | "future" | "now" | "past" {
  if (at === null) return "off";
  return index === at ? "now" : index < at ? "past" : "future";
}
