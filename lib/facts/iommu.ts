import { z } from "zod";
import { Cite } from "./cite.ts";

/** Devices that can only be given to a guest together: /sys/kernel/iommu_groups. No group means that the IOMMU is off. */
export const Iommu = z.object({
  groups: z.array(
    z.object({
      id: z.number().int(),
      /** PCI addresses with domain. */
      devices: z.array(z.object({ address: z.string(), at: Cite })),
    }),
  ),
});
export type Iommu = z.infer<typeof Iommu>;
