import { ButtonLink } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** In the place of the form, for a window that nobody can plan otherwise any more. */
export function WindowIsOver({ windowId, state }: { windowId: string; state: "closed" | "cancelled" }) {
  return (
    <Notice
      kind="info"
      title={`This window is ${state}: it stays as it is`}
      action={
        <span className="flex flex-wrap gap-2.5">
          <ButtonLink href={`/maintenance/${windowId}`}>Back to the window</ButtonLink>
          <ButtonLink href="/maintenance/new" look="quiet">
            Plan another one
          </ButtonLink>
        </span>
      }
    >
      What was planned, checked and decided is kept as proof. What is still to be done needs a window of its own.
    </Notice>
  );
}
