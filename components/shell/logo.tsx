/** A hull with its bulkheads. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      <path d="M3 5h18v9c0 4-4 6-9 7-5-1-9-3-9-7z" />
      <path d="M9 5v15M15 5v15" strokeWidth="2.2" />
    </svg>
  );
}
