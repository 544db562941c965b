import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

/** What a visit sends and how to allow only that: three texts, to be read before they are trusted. */
export interface WhatRunsTexts {
  script: string;
  sudoers: string;
  authorizedKey: string;
}

/** Exactly what runs on a host, and the two files that allow nothing else. */
export function WhatRuns({ texts }: { texts: WhatRunsTexts }) {
  return (
    <div className="grid gap-4">
      <Block title="The script" hint="sent on standard input of one shell; nothing is written, nothing installed" text={texts.script} />
      <Block title="For a user who is not root" hint="/etc/sudoers.d/bulkhead: exactly these commands, nothing else" text={texts.sudoers} />
      <Block
        title="For a key that can do nothing else"
        hint="one line of ~/.ssh/authorized_keys, with a root-owned copy of the script"
        text={texts.authorizedKey}
      />
    </div>
  );
}

function Block({ title, hint, text }: { title: string; hint: string; text: string }) {
  return (
    <Card title={title} hint={hint} aside={<CopyButton label={title} text={text} />}>
      <ScrollRegion label={title} className="max-h-[60vh] bg-sunken px-3.5 py-3">
        <pre className="leading-[1.6]">{text}</pre>
      </ScrollRegion>
    </Card>
  );
}
