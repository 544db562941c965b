import type { Accounts, SshServer } from "#lib/facts/accounts.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Mount, Mounts } from "#lib/facts/mounts.ts";
import { isNetworkMount } from "#lib/rules/shared/network-servers.ts";
import { byDirectory, holderOf } from "#lib/rules/shared/paths.ts";

/** Something that a login waits for and that another machine answers. */
export interface LoginPath {
  what: string;
  /** Whether the login itself hangs on it, or only takes longer. */
  blocks: boolean;
  fix: string;
  cites: Cite[];
}

const firstHumanId = 1000;
/** Where no users are, whatever their number: nobody and the like. */
const lastHumanId = 60_000;
const directories = new Set(["sss", "ldap", "winbind", "nis", "nisplus"]);

/** Homes that lie on a network mount: of root, or of everybody else. Where root may come in over SSH, the others' are an inconvenience. */
export function remoteHomes({ users }: Accounts, mounts: Mounts, server: SshServer | undefined): LoginPath[] {
  const places = byDirectory(mounts, (mount: Mount) => mount.mountPoint);
  const people = users.filter(({ uid }) => uid === 0 || (uid >= firstHumanId && uid <= lastHumanId));
  const remote = people.flatMap((user) => {
    const mount = holderOf(user.home, places);
    return mount && isNetworkMount(mount) ? [{ user, mount }] : [];
  });
  const rootIsRemote = remote.some(({ user }) => user.uid === 0);
  // One administrator at home on this machine is a way in.
  if (!rootIsRemote && remote.length < people.filter(({ uid }) => uid !== 0).length) return [];
  const rootComesIn = !rootIsRemote && server !== undefined && server.permitRootLogin !== "no";
  return remote.map(({ user, mount }) => ({
    what: `home of ${user.name} (${user.home}) is on ${mount.type} ${mount.source}`,
    blocks: !rootComesIn,
    fix: `Give ${user.name === "root" ? "root" : "an administrator"} a home on a local disk, with the SSH key in it`,
    cites: [user.at, mount.at],
  }));
}

/** A directory service that alone knows the people who may log in. */
export function directoryOnly({ sources, users, root }: Accounts): LoginPath[] {
  const asked = sources?.services.filter((service) => directories.has(service)) ?? [];
  const local = users.some(({ uid }) => uid >= firstHumanId && uid <= lastHumanId);
  if (!sources || asked.length === 0 || local || root?.password === "set") return [];
  return [
    {
      what: `passwd is asked of ${asked.join(", ")}, and there is no local user beside a root without password`,
      blocks: true,
      fix: "Make one local user with a key and a way to root, outside the directory",
      cites: [sources.at],
    },
  ];
}

/** What the SSH server asks of the network at each login. */
export function serverLookups(server: SshServer): LoginPath[] {
  const { useDns, useDnsAt, authorizedKeysCommand, keysCommandAt } = server;
  return [
    ...(useDns && useDnsAt
      ? [
          {
            what: "sshd looks up the name of each client (UseDNS yes)",
            blocks: false,
            fix: "Write `UseDNS no` in sshd_config",
            cites: [useDnsAt],
          },
        ]
      : []),
    ...(authorizedKeysCommand !== null && keysCommandAt
      ? [
          {
            what: `sshd asks ${authorizedKeysCommand.split(/\s/)[0]} for keys`,
            blocks: server.authorizedKeysFiles.filter((file) => file !== "none").length === 0,
            fix: "Keep one key in an authorized_keys file beside the command",
            cites: [keysCommandAt],
          },
        ]
      : []),
  ];
}

/** Scripts of the login that touch every mount. They hang where one of the mounts does. */
export function loginScripts({ loginCalls }: Accounts, mounts: Mounts): LoginPath[] {
  const remote = mounts.some(isNetworkMount);
  return loginCalls.flatMap(({ what, at }) => {
    if (what === "df" && !remote) return [];
    const words = what === "df" ? `${at.source} runs df over all mounts` : "pam_mount mounts at each login";
    return [
      {
        what: words,
        blocks: true,
        fix: what === "df" ? `Write \`df -l\` in ${at.source}` : "Leave administrators out of pam_mount",
        cites: [at],
      },
    ];
  });
}
