/** Rows that are drawn at once: more take a browser longer than a reader has. */
export const rowsPerPage = 50;

/** The page that a query parameter asks for, counted from 1; the first where it asks for none. */
export function askedPage(page: string | string[] | undefined): number {
  return typeof page === "string" && /^\d{1,4}$/.test(page) ? Math.max(1, Number(page)) : 1;
}

/** The rows of one page; of the last where there are not so many pages. */
export function pageOf<Row>(rows: readonly Row[], asked: number): { rows: Row[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage));
  const page = Math.min(asked, pages);
  return { rows: rows.slice((page - 1) * rowsPerPage, page * rowsPerPage), page, pages };
}
