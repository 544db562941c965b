"use client";

import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** What a page shows when it could not be made: what happened, what to try, and the number under which the log has it. */
export function PageError({ digest, reset }: { digest: string | undefined; reset: () => void }) {
  return (
    <Notice kind="error" title="This page could not be made" action={<Button onClick={reset}>Try again</Button>}>
      <p>The database may be starting or gone. If trying again does not help, look at the log of the web process.</p>
      {digest !== undefined && (
        <p className="text-small">
          The log has it under <code>{digest}</code>.
        </p>
      )}
    </Notice>
  );
}
