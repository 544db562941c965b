import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { declaredMounts, liveMounts } from "#lib/rules/shared/declared-mounts.ts";
import { isNofail } from "#lib/rules/shared/fstab-options.ts";
import { isAtOrBelow } from "#lib/rules/shared/paths.ts";
import { listed, maximumCites, shellWord } from "#lib/rules/shared/wording.ts";
import { isLate, waitsFor } from "./parts/late-mounts.ts";

export const bindMountBeforeRemote = defineRule({
  id: "container/bind-mount-before-remote",
  title: "Containers bind a path of a mount that may come after them, and start on the empty directory",
  why: "The engine makes a missing path itself. The container then writes to the root disk, and when the mount comes its data is hidden below.",
  scope: "guest",
  scenarios: ["reboot", "power-loss", "nas-loss"],
  likelihood: 3,
  impact: 2,
  references: ["Docker: Bind mounts", "systemd.unit(5)"],
  needs: ["containers", "fstab"],
  wants: ["mounts", "mountUnits", "services"],
  check({ containers: { containers }, fstab, mounts, mountUnits, services }) {
    const starting = containers.filter((one) => !one.oneOff && (one.running || /^(always|unless-stopped)$/.test(one.restartPolicy ?? "")));
    const live = mounts && liveMounts(mounts);
    const late = declaredMounts(fstab, mountUnits).filter((mount) => mount.mountPoint !== "/" && isLate(mount));
    return late.flatMap((mount): Observation[] => {
      const bound = starting.flatMap((one) =>
        (one.mounts ?? [])
          .filter(({ type, source }) => type === "bind" && source.startsWith("/") && isAtOrBelow(source, mount.mountPoint))
          .map(({ source }) => ({ one, source })),
      );
      const waiting = bound.filter(({ one }) => !waitsFor(mount, one, services));
      const gone = live !== undefined && !live.has(mount.mountPoint) && bound.some(({ one }) => one.running);
      if (waiting.length === 0 && !gone) return [];
      const names = [...new Set(bound.map(({ one }) => one.name))];
      const unit = bound[0]?.one.engine === "podman" ? "the unit of the container" : "docker.service";
      return [
        {
          subject: mount.mountPoint,
          title: gone
            ? `${listed(names)} ${names.length === 1 ? "runs" : "run"} on the empty directory ${mount.mountPoint}: it is not mounted`
            : `${listed(names)} may start before ${mount.mountPoint} is mounted`,
          observed: [
            `${listed([...new Set(bound.map(({ one, source }) => `${one.name} binds ${source}`))], 6)}`,
            `${mount.mountPoint} comes from ${mount.device}${isNofail(mount) ? " with nofail" : ""}${gone ? " and is not mounted now" : ""}`,
            ...(waiting.length > 0 ? [`${unit} does not wait for it`] : []),
          ].join("; "),
          expected: `RequiresMountsFor=${mount.mountPoint} for what starts them, or x-systemd.automount`,
          cite: [mount.at, ...bound.map(({ one }) => one.policyAt)].slice(0, maximumCites),
          likelihood: gone ? 4 : 3,
          impact: gone ? 3 : 2,
          confidence:
            gone || services?.some(({ unit: name, loadState }) => name === "docker.service" && loadState === "loaded")
              ? "confirmed"
              : "inferred",
          remedy: {
            steps: [
              ...(gone ? [`Stop ${listed(names)}, look at what was written to ${mount.mountPoint}, mount it, then start them`] : []),
              `\`systemctl edit ${bound[0]?.one.engine === "podman" ? "UNIT" : "docker.service"}\`: \`[Unit]\` and \`RequiresMountsFor=${mount.mountPoint}\``,
              "Or add x-systemd.automount to the options of the mount, so that the first access waits for it",
            ],
            verify: `systemctl show ${bound[0]?.one.engine === "podman" ? "UNIT" : "docker.service"} -p After -p RequiresMountsFor; findmnt ${shellWord(mount.mountPoint)}`,
          },
        },
      ];
    });
  },
  remedy: {
    steps: ["`systemctl edit docker.service`: `[Unit]` and `RequiresMountsFor=PATH`"],
    risk: "The engine then does not start at all without the mount, nor do containers that never needed it: one unit for each project is finer.",
    verify: "systemctl show docker.service -p After -p RequiresMountsFor",
  },
});
