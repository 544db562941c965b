import { Card, Skeleton } from "./card.tsx";

/** The outline of a page while it loads. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-5 h-6 w-40" />
      <Card>
        <div className="grid gap-4 p-4">
          {["w-3/5", "w-4/5", "w-2/3", "w-3/4", "w-1/2"].map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
      </Card>
    </div>
  );
}
