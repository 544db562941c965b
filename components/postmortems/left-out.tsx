import { count } from "#components/ui/format.ts";
import { Notice } from "#components/ui/notice.tsx";

/** Files of the folder of own reports that could not be taken in, each with what to do. */
export function LeftOut({ problems }: { problems: readonly { file: string; message: string }[] }) {
  if (problems.length === 0) return null;
  const files = new Set(problems.map(({ file }) => file)).size;
  return (
    <div className="mb-4">
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
    </div>
  );
}
