"use client";

import { PlugZap } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { sentenceOf } from "#components/ui/request.ts";
import type { AccessInput } from "#lib/access.ts";
import { AccessFields, accessOf, type KnownAccess } from "./access-fields.tsx";
import { ConfirmKey } from "./offered-key.tsx";
import { useWayIn } from "./use-way-in.ts";
import { WayInSteps } from "./way-in-steps.tsx";

/**
 * The form of a way in beside its test, step by step. What follows a passed test is `children`: it is given the test's id and the
 * address that was tried.
 */
export function TryWayIn({
  path,
  known,
  bodyOf = (access) => access,
  children,
}: {
  /** Where a test is asked for. */
  path: string;
  known: KnownAccess | null;
  /** The body of that request. */
  bodyOf?: (access: AccessInput) => unknown;
  children: (passed: { wayInTestId: string; address: string }) => ReactNode;
}) {
  const way = useWayIn(path);
  const [address, setAddress] = useState("");
  const [changed, setChanged] = useState(false);
  const testing = way.start.isPending || way.test?.status === "queued" || way.test?.status === "running";
  const passed = way.test?.status === "passed" && !changed ? way.id : null;
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const access = accessOf(new FormData(event.currentTarget));
    setAddress(access.address);
    setChanged(false);
    way.start.mutate(bodyOf(access));
  }
  return (
    <div className="grid items-start gap-4 two:grid-cols-[minmax(0,1fr)_minmax(0,0.8fr)]">
      <Card title="Way in">
        <form onSubmit={onSubmit} onChange={() => setChanged(true)} className="grid gap-4 px-3.5 py-4">
          <AccessFields known={known} error={way.error} />
          {way.error !== null && <Notice kind="error" title={sentenceOf(way.error)} />}
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" look={passed === null ? "primary" : "plain"} busy={testing} icon={<PlugZap aria-hidden />}>
              {way.id === null ? "Test the way in" : "Test again"}
            </Button>
            <span className="text-ink-3 text-small">Reads only; nothing is written or installed on the host.</span>
          </div>
        </form>
      </Card>
      <div className="grid gap-4">
        <Card title="Test" hint={changed && way.id !== null ? "of what was entered before: test again" : "step by step"}>
          <WayInSteps test={way.id === null && !testing ? null : way.test} />
          {way.test?.status === "awaitingKey" && way.test.offeredKey !== null && (
            <ConfirmKey key={way.test.offeredKey.fingerprint} testId={way.test.id} offered={way.test.offeredKey} onConfirmed={way.goOn} />
          )}
        </Card>
        {passed !== null && children({ wayInTestId: passed, address })}
      </div>
    </div>
  );
}
