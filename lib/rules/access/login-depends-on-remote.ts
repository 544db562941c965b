import { defineRule } from "#lib/rules/rule.ts";
import { maximumCites } from "#lib/rules/shared/wording.ts";
import { directoryOnly, loginScripts, remoteHomes, serverLookups } from "./parts/login-paths.ts";

export const loginDependsOnRemote = defineRule({
  id: "access/login-depends-on-remote",
  title: "A login by SSH waits for another machine",
  why: "When the NAS, DNS or the directory is away, the login hangs as well: nobody gets in during the very outage that has to be mended from here.",
  scope: "host",
  scenarios: ["nas-loss", "dns-loss"],
  likelihood: 2,
  impact: 3,
  postmortems: ["nfs-hang-takes-cluster-network"],
  references: ["nsswitch.conf(5)", "sshd_config(5)", "pam_mount(8)"],
  needs: ["accounts", "mounts"],
  wants: ["sshServer"],
  check({ accounts, mounts, sshServer }) {
    const paths = [
      ...remoteHomes(accounts, mounts, sshServer),
      ...directoryOnly(accounts),
      ...loginScripts(accounts, mounts),
      ...(sshServer ? serverLookups(sshServer) : []),
    ];
    const [first] = paths.toSorted((one, other) => Number(other.blocks) - Number(one.blocks));
    if (!first) return [];
    const blocks = paths.some((path) => path.blocks);
    return [
      {
        subject: "SSH login",
        key: "login",
        title: `A login by SSH ${blocks ? "hangs" : "is slow"} while another machine is away: ${first.what}${paths.length > 1 ? `, and ${paths.length - 1} more` : ""}`,
        observed: paths.map(({ what }) => what).join("; "),
        expected: "an administrator whose home, key and name are on this machine alone",
        cite: paths.flatMap(({ cites }) => cites).slice(0, maximumCites),
        impact: blocks ? 3 : 1,
        remedy: { steps: [...new Set(paths.map(({ fix }) => fix))] },
      },
    ];
  },
  remedy: {
    steps: ["Give one administrator a local account, a local home and a key in it"],
    risk: "A second way in has to be watched and revoked like the first.",
    verify: "getent -s passwd:files passwd; sshd -T | grep -i -e usedns -e authorizedkeys",
  },
});
