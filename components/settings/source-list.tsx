"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { ConfirmButton } from "#components/ui/confirm-button.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { request } from "#components/ui/request.ts";
import { Ago } from "#components/ui/time.tsx";
import { type KnownSource, SourceForm } from "./source-form.tsx";

/** An alert source with how its last reading went. */
export interface ListedSource extends KnownSource {
  state: "ok" | "absent" | "failed" | "unread";
  /** Why it could not be read. */
  detail: string | null;
  readAt: Date | null;
}

interface Props {
  sources: readonly ListedSource[];
  mayChange: boolean;
  now: Date;
}

/** The alert sources, each with what came of reading it. */
export function SourceList({ sources, mayChange, now }: Props) {
  return (
    <Card title="Alert sources">
      {sources.length === 0 ? (
        <Empty>
          No Alertmanager and no Prometheus is entered: whether an alert would reach anybody is unknown, not fine. Add the ones of this site
          above.
        </Empty>
      ) : (
        <ul>
          {sources.map((source) => (
            <li key={source.id} className="border-line border-b last:border-b-0">
              <Row source={source} mayChange={mayChange} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ source, mayChange, now }: { source: ListedSource; mayChange: boolean; now: Date }) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3.5 py-2">
        <span className="min-w-48 flex-1">
          <b className="break-words font-[550]">{source.name}</b>
          <span className="wrap-anywhere block text-ink-3 text-tiny">
            {source.kind} · <HostText>{source.url}</HostText>
          </span>
        </span>
        <span className="min-w-44 flex-1 text-small">
          <State source={source} now={now} />
        </span>
        {mayChange && (
          <span className="flex flex-wrap items-center gap-1">
            <Button look="quiet" icon={<Pencil aria-hidden />} aria-expanded={editing} onClick={() => setEditing(!editing)}>
              Edit<span className="sr-only"> {source.name}</span>
            </Button>
            <ConfirmButton
              icon={<Trash2 aria-hidden />}
              title={`Remove ${source.name}?`}
              description="What it said is forgotten, and the rules that need it are unknown again."
              confirm="Remove"
              run={() => request(`/api/v1/http-sources/${source.id}`, z.unknown(), { method: "DELETE" })}
            >
              Remove<span className="sr-only"> {source.name}</span>
            </ConfirmButton>
          </span>
        )}
      </div>
      {editing && <SourceForm known={source} onDone={() => setEditing(false)} />}
    </>
  );
}

function State({ source: { state, detail, readAt }, now }: { source: ListedSource; now: Date }) {
  if (readAt === null) return <span className="text-ink-3">not read yet: within 10 seconds</span>;
  if (state === "ok") {
    return (
      <span className="text-ok">
        read <Ago at={readAt} now={now} />
      </span>
    );
  }
  return (
    <span className="wrap-anywhere text-critical">
      {detail ?? "not understood"} (<Ago at={readAt} now={now} />)
    </span>
  );
}
