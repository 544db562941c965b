"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useDeferredValue, useMemo, useState } from "react";
import { z } from "zod";
import { request } from "#components/ui/request.ts";
import { checkPostmortem, maximumCharacters } from "#lib/postmortems/schema.ts";

const Saved = z.object({ id: z.string() });

/** A report that is being written: its text, what was checked of it, and how it is filled from a file and saved. */
export function useReport(id: string | null, markdown: string) {
  const router = useRouter();
  const [text, setText] = useState(markdown);
  const [refusedFile, setRefusedFile] = useState<string | null>(null);
  const checkedText = useDeferredValue(text);
  const checked = useMemo(() => checkPostmortem(checkedText), [checkedText]);
  const save = useMutation({
    mutationFn: () =>
      id === null
        ? request("/api/v1/postmortems", Saved, { method: "POST", body: { markdown: text } })
        : request(`/api/v1/postmortems/${id}`, Saved, { method: "PUT", body: { markdown: text } }),
    onSuccess: (saved) => {
      router.push(`/postmortems/${saved.id}` as Route);
      router.refresh();
    },
  });
  const openFile = async (file: File) => {
    // A character may take four bytes.
    const fits = file.size <= maximumCharacters * 4;
    const read = fits ? await file.text().catch(() => null) : null;
    if (read !== null) setText(read.slice(0, maximumCharacters + 1));
    const unread = fits ? "could not be read: try to paste its text" : `is larger than a report may be (${maximumCharacters} characters)`;
    setRefusedFile(read === null ? `${file.name} ${unread}.` : null);
  };
  return { text, setText, checked, refusedFile, openFile, save };
}
