import type { AnyRule } from "#lib/rules/rule.ts";
import { bootCriticalFileChanged } from "./boot-critical-file-changed.ts";
import { diskEnumerationChanged } from "./disk-enumeration-changed.ts";
import { firmwareChanged } from "./firmware-changed.ts";
import { guestsVanished } from "./guests-vanished.ts";
import { kernelOrBootEntryChanged } from "./kernel-or-boot-entry-changed.ts";
import { mountDisappeared } from "./mount-disappeared.ts";
import { nicPciAddressMoved } from "./nic-pci-address-moved.ts";
import { pendingGuestPciLayout } from "./pending-guest-pci-layout.ts";
import { pvidOrVlanChanged } from "./pvid-or-vlan-changed.ts";
import { unplannedReboot } from "./unplanned-reboot.ts";
import { votesDropped } from "./votes-dropped.ts";

/** Rules of the family `change`, sorted by id; one line each. */
export const changeRules: readonly AnyRule[] = [
  bootCriticalFileChanged,
  diskEnumerationChanged,
  firmwareChanged,
  guestsVanished,
  kernelOrBootEntryChanged,
  mountDisappeared,
  nicPciAddressMoved,
  pendingGuestPciLayout,
  pvidOrVlanChanged,
  unplannedReboot,
  votesDropped,
];
