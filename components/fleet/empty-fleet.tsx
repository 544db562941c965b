import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";

/** A fleet without hosts: what to do next. */
export function FirstHost({ mayAdd }: { mayAdd: boolean }) {
  if (!mayAdd)
    return (
      <Card>
        <Empty>No host yet. An administrator of Bulkhead adds the first one.</Empty>
      </Card>
    );
  return (
    <Card>
      <Empty
        action={
          <ButtonLink href="/hosts/new" look="primary">
            Add your first host
          </ButtonLink>
        }
      >
        No host yet. Give Bulkhead a way onto one: it is tested step by step, then the host is read once, without writing anything on it.
      </Empty>
    </Card>
  );
}

/** Filters that leave nothing. */
export function NothingFits() {
  return (
    <Card>
      <Empty action={<ButtonLink href="/">Show all hosts</ButtonLink>}>No host fits these filters.</Empty>
    </Card>
  );
}
