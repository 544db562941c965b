import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** The names that our theme adds: unknown to tailwind-merge, `text-small` would pass for a colour and drop `text-ink-3`. */
const merge = extendTailwindMerge({ extend: { theme: { text: ["body", "small", "tiny"], shadow: ["raise"] } } });

/** Joins class names; of two that say the same thing the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
