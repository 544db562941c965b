import { schedule } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite } from "#lib/rules/testing/testing.ts";
import { definitionRewrittenByScript as rule } from "./definition-rewritten-by-script.ts";

const path = "/usr/local/sbin/vm-throttle";
const line = (text: string) => ({ path, text, at: cite("grep", `${path}:7:${text}`) });

describeRule(
  rule,
  { schedules: [schedule("7 * * * *", path)], hostScripts: [line('qm set 4107 --scsi0 "$WANT" >/dev/null')] },
  {
    fails: {
      "every hour": [{}, { severity: "medium", subject: path, title: `${path} changes the definition of 4107 by the clock` }],
      "once a night is low": [{ schedules: [schedule("7 3 * * *", path)] }, "low"],
      "in the line of cron itself": [{ schedules: [schedule("@hourly", "qm set 100 --cpulimit 2")], hostScripts: [] }, "medium"],
    },
    passes: {
      "a script that nobody starts": { schedules: [] },
      "a script of another name": { schedules: [schedule("7 * * * *", `${path}-report`)] },
      "a script that saves the definitions": { hostScripts: [line("tar -cf - /etc/pve")] },
    },
  },
);
