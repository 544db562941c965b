"use client";

import { useMutation } from "@tanstack/react-query";
import { Check, Clock, OctagonAlert, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Card, Empty } from "#components/ui/card.tsx";
import { request, sentenceOf } from "#components/ui/request.ts";
import { Ago } from "#components/ui/time.tsx";
import { plainLine } from "#lib/plain-text.ts";

/** A mail as its list shows it. */
export interface ListedMail {
  id: string;
  to: readonly string[];
  subject: string;
  status: string;
  attempts: number;
  createdAt: Date;
  sentAt: Date | null;
  errorText: string | null;
}

interface Props {
  mails: readonly ListedMail[];
  isSet: boolean;
  mayChange: boolean;
  now: Date;
}

/** The latest mails, and what came of them. */
export function MailList({ mails, isSet, mayChange, now }: Props) {
  return (
    <Card title="Latest mails" hint="The last 50; older than 90 days are forgotten">
      {mails.length === 0 ? (
        <Empty>
          {isSet
            ? "No mail was sent yet: the first goes out when a finding opens or a report is made."
            : "No mail server is set: whoever does not look at these pages learns nothing."}
        </Empty>
      ) : (
        <ul>
          {mails.map((mail) => (
            <Row key={mail.id} mail={mail} mayChange={mayChange} now={now} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ mail, mayChange, now }: { mail: ListedMail; mayChange: boolean; now: Date }) {
  const router = useRouter();
  const again = useMutation({
    mutationFn: () => request(`/api/v1/mail/${mail.id}/attempts`, z.unknown(), { method: "POST" }),
    onSettled: () => router.refresh(),
  });
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b px-3.5 py-2 last:border-b-0">
      <span className="min-w-48 flex-1">
        <b className="wrap-anywhere font-[550]">{plainLine(mail.subject)}</b>
        <span className="wrap-anywhere block text-ink-3 text-tiny">to {mail.to.join(", ")}</span>
      </span>
      <span className="min-w-44 flex-1 text-small">
        <MailState mail={mail} now={now} />
        {again.error !== null && <span className="block text-critical">{sentenceOf(again.error)}</span>}
      </span>
      {mayChange && mail.status !== "sent" && mail.attempts > 0 && (
        <Button look="quiet" icon={<RotateCw aria-hidden />} busy={again.isPending} onClick={() => again.mutate()}>
          Try now<span className="sr-only">: {mail.subject}</span>
        </Button>
      )}
    </li>
  );
}

const sign = "mr-1 inline size-[14px] align-[-2px]";

/** What came of a mail so far. */
export function MailState({
  mail,
  now,
}: {
  mail: Pick<ListedMail, "status" | "attempts" | "sentAt" | "createdAt" | "errorText">;
  now: Date;
}) {
  const { status, attempts, sentAt, createdAt, errorText } = mail;
  if (status === "sent") {
    return (
      <span className="text-ok">
        <Check aria-hidden className={sign} />
        sent <Ago at={sentAt ?? createdAt} now={now} />
      </span>
    );
  }
  const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  if (status === "failed") {
    return (
      <span className="wrap-anywhere text-critical">
        <OctagonAlert aria-hidden className={sign} />
        given up after {tries}: {plainLine(errorText ?? "no reason is known")}
      </span>
    );
  }
  return (
    <span className={errorText === null ? "text-ink-3" : "wrap-anywhere text-high"}>
      <Clock aria-hidden className={sign} />
      {errorText === null ? "waits to be sent" : `waits after ${tries}: ${plainLine(errorText)}`}
    </span>
  );
}
