import { Pencil } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";
import { PauseHost, RemoveHost } from "./host-actions.tsx";

/** Edit, pause, remove. */
export function HostActions({ id, name, paused }: { id: string; name: string; paused: boolean }) {
  return (
    <span className="flex flex-wrap items-center gap-1">
      <ButtonLink href={`/settings/hosts/${id}`} look="quiet" icon={<Pencil aria-hidden />}>
        Edit<span className="sr-only"> {name}</span>
      </ButtonLink>
      <PauseHost id={id} name={name} paused={paused} />
      <RemoveHost id={id} name={name} />
    </span>
  );
}
