"use client";

import { Printer } from "lucide-react";
import { Button } from "./button.tsx";

/** Puts the page on paper. */
export function PrintButton() {
  return (
    <Button className="print:hidden" icon={<Printer aria-hidden />} onClick={() => window.print()}>
      Print
    </Button>
  );
}
