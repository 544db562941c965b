import { RuleLink } from "#components/rules/rule-link.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { count } from "#components/ui/format.ts";
import { Prose } from "#components/ui/host-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { causeSteps, causeWords, factWords, type NotRead } from "#lib/reports/host/not-read.ts";

/** What could not be read, why, what to do, and which rules stay unknown because of it. */
export function NotReadPanel({ notRead, unknown }: { notRead: readonly NotRead[]; unknown: readonly { rule: string; because: string }[] }) {
  return (
    <div className="grid gap-4">
      <Card title="Could not be read" hint={notRead.length === 0 ? undefined : count(notRead.length, "fact")}>
        {notRead.length === 0 ? (
          <Empty>Everything that was asked for could be read.</Empty>
        ) : (
          <Table label="Facts that could not be read">
            <thead>
              <tr>
                <Th className="pl-3.5">What</Th>
                <Th>Why</Th>
                <Th>What to do</Th>
              </tr>
            </thead>
            <tbody>
              {notRead.map((each) => (
                <tr key={each.fact}>
                  <Td className="whitespace-nowrap pl-3.5 font-[550]">{factWords[each.fact]}</Td>
                  <Td className="min-w-56">
                    <span className="block">{causeWords[each.cause]}</span>
                    <span className="block break-words text-ink-3 text-small">
                      <Prose>{each.detail}</Prose>
                    </span>
                  </Td>
                  <Td className="min-w-56 text-ink-2">{causeSteps[each.cause]}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      <Card
        title="Rules that stay unknown"
        hint={unknown.length === 0 ? undefined : `${count(unknown.length, "rule")}: unknown, not healthy`}
      >
        {unknown.length === 0 ? (
          <Empty>Every rule that applies here could be decided.</Empty>
        ) : (
          <ul>
            {unknown.map((each) => (
              <li
                key={each.rule}
                className="grid gap-x-4 gap-y-0.5 border-line border-b px-3.5 py-2 last:border-b-0 sm:grid-cols-[320px_1fr]"
              >
                <RuleLink rule={each.rule} />
                <span className="min-w-0 break-words text-ink-2">
                  <Prose>{each.because}</Prose>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}
