import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { editedNetwork, enabledOnMetal, managedHosts } from "./parts/cloud-init-files.ts";

const units = /^cloud-(init(-local|-main|-network)?|config|final)\.service$/;

export const cloudInitOwnsConfig = defineRule({
  id: "boot/cloud-init-owns-config",
  title: "Edited configuration may be written over by cloud-init",
  why: "cloud-init writes its files again when it takes the machine for a new one: after a clone, a change of the data source or an update of itself. Edits in them are gone at that boot.",
  scope: "host",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["cloud-init-rewrites-network", "hosts-fqdn-first"],
  references: ["https://docs.cloud-init.io/en/latest/reference/network-config.html"],
  needs: ["cloudInit", "identity"],
  wants: ["networkConfig", "services", "names"],
  check({ cloudInit, identity, networkConfig, services, names }) {
    if (cloudInit.disabledBy !== null) throw new NotApplicable(`cloud-init is switched off by ${cloudInit.disabledBy}`);
    const own = services?.filter(({ unit }) => units.test(unit)) ?? [];
    if (own.length > 0 && own.every(({ unitFileState }) => unitFileState === "disabled" || unitFileState === "masked")) {
      throw new NotApplicable("the units of cloud-init are disabled");
    }
    const found = [...editedNetwork(cloudInit, networkConfig), ...managedHosts(cloudInit, identity, names?.nodeName)];
    return found.length > 0 ? found : enabledOnMetal(own, identity);
  },
  remedy: {
    steps: ["Take it out of cloud-init's hands"],
    risk: "Nothing changes before the next boot.",
    verify: "cloud-init status --long; grep -rn 'config: disabled\\|manage_etc_hosts' /etc/cloud/cloud.cfg /etc/cloud/cloud.cfg.d",
  },
});
