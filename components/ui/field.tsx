"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

const control =
  "w-full min-h-8 rounded-control border border-line-strong bg-surface px-2.5 py-[5px] text-ink placeholder:text-ink-3 disabled:opacity-60 aria-invalid:border-critical";

interface Common {
  label: string;
  /** One grey sentence below the box. */
  hint?: ReactNode;
  /** What is wrong with the value, and what would be right. */
  error?: string | undefined;
}

function Frame({
  id,
  label,
  hint,
  error,
  className,
  children,
}: Common & { id: string; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={cn("grid content-start gap-1", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {error !== undefined ? (
        <p id={`${id}-note`} className="text-critical text-small">
          {error}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-note`} className="text-ink-3 text-small">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

function described(id: string, { hint, error }: Common) {
  return {
    "aria-describedby": hint !== undefined || error !== undefined ? `${id}-note` : undefined,
    "aria-invalid": error !== undefined || undefined,
  };
}

/** A labelled line of text. */
export function TextField({ label, hint, error, className, ...rest }: Common & ComponentProps<"input">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} className={className}>
      <input {...rest} {...described(id, { label, hint, error })} id={id} className={control} />
    </Frame>
  );
}

/** A labelled block of text, for keys. */
export function AreaField({ label, hint, error, className, ...rest }: Common & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} className={className}>
      <textarea {...rest} {...described(id, { label, hint, error })} id={id} className={cn(control, "min-h-28 font-mono text-[12.2px]")} />
    </Frame>
  );
}

/** A labelled list of which one is chosen. */
export function SelectField({
  label,
  hint,
  error,
  className,
  choices,
  ...rest
}: Common & ComponentProps<"select"> & { choices: readonly { value: string; label: string }[] }) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error} className={className}>
      <select {...rest} {...described(id, { label, hint, error })} id={id} className={control}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** A set of ways of which one is chosen. */
export function ChoiceField<Value extends string>({
  legend,
  name,
  value,
  choices,
  onChange,
}: {
  legend: string;
  name: string;
  value: Value;
  choices: readonly { value: Value; label: string; hint: string }[];
  onChange(value: Value): void;
}) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-start gap-2 rounded-control border border-line px-2.5 py-2 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="mt-[3px] accent-accent"
            />
            <span>
              <span className="font-medium">{choice.label}</span>
              <span className="block text-ink-2 text-small">{choice.hint}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
