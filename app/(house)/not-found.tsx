import { ButtonLink } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { PageHead } from "#components/ui/page-head.tsx";

export default function NotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <Card>
        <Empty action={<ButtonLink href="/">Back to the fleet</ButtonLink>}>
          There is nothing at this address: it is wrong, or what it led to was removed.
        </Empty>
      </Card>
    </>
  );
}
