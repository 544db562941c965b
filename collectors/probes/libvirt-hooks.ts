import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { hookOf, hookTexts, listedFiles } from "./parse/libvirt-hooks.ts";
import { isMissing } from "./parse/presence.ts";
import { notReadable, succeeded } from "./parse/sections.ts";

/** Scripts that libvirt runs for guests: the file `qemu` and those of `qemu.d`. They are read as text and never run. */
export const libvirtHooks = defineProbe({
  id: "libvirt-hooks",
  fact: "libvirtHooks",
  systems: ["libvirt"],
  sources: {
    listing: { exec: ["ls", "-la", "/etc/libvirt/hooks"], root: true, optional: true },
    // Every line of every file below it, each behind its path.
    texts: { exec: ["grep", "-rsaH", "^", "/etc/libvirt/hooks"], root: true, optional: true },
  },
  parse({ listing, texts }) {
    if (isMissing(listing) || /no such file or directory/i.test(listing.errorText)) {
      throw new NotApplicable("libvirt has no folder of hooks");
    }
    if (!succeeded(listing)) throw notReadable([listing], "hooks of libvirt");
    // Exit status 1 says that no file has a line.
    if (texts.status !== "ok" || texts.exitStatus === null || texts.exitStatus > 1) throw notReadable([texts], "hooks of libvirt");
    const files = listedFiles(listing);
    const hooks = hookTexts(texts);
    if (hooks.length === 0) throw new NotApplicable("libvirt has no hook for guests");
    return hooks.map((hook) => hookOf(hook, files));
  },
});
