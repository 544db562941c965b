import { Plus } from "lucide-react";
import { Headlines } from "#components/fleet/headlines.tsx";
import { LeftOut } from "#components/postmortems/left-out.tsx";
import { LibraryFilters } from "#components/postmortems/library-filters.tsx";
import { LibraryList } from "#components/postmortems/library-list.tsx";
import { fittingRows, libraryHeadlines, libraryViewOf } from "#components/postmortems/library-view.ts";
import { ButtonLink } from "#components/ui/button.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { requireUser } from "#lib/http/session.ts";
import { loadLibraryPage } from "./load-library-page.ts";

export const metadata = { title: "Postmortems" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PostmortemsPage({ searchParams }: Props) {
  const mayChange = (await requireUser()).role === "admin";
  const view = libraryViewOf(await searchParams);
  const { rows, problems, misfits } = await loadLibraryPage();
  const add = (
    <ButtonLink href="/postmortems/new" icon={<Plus aria-hidden />}>
      Add your own
    </ButtonLink>
  );
  return (
    <>
      <PageHead title="Postmortems" actions={mayChange ? add : undefined} />
      <p className="mb-3 max-w-prose text-ink-2">Incidents in which a quiet fault did its work. Could it happen here?</p>
      <Headlines headlines={libraryHeadlines(rows)} />
      {mayChange && <LeftOut problems={problems} misfits={misfits} />}
      <LibraryFilters view={view} hasOwn={rows.some(({ entry }) => entry.origin !== "shipped")} />
      <LibraryList rows={fittingRows(rows, view)} total={rows.length} />
    </>
  );
}
