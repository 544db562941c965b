"use client";

import { KeyRound } from "lucide-react";
import { ConfirmKey } from "#components/setup/offered-key.tsx";
import { useWayIn } from "#components/setup/use-way-in.ts";
import { WayInSteps } from "#components/setup/way-in-steps.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { HostText } from "#components/ui/host-text.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import { TakeAccess } from "./take-access.tsx";

interface Props {
  hostId: string;
  target: string;
  keys: readonly { type: string; fingerprint: string }[];
  /** Whether the last visit stopped because the host showed another key. */
  changed: boolean;
}

/** The keys by which the host is known, and the way to look at a new one after it was set up anew. */
export function HostKeys({ hostId, target, keys, changed }: Props) {
  const way = useWayIn(`/api/v1/hosts/${hostId}/way-in-tests`);
  const testing = way.start.isPending || way.test?.status === "queued" || way.test?.status === "running";
  return (
    <Card title="Host key" hint={target}>
      <div className="grid gap-3 px-3.5 py-4">
        {changed && (
          <Notice kind="error" title="The host showed another key at the last visit, so nothing was sent to it">
            Either it was set up anew, or somebody else answers in its place. Find out which before you trust the new key.
          </Notice>
        )}
        <ul className="grid gap-1">
          {keys.length === 0 && <li className="text-ink-2">No key is pinned yet.</li>}
          {keys.map((key) => (
            <li key={key.fingerprint}>
              <span className="text-ink-3">{key.type} </span>
              <HostText>{key.fingerprint}</HostText>
            </li>
          ))}
        </ul>
        {way.error !== null && <Notice kind="error" title={sentenceOf(way.error)} />}
        <div className="flex flex-wrap gap-2.5">
          <Button busy={testing} onClick={() => way.start.mutate({})}>
            Test the way in as it is
          </Button>
          <Button disabled={testing} icon={<KeyRound aria-hidden />} onClick={() => way.start.mutate({ forgetHostKeys: true })}>
            Look at the key it shows now
          </Button>
        </div>
      </div>
      {way.id !== null && (
        <div className="border-line border-t">
          <WayInSteps test={way.test} />
          {way.test?.status === "awaitingKey" && way.test.offeredKey !== null && (
            <ConfirmKey key={way.test.offeredKey.fingerprint} testId={way.test.id} offered={way.test.offeredKey} onConfirmed={way.goOn} />
          )}
          {way.test?.status === "passed" && <TakeAccess key={way.test.id} hostId={hostId} wayInTestId={way.test.id} />}
        </div>
      )}
    </Card>
  );
}
