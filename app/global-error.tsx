"use client";

import { PageError } from "#components/ui/page-error.tsx";
import "./globals.css";

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="p-6">
        <PageError digest={error.digest} reset={reset} />
      </body>
    </html>
  );
}
