import { ButtonLink } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Ago } from "#components/ui/time.tsx";
import { plainText } from "#lib/plain-text.ts";
import { type HostState, stateNames } from "./host-state.tsx";

/** Why the last visit failed, what to do, and how old what is shown below is. */
export function LastError({
  hostId,
  state,
  error,
  lastSeenAt,
  mayChange,
  now,
}: {
  hostId: string;
  state: HostState;
  error: { code: string; sentence: string };
  lastSeenAt: Date | null;
  /** Whether the reader may change the way in. */
  mayChange: boolean;
  now: Date;
}) {
  return (
    <div className="mb-3.5">
      <Notice
        kind={state === "keyChanged" ? "error" : "warning"}
        title={`Last visit: ${state === "reachable" || state === "unvisited" ? "failed" : stateNames[state]}`}
        action={mayChange && state !== "reachable" && <ButtonLink href={`/settings/hosts/${hostId}`}>Look at the way in</ButtonLink>}
      >
        <p>{plainText(error.sentence)}</p>
        {lastSeenAt !== null && (
          <p>
            What is shown below was read <Ago at={lastSeenAt} now={now} />: the score is a lower bound.
          </p>
        )}
      </Notice>
    </div>
  );
}
