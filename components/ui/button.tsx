import { cva, type VariantProps } from "class-variance-authority";
import { LoaderCircle } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

const button = cva(
  "inline-flex min-h-8 items-center justify-center gap-[7px] rounded-control border px-[11px] py-[5px] font-medium whitespace-nowrap shadow-raise transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60 [&_svg]:size-[15px] [&_svg]:flex-none",
  {
    variants: {
      look: {
        plain: "border-line-strong bg-surface text-ink hover:bg-sunken",
        primary: "border-ink bg-ink text-bg hover:opacity-90",
        danger: "border-critical bg-surface text-critical hover:bg-critical-soft",
        quiet: "border-transparent bg-transparent text-ink-2 shadow-none hover:bg-sunken hover:text-ink",
      },
    },
    defaultVariants: { look: "plain" },
  },
);

type Look = VariantProps<typeof button>;

/** A button; `busy` disables it, turns its icon and says so to a screen reader. */
export function Button({
  look,
  busy = false,
  icon,
  className,
  children,
  type = "button",
  disabled,
  ...rest
}: ComponentProps<"button"> & Look & { busy?: boolean; icon?: ReactNode }) {
  return (
    <button
      {...rest}
      type={type}
      className={cn(button({ look }), className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <LoaderCircle aria-hidden className="animate-spin" /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  look,
  icon,
  href,
  className,
  children,
}: Look & { href: string; icon?: ReactNode; className?: string; children: ReactNode }) {
  return (
    <Link href={href as Route} className={cn(button({ look }), className)}>
      {icon}
      {children}
    </Link>
  );
}
