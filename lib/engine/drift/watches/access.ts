import { watch } from "#lib/engine/drift/watch.ts";

const root = watch({
  fact: "accounts",
  kind: "root",
  group: "access",
  weight: 1,
  things: ({ root: login, emergencyShellOpen, sources, loginCalls }) => [
    {
      key: "root",
      name: "login of root",
      says: {
        password: login?.password,
        "password changed": login === null ? undefined : login.changedOn,
        "emergency shell without a password": emergencyShellOpen ?? undefined,
        "users come from": sources?.services,
        "asked at each login": loginCalls.map(({ what }) => what),
      },
      at: [login?.at ?? null, sources?.at ?? null, ...loginCalls.map(({ at }) => at)],
    },
  ],
});

const users = watch({
  fact: "accounts",
  kind: "user",
  group: "access",
  things: (accounts) =>
    accounts.users.map(({ name, uid, home, shell, at }) => ({ key: name, name: `user ${name}`, says: { uid, shell, home }, at: [at] })),
});

const sshServer = watch({
  fact: "sshServer",
  kind: "SSH server",
  group: "access",
  weight: 1,
  effect: "at the next restart of sshd",
  things: (server) => [
    {
      key: "sshd",
      name: "SSH server",
      says: {
        "root may log in": server.permitRootLogin ?? undefined,
        passwords: server.passwordAuthentication ?? undefined,
        "keys in": server.authorizedKeysFiles,
        "keys asked of": server.authorizedKeysCommand,
        "asks DNS for each caller": server.useDns ?? undefined,
      },
      at: [server.useDnsAt, server.keysCommandAt, server.at],
    },
  ],
});

const bmcNetwork = watch({
  fact: "bmcNetwork",
  kind: "network of the BMC",
  group: "access",
  weight: 1,
  things: ({ controller, address, prefixLength, gateway, mac, addressSource, vlan, at }) => [
    {
      key: "bmc",
      name: "network of the management controller",
      says: {
        controller,
        address: address === null ? null : `${address}/${prefixLength ?? "?"}`,
        gateway,
        VLAN: vlan,
        "address from": addressSource ?? undefined,
        MAC: mac ?? undefined,
      },
      at: [at],
    },
  ],
});

export const accessWatches = [root, users, sshServer, bmcNetwork];
