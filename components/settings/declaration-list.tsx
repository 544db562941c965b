"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { type Declaration, staleAfterDays } from "#lib/facts/declared.ts";
import { declarationFields, declarationKinds } from "./declaration-fields.ts";
import { DeclarationForm } from "./declaration-form.tsx";
import { declarationWords, isStale } from "./declaration-words.ts";

interface Props {
  declarations: readonly Declaration[];
  hosts: readonly { id: string; name: string }[];
  mayChange: boolean;
  now: Date;
}

/** What was declared, newest first; what is stale says so. */
export function DeclarationList({ declarations, hosts, mayChange, now }: Props) {
  return (
    <Card title="Declared" hint={`Older than ${staleAfterDays} days is stale and no longer relied on`}>
      {declarations.length === 0 ? (
        <Empty>Nothing is declared yet. Begin with the consoles: a host that cannot be reached otherwise is the one you need it for.</Empty>
      ) : (
        <ul>
          {declarations.map((said) => (
            <li key={said.id} className="border-line border-b last:border-b-0">
              <Row said={said} hosts={hosts} mayChange={mayChange} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ said, hosts, mayChange, now }: Omit<Props, "declarations"> & { said: Declaration }) {
  const [editing, setEditing] = useState(false);
  const stale = isStale(said, now);
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3.5 py-2">
        <span className="w-36 text-ink-3">{declarationKinds[said.kind].name}</span>
        <span className="min-w-56 flex-1">
          <b className="break-words font-[550]">{said.host ?? "Fleet"}</b>: <span className="wrap-anywhere">{declarationWords(said)}</span>
          {said.note !== null && <span className="wrap-anywhere block text-ink-2 text-small">{said.note}</span>}
          <span className="block text-ink-3 text-tiny">
            {said.declaredBy}, {said.declaredAt.slice(0, 10)}
            {stale && <b className="ml-1.5 rounded border border-line px-1 font-medium text-high">stale: say whether it still holds</b>}
          </span>
        </span>
        {mayChange && <Actions said={said} hosts={hosts} editing={editing} onEdit={() => setEditing(!editing)} />}
      </div>
      {editing && <DeclarationForm hosts={hosts} known={said} onDone={() => setEditing(false)} />}
    </>
  );
}

function Actions({ said, hosts, editing, onEdit }: { said: Declaration; hosts: Props["hosts"]; editing: boolean; onEdit(): void }) {
  const router = useRouter();
  const place = `/api/v1/declarations/${said.id}`;
  const again = useMutation({
    mutationFn: () => request(place, z.unknown(), { method: "PUT", body: sameAgain(said, hosts) }),
    onSuccess: () => router.refresh(),
  });
  const words = declarationWords(said);
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Button look="quiet" icon={<Check aria-hidden />} busy={again.isPending} onClick={() => again.mutate()}>
        Still true<span className="sr-only">: {words}</span>
      </Button>
      <Button look="quiet" icon={<Pencil aria-hidden />} aria-expanded={editing} onClick={onEdit}>
        Edit<span className="sr-only">: {words}</span>
      </Button>
      <ConfirmButton
        icon={<Trash2 aria-hidden />}
        title="Take this back?"
        description={words}
        confirm="Take back"
        run={() => request(place, z.unknown(), { method: "DELETE" })}
      >
        Take back<span className="sr-only">: {words}</span>
      </ConfirmButton>
      {again.error !== null && (
        <span role="alert" className="text-critical text-small">
          {sentenceOf(again.error)}
        </span>
      )}
    </span>
  );
}

/** The same declaration as the API takes it. */
function sameAgain(said: Declaration, hosts: Props["hosts"]): Record<string, unknown> {
  const values = said as unknown as Record<string, unknown>;
  const fields = declarationFields[said.kind].map(({ name }) => [name, values[name]]);
  const hostId = said.host === null ? null : (hosts.find(({ name }) => name === said.host)?.id ?? null);
  return { kind: said.kind, hostId, note: said.note, ...Object.fromEntries(fields) };
}
