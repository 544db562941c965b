import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { uniqueBy } from "#lib/rules/shared/wording.ts";
import { type ContainerSpec, containerSpecs, vitalFor } from "./parts/container-specs.ts";

const installs =
  /\b(pip3? install|python3? -m pip install|uv pip install|apt(-get)?( -\S+)* install|apk( -\S+)* add|dnf( -\S+)* install|yum( -\S+)* install|npm (i|install|ci)\b|yarn (install|add)|pnpm (i|install|add)\b|go install|cargo install|gem install|git clone|(curl|wget)\b[^|;&]*\|\s*(ba)?sh)/;
/** From files that are in the image already. */
const offline = /--no-index|--offline|\.whl\b|--find-links/;
/** Where installing is the work itself. */
const workbench = /runner|jenkins|buildkit|kaniko|woodpecker|drone|code-server|coder|workspace|jupyter|devcontainer|renovate/;

export const runtimeInstall = defineRule({
  id: "container/runtime-install",
  title: "A container installs what it needs at each start, so it needs the Internet to come back",
  why: "After a power cut the line, the proxy or the package index is often not there yet. The container fails again and again, and a new version may break it on any restart.",
  scope: "cluster",
  scenarios: ["dns-loss", "power-loss"],
  likelihood: 3,
  impact: 2,
  postmortems: ["pve-self-fence-unseen-nine-hours"],
  references: ["Docker: Building best practices"],
  needs: ["identity"],
  wants: ["containers", "kubernetes", "services"],
  check({ containers, kubernetes, services }) {
    const specs = containerSpecs({ containers, kubernetes, services });
    const found = specs.filter(
      (spec) => installs.test(spec.command) && !offline.test(spec.command) && !workbench.test(`${spec.label} ${spec.image}`),
    );
    return uniqueBy(found, ({ key }) => key).map((spec): Observation => {
      const purpose = vitalFor(spec);
      return {
        subject: spec.label,
        key: spec.key,
        title: `${spec.label} installs packages when it starts${purpose ? `, and ${purpose} hangs on it` : ""}`,
        observed: `image ${spec.image} runs \`${commandOf(spec)}\` at each start`,
        expected: "an image that holds everything, pinned by its digest",
        cite: [spec.at],
        impact: purpose === null ? 2 : 3,
      };
    });
  },
  remedy: {
    steps: [
      "Write a Dockerfile with the same lines under `RUN`, with versions pinned, and build an image",
      "Push it to a registry that you reach without the Internet, and name it by digest",
      "Start the container with the network cut off once: it must come up",
    ],
    risk: "A baked image gets no fixes by itself: build it anew on a schedule.",
    verify: "docker inspect --format '{{.Path}} {{.Args}}' CONTAINER",
  },
});

/** The command that installs, without its arguments: those may be long, and hold what is nobody's business. */
function commandOf({ command }: ContainerSpec): string {
  return installs.exec(command)?.[0].slice(0, 60).replaceAll("`", "'") ?? "";
}
