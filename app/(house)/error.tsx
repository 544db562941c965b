"use client";

import { PageError } from "#components/ui/page-error.tsx";

export default function HouseError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError digest={error.digest} reset={reset} />;
}
