import { watch } from "#lib/engine/drift/watch.ts";
import { textOf } from "#lib/engine/drift/words.ts";
import type { BootState } from "#lib/facts/boot-state.ts";
import { lastingParameters } from "#lib/rules/shared/boot-parameters.ts";

/** A boot has no line of its own: its id is another. */
const boots = watch({
  fact: "identity",
  kind: "boot",
  group: "boot",
  weight: 1,
  things: ({ bootId }) => [{ key: "boot", name: "the host", says: { boot: bootId ?? undefined }, at: [] }],
  words: (_, __, { identity }) => `the host was restarted; kernel ${identity?.kernel ?? "not known"} runs`,
});

const runningKernel = watch({
  fact: "identity",
  kind: "kernel",
  group: "boot",
  weight: 1,
  things: ({ kernel }) => [{ key: "kernel", name: "kernel", says: { running: kernel }, at: [] }],
});

const installedKernels = watch({
  fact: "bootState",
  kind: "kernel",
  group: "boot",
  weight: 1,
  effect: "at the next reboot",
  things: ({ kernels }) =>
    kernels?.map(({ release, initrd, at }) => ({
      key: release,
      name: `kernel ${release}`,
      says: { initramfs: initrd ?? undefined },
      at: [at],
    })) ?? null,
  words: ({ before, now }, _, { bootState }) =>
    now === null
      ? `${before?.name} was removed`
      : before === null
        ? `${now.name} installed, ${bootState?.runningKernel ?? "another one"} running`
        : null,
});

const nextBoot = watch({
  fact: "bootState",
  kind: "next boot",
  group: "boot",
  weight: 1,
  effect: "at the next reboot",
  things: (state) => [
    {
      key: "next",
      name: "next boot",
      says: {
        "pinned kernel": state.pinned === null ? null : (state.pinned.release ?? undefined),
        ...firstEntry(state),
        "initramfs modules": state.initramfsModules?.value ?? undefined,
        "wait before guests": state.startDelaySeconds === null ? null : `${state.startDelaySeconds} s`,
        "boot order": state.firmware === null ? undefined : state.firmware.order.join(", "),
      },
      at: [state.pinned?.at ?? null, state.entries?.[0]?.at ?? null, state.initramfsModules?.at ?? null],
    },
  ],
});

function firstEntry({ entries }: BootState) {
  const [first] = entries ?? [];
  return first === undefined
    ? { "first entry": undefined, "root of the first entry": undefined }
    : { "first entry": first.kernel ?? first.title, "root of the first entry": first.root };
}

const parameters = watch({
  fact: "bootState",
  kind: "kernel parameters",
  group: "boot",
  weight: 1,
  things: (state) => [{ key: "cmdline", name: "kernel command line", says: { words: lastingParameters(state) }, at: [state.parametersAt] }],
});

const rebootAsked = watch({
  fact: "bootState",
  kind: "reboot",
  group: "boot",
  effect: "at the next reboot",
  things: ({ rebootRequired }) =>
    rebootRequired === null
      ? []
      : [{ key: "required", name: "a request to reboot", says: { by: rebootRequired.packages }, at: [rebootRequired.at] }],
  words: ({ before, now }) => {
    if (now === null) return "no reboot is asked for any more";
    return before === null ? `a reboot is asked for by ${textOf(now.says.by)}` : null;
  },
});

const bootDisks = watch({
  fact: "bootState",
  kind: "boot disk",
  group: "boot",
  effect: "at the next reboot",
  things: ({ grubInstallDevices, proxmoxBootUuids }) => [
    ...(grubInstallDevices ?? []).map(({ path, device, at }) => ({
      key: `grub ${path}`,
      name: `disk for GRUB ${path}`,
      says: { device },
      at: [at],
    })),
    ...(proxmoxBootUuids ?? []).map(({ uuid, at }) => ({ key: `proxmox ${uuid}`, name: `boot partition ${uuid}`, says: {}, at: [at] })),
  ],
});

const firmwareEntries = watch({
  fact: "bootState",
  kind: "firmware entry",
  group: "boot",
  weight: 3,
  effect: "at the next reboot",
  things: ({ firmware }) =>
    firmware?.entries.map(({ id, title, partUuid, at }) => ({
      key: id,
      name: `entry ${id} of the firmware`,
      says: { title, partition: partUuid },
      at: [at],
    })) ?? null,
});

const bootFiles = watch({
  fact: "bootFiles",
  kind: "boot file",
  group: "boot",
  weight: 3,
  effect: "at the next reboot",
  things: (files) => files.map(({ path, changedAt, at }) => ({ key: path, name: path, says: { written: changedAt }, at: [at] })),
});

const cloudInit = watch({
  fact: "cloudInit",
  kind: "cloud-init",
  group: "boot",
  effect: "at the next reboot",
  things: ({ disabledBy, networkDisabled, managesHosts, at }) => [
    {
      key: "cloud-init",
      name: "cloud-init",
      says: {
        "switched off by": disabledBy,
        "leaves the network alone": networkDisabled !== null,
        "writes /etc/hosts": managesHosts?.value ?? null,
      },
      at: [networkDisabled, managesHosts?.at ?? null, at],
    },
  ],
});

const cloudInitFiles = watch({
  fact: "cloudInit",
  kind: "written file",
  group: "boot",
  weight: 3,
  partOf: "cloud-init",
  things: ({ written }) =>
    written.map(({ path, at }) => ({ key: path, within: "cloud-init", name: `file of cloud-init ${path}`, says: {}, at: [at] })),
});

export const bootWatches = [
  boots,
  runningKernel,
  installedKernels,
  nextBoot,
  parameters,
  rebootAsked,
  bootDisks,
  firmwareEntries,
  bootFiles,
  cloudInit,
  cloudInitFiles,
];
