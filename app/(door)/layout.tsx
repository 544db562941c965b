import type { ReactNode } from "react";
import { Logo } from "#components/shell/logo.tsx";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[420px] content-start gap-6 px-4 pt-[12vh] pb-10">
      <p className="flex items-center gap-[9px] font-[650] text-[15px] tracking-[-0.02em]">
        <Logo className="size-5" />
        Bulkhead
      </p>
      {children}
    </main>
  );
}
