import { Notice } from "#components/ui/notice.tsx";

/** In the place of what only an administrator may do. */
export function AdminsWrite() {
  return (
    <Notice kind="info" title="Only an administrator may write incidents">
      Your account may read all of them. Ask an administrator of Bulkhead to add yours.
    </Notice>
  );
}
