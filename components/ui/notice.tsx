import { Check, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const kinds = {
  error: { icon: OctagonAlert, className: "bg-critical-soft text-critical" },
  warning: { icon: TriangleAlert, className: "bg-high-soft text-high" },
  info: { icon: Info, className: "bg-low-soft text-low" },
  good: { icon: Check, className: "bg-ok-soft text-ok" },
} as const;

/** What happened, and what to try. Errors are announced at once. */
export function Notice({
  kind,
  title,
  children,
  action,
}: {
  kind: keyof typeof kinds;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { icon: Icon, className } = kinds[kind];
  return (
    <div role={kind === "error" ? "alert" : "status"} className={cn("flex gap-2.5 rounded-card px-3.5 py-3", className)}>
      <Icon aria-hidden className="mt-px size-[18px] flex-none" />
      <div className="grid min-w-0 gap-1">
        <p className="wrap-anywhere font-semibold">{title}</p>
        {children !== undefined && <div className="wrap-anywhere text-ink-2">{children}</div>}
        {action !== undefined && <div className="mt-1">{action}</div>}
      </div>
    </div>
  );
}
