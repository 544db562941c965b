import { AdminOnly } from "#components/settings/admin-only.tsx";
import { MailForm } from "#components/settings/mail-form.tsx";
import { MailList } from "#components/settings/mail-list.tsx";
import { MailTest } from "#components/settings/mail-test.tsx";
import { SettingsTabs } from "#components/settings/settings-tabs.tsx";
import { Card } from "#components/ui/card.tsx";
import { LiveRefresh } from "#components/ui/live-refresh.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { loadMailSettings } from "#lib/db/mail-settings.ts";
import { listMail } from "#lib/db/outbox.ts";
import { countHeld } from "#lib/db/untold.ts";
import { env } from "#lib/env.ts";
import { requireUser } from "#lib/http/session.ts";

export const metadata = { title: "Mail" };

export default async function MailPage() {
  const user = await requireUser();
  const mayChange = user.role === "admin";
  const now = new Date();
  const [settings, mails, held] = await Promise.all([loadMailSettings(), listMail(50), countHeld(now)]);
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs at="/settings/mail" />
      <div className="grid gap-4">
        {held > 0 && (
          <Notice kind="info" title={`${held} new ${held === 1 ? "finding is" : "findings are"} held until a maintenance window is closed`}>
            They are told then, if they still stand.
          </Notice>
        )}
        {settings !== null && !env().publicUrlIsSet && (
          <Notice kind="warning" title={`Links in mails lead to ${env().publicUrl}`}>
            That works on this machine only. Start Bulkhead with BULKHEAD_URL set to the address by which others reach it.
          </Notice>
        )}
        {mayChange ? (
          <Card title="Mail server" hint="New findings and reports, by mail">
            <MailForm known={settings} key={settings === null ? "none" : "set"} />
            {settings !== null && <MailTest to={user.email} />}
          </Card>
        ) : (
          <AdminOnly />
        )}
        <MailList mails={mails.map(({ text: _, ...mail }) => mail)} isSet={settings !== null} mayChange={mayChange} now={now} />
      </div>
      <LiveRefresh everySeconds={mails.some(({ status }) => status === "waiting") ? 5 : 60} />
    </>
  );
}
