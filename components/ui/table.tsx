import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

/** A table that scrolls inside its card; the frame takes the keyboard focus so that arrow keys scroll it. */
export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="relative overflow-x-auto focus-visible:outline-offset-[-2px]">
      <table className={cn("w-full border-collapse [&_tbody_tr:last-child>*]:border-b-0", className)}>{children}</table>
    </section>
  );
}

/** A column or row heading. */
export function Th({ className, scope = "col", ...rest }: ComponentProps<"th">) {
  return (
    <th
      {...rest}
      scope={scope}
      className={cn("whitespace-nowrap border-line border-b px-2.5 py-[7px] text-left font-medium text-ink-3 text-tiny", className)}
    />
  );
}

/** A cell; `numeric` puts it to the right with tabular figures. */
export function Td({ className, numeric = false, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td {...rest} className={cn("border-line border-b px-2.5 py-[7px] align-top", numeric && "text-right tabular-nums", className)} />;
}
