import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { ScrollRegion } from "./scroll-region.tsx";

/** A table that scrolls inside its card. */
export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <ScrollRegion label={label} className="relative">
      <table className={cn("w-full border-collapse [&_tbody_tr:last-child>*]:border-b-0", className)}>{children}</table>
    </ScrollRegion>
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
