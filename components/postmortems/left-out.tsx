import type { Route } from "next";
import Link from "next/link";
import { count } from "#components/ui/format.ts";
import { Notice } from "#components/ui/notice.tsx";

/** Reports that could not be taken in, each with what to do: files of the folder, and own ones that an earlier version accepted. */
export function LeftOut({ problems, misfits }: { problems: readonly { file: string; message: string }[]; misfits: readonly string[] }) {
  const files = new Set(problems.map(({ file }) => file)).size;
  return (
    <div className="mb-4 grid gap-3 empty:hidden">
      {files > 0 && (
        <Notice kind="warning" title={`${count(files, "file")} of your folder ${files === 1 ? "was" : "were"} left out`}>
          <ul className="grid gap-0.5">
            {problems.map(({ file, message }) => (
              <li key={`${file} ${message}`}>
                <code>{file}</code>: {message}
              </li>
            ))}
          </ul>
          <p className="mt-1">Mend them, then start Bulkhead again: the folder is read at start.</p>
        </Notice>
      )}
      {misfits.length > 0 && (
        <Notice kind="warning" title={`${count(misfits.length, "own incident does", "own incidents do")} not fit this version`}>
          <ul className="grid gap-0.5">
            {misfits.map((id) => (
              <li key={id}>
                <Link href={`/postmortems/${id}/edit` as Route} className="inline-block min-h-6 rounded-sm underline underline-offset-2">
                  {id}
                </Link>
                : open it to see what to change
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
