import { Card } from "#components/ui/card.tsx";
import { CopyBlock } from "#components/ui/copy-block.tsx";

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
      <Card title="The script" hint="sent on standard input of one shell; nothing is written, nothing installed">
        <CopyBlock label="Script" text={texts.script} />
      </Card>
      <Card title="For a user who is not root" hint="/etc/sudoers.d/bulkhead: exactly these commands, nothing else">
        <CopyBlock label="sudoers file" text={texts.sudoers} />
      </Card>
      <Card title="For a key that can do nothing else" hint="one line of ~/.ssh/authorized_keys, with a root-owned copy of the script">
        <CopyBlock label="authorized_keys line" text={texts.authorizedKey} />
      </Card>
    </div>
  );
}
