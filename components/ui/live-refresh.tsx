"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server for this page again every so often while it is looked at: ages move on, visits end. */
export function LiveRefresh({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everySeconds * 1000);
    return () => clearInterval(timer);
  }, [router, everySeconds]);
  return null;
}
