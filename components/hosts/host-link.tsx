import type { Route } from "next";
import Link from "next/link";
import { plainText } from "#lib/plain-text.ts";

/** A host by its name, leading to its page; without an id it is the fleet as a whole, which has none. */
export function HostLink({ hostId, name }: { hostId: string | null; name: string }) {
  if (hostId === null) return <span className="font-[550]">{name}</span>;
  return (
    <Link
      href={`/hosts/${hostId}` as Route}
      prefetch={false}
      className="min-w-0 self-start break-words rounded-sm font-[550] hover:underline"
    >
      {plainText(name)}
    </Link>
  );
}
