import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { counted, groupBy, listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { isSoft, liveOptions } from "./parts/cluster-volumes.ts";

export const pvOptionsDrift = defineRule({
  id: "k8s/pv-options-drift",
  title: "PersistentVolumes do not have the mount options of their StorageClass",
  why: "A volume copies the options once, when it is made. Whoever repaired the class alone repaired nothing that exists, and believes it done.",
  scope: "cluster",
  scenarios: ["nas-loss"],
  likelihood: 3,
  impact: 2,
  references: ["Kubernetes: Persistent Volumes, Mount Options", "nfs(5)"],
  needs: ["kubernetes"],
  wants: ["mounts"],
  check({ kubernetes, mounts }) {
    const classes = new Map(kubernetes.storageClasses.map((storage) => [storage.name, storage]));
    const drifted = kubernetes.volumes.flatMap((volume) => {
      const storage = classes.get(volume.storageClass ?? "");
      const live = liveOptions(volume, mounts);
      const wanted = storage?.mountOptions ?? volume.mountOptions;
      const toldHard = isSoft(wanted) !== isSoft(volume.mountOptions);
      const liveHard = live !== undefined && isSoft(live) !== isSoft(wanted);
      const lacks = normalised(wanted).filter((option) => !normalised(volume.mountOptions).includes(option));
      const more = normalised(volume.mountOptions).filter((option) => !normalised(wanted).includes(option));
      return lacks.length + more.length > 0 || liveHard ? [{ volume, storage, lacks, more, grave: toldHard || liveHard }] : [];
    });
    return [...groupBy(drifted, ({ volume }) => volume.storageClass ?? volume.name)].map(([key, group]): Observation => {
      const [first] = group;
      const names = group.map(({ volume }) => volume.name);
      const grave = group.some((one) => one.grave);
      return {
        subject: key,
        title: `${counted(group.length, "PersistentVolume")} of ${key} ${group.length === 1 ? "is" : "are"} mounted otherwise than the class says${grave ? ", hard against soft" : ""}`,
        observed: [
          `${listed(names)}: ${listed([...(first?.lacks ?? []).map((option) => `without ${option}`), ...(first?.more ?? []).map((option) => `with ${option}`)], 6)}`,
          ...(grave ? ["hard and soft differ"] : []),
        ].join("; "),
        expected: `mountOptions of the class: ${first?.storage?.mountOptions.join(",") || "none"}`,
        cite: [...(first?.storage ? [first.storage.at] : []), ...group.map(({ volume }) => volume.at)].slice(0, maximumCites),
        impact: grave ? 3 : 2,
        remedy: {
          steps: [
            `Write the options of the class into each volume: \`kubectl edit pv ${shellWord(names[0] ?? "")}\``,
            "Delete the pods that use it, one by one, so that each node mounts it anew",
          ],
        },
      };
    });
  },
  remedy: {
    steps: ["Write the options of the class into each volume (`kubectl edit pv NAME`), then delete the pods that use it, one by one"],
    risk: "Pods restart. Going from hard to soft, a database may get write errors that it does not expect.",
    verify: "kubectl get pv -o custom-columns=NAME:.metadata.name,CLASS:.spec.storageClassName,OPTIONS:.spec.mountOptions",
  },
});

/** One spelling for one meaning: `nfsvers=` is `vers=`, and what is the default says nothing (nfs(5)). */
function normalised(options: readonly string[]): string[] {
  return options
    .map((option) => option.replace(/^nfsvers=/, "vers=").replace(/^vers=4$/, "vers=4.0"))
    .filter((option) => !/^(hard|rw|defaults|proto=tcp|tcp)$/.test(option));
}
