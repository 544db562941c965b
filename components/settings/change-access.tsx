"use client";

import type { KnownAccess } from "#components/setup/access-fields.tsx";
import { TryWayIn } from "#components/setup/try-way-in.tsx";
import { TakeAccess } from "./take-access.tsx";

/** Changes how a host is reached: tested first, as for a new one. Secrets are never shown, so they are entered again. */
export function ChangeAccess({ hostId, known }: { hostId: string; known: KnownAccess }) {
  return (
    <TryWayIn path={`/api/v1/hosts/${hostId}/way-in-tests`} known={known} bodyOf={(access) => ({ access })}>
      {({ wayInTestId }) => <TakeAccess key={wayInTestId} hostId={hostId} wayInTestId={wayInTestId} />}
    </TryWayIn>
  );
}
