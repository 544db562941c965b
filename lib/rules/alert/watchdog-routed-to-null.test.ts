import { alertmanager, alertRule, heldAlert, prometheus, receiver, route, silence } from "#lib/rules/testing/alerting-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { watchdogRoutedToNull as rule } from "./watchdog-routed-to-null.ts";

const watchdog = (name: string, over = {}) => route(name, "alertname=Watchdog", over);
const beat = receiver("beat", "webhook:hc-ping.com");

describeRule(
  rule,
  { alertmanager: alertmanager([watchdog("null")], [receiver("null")]) },
  {
    fails: {
      "a receiver named null": [
        {},
        {
          severity: "critical",
          subject: "Watchdog",
          fingerprint: "alert/watchdog-routed-to-null|fleet|Watchdog",
          title: "Watchdog goes to a receiver that sends nothing",
          observed: "Watchdog → receiver null: it has no integration",
        },
      ],
      "a fine name and no integration, as kube-prometheus ships it": [
        { alertmanager: alertmanager([watchdog("Watchdog")], [receiver("Watchdog")]) },
        "critical",
      ],
      "a receiver that is not there": [{ alertmanager: alertmanager([watchdog("gone")], []) }, "critical"],
      "told by the rule alone, at the root": [
        { alertmanager: alertmanager([], []), prometheus: prometheus({ rules: [alertRule("AllesGut", "vector(1)")] }) },
        { severity: "high", subject: "AllesGut", title: "AllesGut goes to people, who do not notice that it stopped" },
      ],
      "a webhook inside the cluster": [
        { alertmanager: alertmanager([watchdog("in")], [receiver("in", "webhook:proxy.monitoring.svc.cluster.local")]) },
        { severity: "high", title: "Watchdog goes no further than the site it watches" },
      ],
      "a chat by webhook": [{ alertmanager: alertmanager([watchdog("chat")], [receiver("chat", "webhook:discord.com")]) }, "high"],
      "repeated twice a day": [
        { alertmanager: alertmanager([watchdog("beat", { repeatIntervalSeconds: 43_200 })], [beat]) },
        { severity: "high", observed: "Watchdog → receiver beat, repeated every 720 minutes" },
      ],
      silenced: [
        {
          alertmanager: alertmanager([watchdog("beat")], [beat], {
            silences: [silence("alertname=~.*", "2026-04-01T00:00:00Z", "2027-01-01T00:00:00Z")],
          }),
        },
        { severity: "critical", title: "Watchdog is silenced" },
      ],
      "suppressed by an inhibition": [
        {
          alertmanager: alertmanager([watchdog("beat")], [beat], {
            alerts: [heldAlert("alertname=Watchdog", ["beat"], { state: "suppressed" })],
          }),
        },
        { severity: "critical", title: "Watchdog is suppressed" },
      ],
      "mute at night": [{ alertmanager: alertmanager([watchdog("beat", { muteTimeIntervals: ["night"] })], [beat]) }, "critical"],
      "told by the alert that is held": [
        {
          alertmanager: alertmanager([route("null", "severity=none")], [receiver("null")], {
            alerts: [heldAlert("alertname=DeadMansSwitch,severity=none", ["null"])],
          }),
        },
        { subject: "DeadMansSwitch", severity: "critical" },
      ],
    },
    passes: {
      "an external heartbeat": { alertmanager: alertmanager([watchdog("beat")], [beat]) },
      "its URL is masked, as the API shows it": { alertmanager: alertmanager([watchdog("beat")], [receiver("beat", "webhook")]) },
      "a second route continues to the heartbeat": {
        alertmanager: alertmanager([watchdog("null", { continues: true }), watchdog("beat")], [receiver("null"), beat]),
      },
      "InfoInhibitor to null is by design": {
        alertmanager: alertmanager([route("null", "alertname=InfoInhibitor"), watchdog("beat")], [receiver("null"), beat]),
      },
      "a null receiver that nothing uses": { alertmanager: alertmanager([watchdog("beat")], [receiver("null"), beat]) },
      "a silence of something else, or one that has ended": {
        alertmanager: alertmanager([watchdog("beat")], [beat], {
          silences: [
            silence("instance=nas", "2026-04-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            silence("alertname=Watchdog", "2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z", { state: "expired" }),
          ],
        }),
      },
    },
    notApplicable: {
      "no alert fires always": { alertmanager: alertmanager([], []), prometheus: prometheus({ rules: [alertRule("Down", "up == 0")] }) },
    },
    unknown: {
      "nothing tells of one": { alertmanager: alertmanager([], []) },
      "rule files that were not read": { alertmanager: alertmanager([], []), prometheus: prometheus({ rulesComplete: false }) },
      "a regular expression that is not evaluated": {
        alertmanager: alertmanager([route("x", "alertname=~[Ww]atch.*"), watchdog("beat")], [beat]),
      },
    },
  },
);
