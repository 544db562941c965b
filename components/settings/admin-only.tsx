import { Notice } from "#components/ui/notice.tsx";

/** In place of what only an administrator may do. */
export function AdminOnly() {
  return (
    <Notice kind="info" title="Only an administrator may change this">
      Your account may look at everything and collect. Ask an administrator of Bulkhead for the rest.
    </Notice>
  );
}
