import type { ToldDisagreement } from "#components/graph/ask-vlans.ts";
import { Card, Empty } from "#components/ui/card.tsx";
import { DisagreementRow } from "./disagreement-row.tsx";
import { Fold } from "./fold.tsx";
import type { StandingFinding } from "./standing-finding.ts";

interface Props {
  disagreements: readonly ToldDisagreement[];
  more: number;
  hostIds: Readonly<Record<string, string>>;
  findings: readonly StandingFinding[];
  isFiltered: boolean;
}

/** So many are told at once: the matrix is to stay in reach below them. */
const shownAtFirst = 8;

/** What does not agree, the worst first, each with the lines that say so and the way to its finding and rehearsal. */
export function DisagreementsCard({ disagreements, more, isFiltered, ...rest }: Props) {
  const hidden = disagreements.slice(shownAtFirst);
  return (
    <Card title="What disagrees" hint="What runs, what files say, and what is declared of the switch">
      {disagreements.length === 0 ? (
        <Empty>{isFiltered ? "Nothing that fits these filters disagrees." : "Nothing disagrees, as far as it was read."}</Empty>
      ) : (
        <Rows disagreements={disagreements.slice(0, shownAtFirst)} {...rest} />
      )}
      {hidden.length > 0 && (
        <Fold
          className="border-line border-t"
          summary={
            <summary className="px-3.5 py-2.5 font-medium text-ink-2 hover:bg-sunken focus-visible:outline-offset-[-2px]">
              {hidden.length + more} more
            </summary>
          }
        >
          {() => (
            <div className="border-line border-t">
              <Rows disagreements={hidden} {...rest} />
              {more > 0 && (
                <p className="border-line border-t px-3.5 py-2.5 text-ink-2">{more} are not shown: look for a host or a VLAN.</p>
              )}
            </div>
          )}
        </Fold>
      )}
    </Card>
  );
}

function Rows({ disagreements, ...rest }: Pick<Props, "disagreements" | "hostIds" | "findings">) {
  return (
    <ul>
      {disagreements.map((one) => (
        <li key={one.id} className="border-line border-b last:border-b-0">
          <DisagreementRow told={one} {...rest} />
        </li>
      ))}
    </ul>
  );
}
