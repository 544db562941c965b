import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { allFiles } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";
import { smartdDirectives } from "./parse/smartd.ts";

/** smartd.conf(5) of Debian or of Red Hat, and the words that alarm scripts compare SMARTD_FAILTYPE with. */
export const smartd = defineProbe({
  id: "smartd",
  fact: "smartd",
  systems: ["linux"],
  sources: {
    config: { read: "/etc/smartd.conf", optional: true },
    redHatConfig: { read: "/etc/smartmontools/smartd.conf", optional: true },
    scripts: { read: "/etc/smartmontools/run.d/*", optional: true },
    warningScripts: { read: "/etc/smartmontools/smartd_warning.d/*", optional: true },
  },
  parse({ config, redHatConfig, scripts, warningScripts }) {
    const [file] = allFiles([...config, ...redHatConfig], "smartd.conf");
    if (!file) throw new NotApplicable("this host has no smartd.conf");
    const lines = linesOf(file.text);
    if (lines.length === 0) throw new Error(`${file.source} is empty`);
    const directives = smartdDirectives(file);
    const failTypes = allFiles([...scripts, ...warningScripts], "alarm scripts of smartd").flatMap((script) => {
      const text = linesOf(script.text);
      return text.flatMap((line, index) => wordsOf(line).map((word) => ({ word, at: citeLine(script.source, text, index) })));
    });
    return { directives, failTypes, at: directives[0]?.at ?? citeLine(file.source, lines, 0) };
  },
});

/** `[ "$SMARTD_FAILTYPE" = "Health" ]`: what a shell script compares the type of a failure with, in one line. */
function wordsOf(line: string): string[] {
  const compared = line.slice(0, 400).matchAll(/\$\{?SMARTD_FAILTYPE\}?["']? *(?:==?|!=) *["']?([A-Za-z_]+)/g);
  return /^\s*#/.test(line) ? [] : [...compared].map(([, word = ""]) => word);
}
