import { Notice } from "#components/ui/notice.tsx";

/** In the place of what only an administrator may plan. */
export function AdminsPlan() {
  return (
    <Notice kind="info" title="Only an administrator may plan a window">
      Your account may look at every window and its checks. Ask an administrator of Bulkhead for the rest.
    </Notice>
  );
}
