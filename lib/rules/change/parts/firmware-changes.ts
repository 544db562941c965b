import { compareBy } from "#lib/engine/drift/compare.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";
import { firmwareLabels } from "#lib/rules/shared/hardware.ts";

/** What is read of firmware at one time. */
export type FirmwareFacts = { [Name in "bmc" | "firmware" | "pciDevices" | "smart"]?: Facts[Name] | undefined };

/** One firmware that is not what it was. */
export interface FirmwareChange {
  text: string;
  cite: Cite[];
}

/** Versions that differ: of BIOS and board, of the management controller, of disks by their serial number. */
export function firmwareChanges(was: FirmwareFacts, now: FirmwareFacts): FirmwareChange[] {
  return [...ofBoard(was.firmware, now.firmware), ...ofController(was.bmc, now.bmc), ...ofDisks(was.smart ?? [], now.smart ?? [])];
}

/** Devices of which there is one of their kind before and now, so that it is the same, on another bus or slot. */
export function movedDevices(before: Facts["pciDevices"], now: Facts["pciDevices"]) {
  const single = (devices: Facts["pciDevices"]) => {
    const ids = devices.map(({ deviceId }) => deviceId);
    return devices.filter(({ deviceId }) => deviceId !== null && ids.indexOf(deviceId) === ids.lastIndexOf(deviceId));
  };
  const { changed } = compareBy(single(before), single(now), ({ deviceId }) => deviceId);
  return changed.filter((change) => change.before.address !== change.now.address);
}

function ofBoard(was: FirmwareFacts["firmware"], now: FirmwareFacts["firmware"]): FirmwareChange[] {
  if (was === undefined || now === undefined) return [];
  const fields = Object.keys(firmwareLabels) as (keyof typeof firmwareLabels)[];
  return fields
    .filter((field) => was[field] !== null && now[field] !== null && was[field] !== now[field])
    .map((field) => ({ text: `${firmwareLabels[field]} ${was[field]} before, ${now[field]} now`, cite: [was.at, now.at] }));
}

function ofController(was: FirmwareFacts["bmc"], now: FirmwareFacts["bmc"]): FirmwareChange[] {
  const [old, current] = [was?.firmwareRevision ?? null, now?.firmwareRevision ?? null];
  if (was === undefined || now === undefined || old === null || current === null || old === current) return [];
  return [{ text: `BMC ${old} before, ${current} now`, cite: [was.at, now.at] }];
}

function ofDisks(was: Facts["smart"], now: Facts["smart"]): FirmwareChange[] {
  const { changed } = compareBy(was, now, ({ serial }) => serial);
  return changed.flatMap(({ key, before, now: disk }) =>
    before.firmware === null || disk.firmware === null || before.firmware === disk.firmware
      ? []
      : [{ text: `disk ${key} ${before.firmware} before, ${disk.firmware} now`, cite: [before.at, disk.at] }],
  );
}
