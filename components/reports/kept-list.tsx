import { Card, Empty } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Notice } from "#components/ui/notice.tsx";
import { Pages } from "#components/ui/pages.tsx";
import { rowsPerPage } from "#components/ui/paging.ts";
import type { Retention } from "#lib/reports/schedules/retention.ts";
import { KeptRow, type ListedReport } from "./kept-row.tsx";

interface Props {
  reports: readonly ListedReport[];
  total: number;
  unreadable: number;
  page: number;
  retention: Retention;
  mayChange: boolean;
  now: Date;
}

/** The reports that are kept, newest first, a page at a time. */
export function KeptList({ reports, total, unreadable, page, retention, mayChange, now }: Props) {
  const pages = Math.max(1, Math.ceil(total / rowsPerPage));
  return (
    <Card title="Kept reports" hint={count(total, "report")}>
      {unreadable > 0 && (
        <Notice kind="warning" title={`${count(unreadable, "report")} of this page cannot be shown: another version of Bulkhead made it`} />
      )}
      {total === 0 && (
        <Empty>
          No report is kept yet. One is made before each maintenance window; a weekly one is switched on under Schedules. What the menu
          “Report” of a page makes in the background is kept here too.
        </Empty>
      )}
      {total > 0 && reports.length === 0 && unreadable === 0 && <Empty>There is no such page: the last one is page {pages}.</Empty>}
      <ul>
        {reports.map((report) => (
          <KeptRow key={report.id} report={report} retention={retention} mayChange={mayChange} now={now} />
        ))}
      </ul>
      <Pages label="Pages of reports" page={Math.min(page, pages)} pages={pages} hrefOf={(other) => `/reports?page=${other}`} />
    </Card>
  );
}
