"use client";

import { PageError } from "#components/ui/page-error.tsx";

export default function DoorError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError digest={error.digest} reset={reset} />;
}
