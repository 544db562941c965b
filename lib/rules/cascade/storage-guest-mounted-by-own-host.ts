import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, listed, shellWord } from "#lib/rules/shared/wording.ts";
import { citesOf, namesOf, settled, viewOf, weakest } from "./parts/fleet-view.ts";
import { type OwnStorage, ownStorages } from "./parts/own-storage.ts";

export const storageGuestMountedByOwnHost = defineRule({
  id: "cascade/storage-guest-mounted-by-own-host",
  title: "A host uses storage that one of its own guests serves",
  why: "At boot the storage is there only after the guest that serves it, and what needs it has been tried before; at shutdown the guest stops first and the mount hangs.",
  scope: "fleet",
  scenarios: ["reboot", "power-loss"],
  likelihood: 3,
  impact: 3,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["nfs(5)"],
  needs: ["graph"],
  check({ graph }) {
    const view = viewOf(graph);
    const found = ownStorages(view).flatMap((own): Observation[] => {
      const { storage, server, served, host, mounts, disks, races } = own;
      const required = mounts.filter(({ requiredAtBoot }) => requiredAtBoot);
      if (required.length === 0 && disks.length > 0 && !races) return [];
      const identity = storage.identity?.words ?? `${storage.name} is ${server.name}`;
      return [
        {
          subject: server.name,
          key: `${host}|${storage.id}`,
          title: `${host} uses storage of its own guest ${server.name}`,
          observed: [
            ...(mounts.length > 0
              ? [
                  `${host} mounts ${listed(
                    namesOf(
                      view,
                      mounts.map(({ need }) => need.node),
                    ),
                  )} from it`,
                ]
              : []),
            ...(disks.length > 0
              ? [
                  `disks of ${counted(disks.length, "guest")} lie on it: ${listed(
                    namesOf(
                      view,
                      disks.map(({ node }) => node),
                    ),
                  )}`,
                ]
              : []),
            `${storage.name}: ${identity}`,
          ].join("; "),
          expected: `storage of ${host} that is there before its guests are`,
          cite: citesOf([...mounts.map(({ need }) => need), served, ...disks].flatMap(({ evidence }) => evidence)),
          ...weightOf(own),
          confidence: weakest([served.confidence, ...disks.map(({ confidence }) => confidence)]),
          remedy: remedyOf(own),
        },
      ];
    });
    return settled(view, found, ["fstab", "mounts", "storages", "guests", "neighbours"]);
  },
  remedy: {
    steps: ["Give the mounts `nofail,x-systemd.automount`, start the storage guest first, and let the others wait for its storage"],
    risk: "At shutdown the mount hangs if the storage guest stops first: unmount before, or stop the others first.",
    verify: "findmnt -t nfs,nfs4,cifs",
  },
});

function weightOf({ mounts, disks }: OwnStorage): Pick<Observation, "impact"> {
  if (disks.length > 0) return { impact: 4 };
  return { impact: mounts.some(({ requiredAtBoot }) => requiredAtBoot) ? 3 : 1 };
}

function remedyOf({ server, mounts, disks }: OwnStorage) {
  const lines = mounts.filter(({ requiredAtBoot }) => requiredAtBoot).flatMap(({ need }) => need.evidence);
  const id = server.id.split("/").at(-1) ?? server.name;
  const isProxmox = /^\d+$/.test(id);
  return {
    steps: [
      ...lines.slice(0, 4).map(({ source, line }) => `Add \`nofail,x-systemd.automount\` to line ${line} of ${source}`),
      isProxmox ? `\`qm set ${shellWord(id)} --startup order=1,up=120\`` : `Start ${server.name} before every other guest`,
      ...(disks.length > 0
        ? ["Let the start of the other guests wait until the storage answers, or give the storage a machine of its own"]
        : []),
    ],
  };
}
