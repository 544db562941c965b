import { Notice } from "#components/ui/notice.tsx";
import { count } from "#lib/format.ts";

/** Findings that opened on the hosts of a window, and of which nobody is told before it is closed. */
export function HeldNotice({ held }: { held: number }) {
  if (held === 0) return null;
  return (
    <Notice kind="info" title={`${count(held, "new finding")} of its hosts ${held === 1 ? "is" : "are"} not told by mail yet`}>
      Close the window once the work is over: what still stands is told then.
    </Notice>
  );
}
