"use client";

import { useState } from "react";
import { SelectField, TextField } from "#components/ui/field.tsx";

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** What hosts told of; undefined while that is not known yet. */
  told: readonly { value: string; label: string }[] | undefined;
  /** In the place of a choice that nobody has made. */
  unchosen: string;
  /** How to say it by hand, where no host told of it. */
  byHand: string;
  error: string | undefined;
}

const another = "\u0000another";

/** One of the things that hosts told of; it can be typed where they told of none, or not of this one. */
export function ToldField({ label, value, onChange, told, unchosen, byHand, error }: Props) {
  const [isTyped, setIsTyped] = useState(false);
  if (isTyped || told?.length === 0)
    return (
      <TextField
        label={label}
        value={value}
        hint={byHand}
        // Only where somebody has just chosen to type it.
        autoFocus={isTyped}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
      />
    );
  const kept = value === "" || told?.some((one) => one.value === value) ? [] : [{ value, label: value }];
  return (
    <SelectField
      label={label}
      value={value}
      onChange={({ currentTarget }) => {
        setIsTyped(currentTarget.value === another);
        onChange(currentTarget.value === another ? "" : currentTarget.value);
      }}
      choices={[{ value: "", label: unchosen }, ...kept, ...(told ?? []), ...(told ? [{ value: another, label: "another one" }] : [])]}
      error={error}
    />
  );
}
