import { ButtonLink } from "#components/ui/button.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-[60vh] place-content-center justify-items-start gap-3 px-6">
      <h1>There is no such page</h1>
      <p className="max-w-prose text-ink-2">The address is wrong, or what it led to was removed.</p>
      <ButtonLink href="/">Back to the fleet</ButtonLink>
    </main>
  );
}
