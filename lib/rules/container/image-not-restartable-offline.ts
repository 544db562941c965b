import { defineRule, type Observation } from "#lib/rules/rule.ts";
import { isInside } from "#lib/rules/shared/alert-routes.ts";
import { counted, groupBy, listed, maximumCites, uniqueBy } from "#lib/rules/shared/wording.ts";
import { type ContainerSpec, containerSpecs, vitalFor } from "./parts/container-specs.ts";

export const imageNotRestartableOffline = defineRule({
  id: "container/image-not-restartable-offline",
  title: "Images that others stand on are unpinned or pulled at each start",
  why: "A restart then asks the registry: without the Internet the container does not come back, and with it another version may.",
  scope: "cluster",
  scenarios: ["dns-loss", "power-loss"],
  likelihood: 2,
  impact: 2,
  postmortems: ["nfs-hang-takes-cluster-network", "pve-self-fence-unseen-nine-hours"],
  references: ["Kubernetes: Images", "docker-image-pull(1)"],
  needs: ["identity"],
  wants: ["containers", "kubernetes", "services"],
  check({ containers, kubernetes, services }) {
    const found = containerSpecs({ containers, kubernetes, services }).flatMap((spec) => {
      const [purpose, fault] = [vitalFor(spec), faultOf(spec)];
      return purpose === null || fault === null ? [] : [{ ...spec, purpose, fault }];
    });
    const images = uniqueBy(found, ({ key }) => key);
    return [...groupBy(images, ({ purpose }) => purpose)].map(
      ([purpose, group]): Observation => ({
        subject: listed([...new Set(group.map(({ label }) => label))]),
        key: purpose,
        title: `${counted(group.length, "image")} of ${purpose} cannot be counted on after a restart`,
        observed: listed(
          group.map(({ label, image, fault }) => `${label}: ${image} ${fault}`),
          6,
        ),
        expected: "an image by digest or fixed tag, kept on the node or in a registry of your own",
        cite: group.slice(0, maximumCites).map(({ at }) => at),
        impact: /alert|DNS|network/.test(purpose) && group.some(({ pullPolicy }) => pullPolicy === "Always") ? 3 : 2,
        confidence: "inferred",
      }),
    );
  },
  remedy: {
    steps: [
      "Name the image by digest: `docker image inspect --format '{{index .RepoDigests 0}}' IMAGE` prints it",
      "In Kubernetes: `imagePullPolicy: IfNotPresent`, and pull the image to every node once",
      "Mirror such images to a registry outside the cluster",
    ],
    risk: "A pinned image gets no fixes by itself: let a bot propose the next digest.",
    verify: "kubectl get deploy,ds,sts -A -o custom-columns=NAME:.metadata.name,IMAGE:.spec.template.spec.containers[*].image",
  },
});

/** What makes the image depend on its registry; null for one that is pinned, or whose registry stands inside. */
function faultOf({ image, pullPolicy }: ContainerSpec): string | null {
  if (image.includes("@sha256:") || /^sha256:|^[0-9a-f]{12,64}$/.test(image)) return null;
  const [registry = ""] = image.split("/");
  const named = image.includes("/") && (/[.:]/.test(registry) || registry === "localhost");
  if (named && isInside(registry.replace(/:\d+$/, ""))) return null;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  if (tag === undefined || tag === "latest") return "has no fixed tag";
  return pullPolicy === "Always" ? "is pulled at each start" : null;
}
