"use client";

import { type ReactNode, useRef, useState } from "react";
import { z } from "zod";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { count } from "#components/ui/format.ts";
import { Notice } from "#components/ui/notice.tsx";
import { request } from "#components/ui/request.ts";
import { list } from "#lib/format.ts";

const Marked = z.object({ marked: z.number(), left: z.array(z.object({ name: z.string() })) });
type Marked = z.infer<typeof Marked>;

const description =
  "From then on changes are told against the state that they have now; the states called good before are forgotten. Each is read again to see it so.";

/** A list of hosts to choose from, and the buttons that call the chosen ones, or a whole cluster, good. */
export function MarkGood({ cluster, children }: { cluster: string | undefined; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [marked, setMarked] = useState<Marked | null>(null);
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="host"]') ?? [])];
  const recount = () => setChosen(boxes().flatMap((box) => (box.checked ? [box.value] : [])));
  const chooseAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    recount();
  };
  const mark = async (body: { hosts: string[] } | { cluster: string }) => {
    setMarked(await request("/api/v1/known-good", Marked, { method: "POST", body }));
    chooseAll(false);
  };
  return (
    <form ref={form} onChange={recount} onSubmit={(event) => event.preventDefault()}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b py-2 pr-3.5">
        <label className="flex items-center gap-0 text-ink-2">
          <span className="flex min-w-[38px] justify-center">
            <input type="checkbox" onChange={(event) => chooseAll(event.target.checked)} className="size-4 accent-accent" />
          </span>
          All on this page
        </label>
        <span className="ml-auto flex flex-wrap gap-2.5">
          {cluster !== undefined && (
            <ConfirmButton
              look="plain"
              title={`Call all hosts of cluster ${cluster} good?`}
              description={description}
              confirm="Call them good"
              keep="Leave it"
              run={() => mark({ cluster })}
            >
              Call all of cluster {cluster} good
            </ConfirmButton>
          )}
          <ConfirmButton
            look="plain"
            disabled={chosen.length === 0}
            title={`Call ${count(chosen.length, "host")} good?`}
            description={description}
            confirm={chosen.length === 1 ? "Call it good" : "Call them good"}
            keep="Leave it"
            run={() => mark({ hosts: chosen })}
          >
            {chosen.length === 0 ? "Choose hosts to call good" : `Call ${count(chosen.length, "host")} good`}
          </ConfirmButton>
        </span>
      </div>
      {marked !== null && <Outcome marked={marked} />}
      {children}
    </form>
  );
}

function Outcome({ marked: { marked, left } }: { marked: Marked }) {
  const names = list(left.map(({ name }) => name));
  const title = `${count(marked, "host")} called good, being read again`;
  return (
    <div className="border-line border-b p-3.5">
      <Notice kind={left.length === 0 ? "good" : "warning"} title={title}>
        {left.length > 0 && `Not called good, since nobody can see ${left.length === 1 ? "it" : "them"} now: ${names}.`}
      </Notice>
    </div>
  );
}
