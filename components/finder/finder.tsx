"use client";

import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { FinderBox } from "./finder-box.tsx";

/** Finds a host, a finding or a page from anywhere: by the button, ⌘K or Ctrl-K. */
export function Finder() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <button
          type="button"
          className="flex min-h-8 items-center gap-2 rounded-control border border-line bg-surface px-2 text-ink-3 hover:border-line-strong md:mb-2.5"
        >
          <Search aria-hidden className="size-[15px] flex-none" />
          <span className="sr-only md:not-sr-only">Find</span>
          <kbd aria-hidden className="ml-auto hidden rounded border border-line px-1 font-sans text-[11px] md:block">
            ⌘K
          </kbd>
        </button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(620px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-surface"
        >
          <Dialog.Title className="sr-only">Find a host, finding, rule, incident or page</Dialog.Title>
          <FinderBox onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
