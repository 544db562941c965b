"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SelectField, TextField } from "#components/ui/field.tsx";
import type { Person } from "#lib/maintenance/window.ts";
import { roleWords } from "#lib/maintenance/words.ts";
import { addPerson, changePerson, type Draft, type PersonRow, removePerson } from "./draft.ts";
import type { FieldErrors } from "./input-of.ts";

const roles = Object.entries(roleWords).map(([value, label]) => ({ value, label }));

interface Props {
  draft: Draft;
  onChange(draft: Draft): void;
  errors: FieldErrors;
}

/** Who takes part, and how to reach them at night. */
export function PeopleRows({ draft, onChange, errors }: Props) {
  return (
    <Card title="People" hint="They stand on the page and on the checklist">
      <ul>
        {draft.people.map((row, index) => (
          <PersonFields key={row.key} row={row} index={index} draft={draft} onChange={onChange} errors={errors} />
        ))}
      </ul>
      <div className="px-3.5 py-3">
        <Button icon={<Plus aria-hidden />} onClick={() => onChange(addPerson(draft))}>
          Add a person
        </Button>
      </div>
    </Card>
  );
}

function PersonFields({ row, index, draft, onChange, errors }: Props & { row: PersonRow; index: number }) {
  const change = (part: Partial<Omit<PersonRow, "key">>) => onChange(changePerson(draft, row.key, part));
  const error = (field: string) => errors[`people.${index}.${field}`];
  return (
    <li className="grid gap-x-4 gap-y-3 border-line border-b px-3.5 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <fieldset className="grid min-w-0 gap-3 sm:grid-cols-3">
        <legend className="sr-only">Person {index + 1}</legend>
        <TextField
          label="Name"
          value={row.name}
          maxLength={100}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={error("name")}
        />
        <SelectField
          label="Part"
          value={row.role}
          onChange={(event) => change({ role: event.currentTarget.value as Person["role"] })}
          choices={roles}
          error={error("role")}
        />
        <TextField
          label="Contact (optional)"
          value={row.contact}
          maxLength={200}
          placeholder="phone"
          onChange={(event) => change({ contact: event.currentTarget.value })}
          error={error("contact")}
        />
      </fieldset>
      <Button
        look="quiet"
        className="self-start px-2 sm:mt-[23px]"
        aria-label={`Remove person ${index + 1}`}
        onClick={() => onChange(removePerson(draft, row.key))}
      >
        <Trash2 aria-hidden />
      </Button>
    </li>
  );
}
