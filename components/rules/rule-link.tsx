import type { Route } from "next";
import Link from "next/link";
import { cn } from "#components/ui/cn.ts";

/** The address of a rule's page. */
export function ruleHref(rule: string): Route {
  return `/rules/${rule}` as Route;
}

/** A rule by its id, leading to its page. */
export function RuleLink({ rule, className }: { rule: string; className?: string }) {
  return (
    <Link href={ruleHref(rule)} prefetch={false} className={cn("rounded-sm hover:underline", className)}>
      <code className="break-words">{rule}</code>
    </Link>
  );
}
