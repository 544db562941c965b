import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { readAlertmanagerConfig } from "./parse/alertmanager-config.ts";
import { fileOrNull } from "./parse/presence.ts";

/** Routes and receivers of an Alertmanager on this host, by its file; silences and alerts it tells over HTTP alone. */
export const alertmanager = defineProbe({
  id: "alertmanager",
  fact: "alertmanager",
  systems: ["linux"],
  sources: {
    own: { read: "/etc/alertmanager/alertmanager.yml", root: true, optional: true },
    debian: { read: "/etc/prometheus/alertmanager.yml", root: true, optional: true },
  },
  parse({ own, debian }) {
    const file = fileOrNull(own, "alertmanager.yml") ?? fileOrNull(debian, "alertmanager.yml");
    if (!file) throw new NotApplicable("no configuration of an Alertmanager on this host");
    return { ...readAlertmanagerConfig(file), silences: null, alerts: null, peers: null, version: null };
  },
});
