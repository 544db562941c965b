import { BookOpenText, CalendarPlus } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";

/** Where one goes from a host before working on it: to paper, and to a window. */
export function WorkLinks({ hostId, mayPlan }: { hostId: string; mayPlan: boolean }) {
  return (
    <>
      <ButtonLink href={`/hosts/${hostId}/runbook`} icon={<BookOpenText aria-hidden />}>
        Runbook
      </ButtonLink>
      {mayPlan && (
        <ButtonLink href={`/maintenance/new?action=reboot&host=${hostId}`} icon={<CalendarPlus aria-hidden />}>
          Add to a maintenance window
        </ButtonLink>
      )}
    </>
  );
}
