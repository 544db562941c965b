import { defineRule, NotApplicable } from "#lib/rules/rule.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";

export const nodeNameWithDomain = defineRule({
  id: "boot/node-name-with-domain",
  title: "A Proxmox node calls itself by its full name with domain",
  why: "pmxcfs keeps the node's guests under the name up to the first dot. Tools that take the host name as it is look for a folder, a certificate and cluster members of another name.",
  scope: "host",
  scenarios: ["reboot", "power-loss", "node-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["hosts-fqdn-first"],
  references: ["hostname(1)", "hostname(5)", "pmxcfs(8)"],
  needs: ["identity", "names"],
  wants: ["cloudInit", "clusterConfig"],
  check({ identity, names, cloudInit, clusterConfig }) {
    if (identity.system !== "proxmox") throw new NotApplicable("no Proxmox node");
    const short = names.nodeName.split(".")[0] ?? names.nodeName;
    if (short === names.nodeName) return [];
    if (clusterConfig?.nodes.some(({ name }) => name === short))
      throw new NotApplicable("a member of a cluster: told as a difference between its nodes");
    return [
      {
        subject: names.nodeName,
        title: `The node calls itself ${names.nodeName}, and its guests are kept under /etc/pve/nodes/${short}`,
        observed: `uname -n: ${names.nodeName}; node name of Proxmox: ${short}`,
        expected: `host name ${short}; the full name only in /etc/hosts`,
        cite: [
          { source: "uname -n", line: 1, text: names.nodeName },
          ...names.hosts.filter((line) => line.names.includes(names.nodeName)).map(({ at }) => at),
        ],
        remedy: {
          steps: [
            ...(cloudInit ? ["Take the name out of cloud-init's hands: `preserve_hostname: true` in /etc/cloud/cloud.cfg.d"] : []),
            `Set the short name: \`hostnamectl set-hostname ${shellWord(short)}\``,
            `Keep one line for it in /etc/hosts: the node's own address, then ${names.nodeName} and ${short}`,
          ],
        },
      },
    ];
  },
  remedy: {
    steps: ["Set the short host name"],
    risk: "Services that were started with the long name keep it until they start again: reboot in a window.",
    verify: "uname -n; ls /etc/pve/nodes",
  },
});
