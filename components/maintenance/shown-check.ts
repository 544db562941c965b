/** A check that has ended, as the page of its window shows it. */
export interface ShownCheck<Body> {
  id: string;
  status: "collecting" | "done" | "failed";
  askedBy: string;
  askedAt: Date;
  doneAt: Date | null;
  /** Whether none of its kind is newer. */
  isLast: boolean;
  /** Null where it failed, or where another version wrote it. */
  body: Body | null;
}
