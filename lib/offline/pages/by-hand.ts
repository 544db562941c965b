import { bullets, command, heading, link, type Part, paragraph } from "#lib/offline/kit.ts";
import { type Page, start } from "#lib/offline/page.ts";

/** Where the script lies in the folder. */
export const probeScriptPath = "by-hand/bulkhead-probe.sh";

/** How to read a host that nothing reaches, from its console. */
export function byHandPage(): Page {
  return { path: "by-hand.html", title: "Read a host by hand", trail: [start], parts: byHandParts() };
}

function* byHandParts(): Generator<Part> {
  yield paragraph(
    "For a host that SSH cannot reach: its console, an emergency shell, a serial line. The script reads, writes nothing, and touches no network file system.",
  );
  yield heading("carry", "1. Carry the script there");
  yield paragraph(
    "It is ",
    link(probeScriptPath, probeScriptPath),
    " in this folder, on this very stick. On the host, as root, mount the stick without trusting what is on it:",
  );
  yield command("mkdir -p /run/stick && mount -o ro,noexec,nosuid,nodev /dev/sdX1 /run/stick");
  yield heading("run", "2. Run it");
  yield paragraph(
    "It takes up to 90 s; what does not answer is given up on by itself. Without root it tells less, and says what is missing.",
  );
  yield command(`sh /run/stick/FOLDER/${probeScriptPath} > /run/bundle.txt`);
  yield heading("bring-back", "3. Bring its output back");
  yield paragraph(
    "The output goes onto a stick that may be written, or over the serial line. Passwords, tokens and keys are masked on the host before they are in it.",
  );
  yield heading("judge", "4. Judge it");
  yield paragraph("On any machine that has Bulkhead, without a server and without a network:");
  yield command("npx bulkhead check bundle.txt");
  yield paragraph("Several bundles together tell what follows from a reboot, and in which order everything comes back:");
  yield command('npx bulkhead rehearse kvm-01.txt kvm-02.txt --if "reboot kvm-01"');
  yield command("npx bulkhead coldstart kvm-01.txt kvm-02.txt");
  yield heading("then", "Then");
  yield bullets([
    [{ text: "What was known of it before: " }, link("all hosts", "hosts.html")],
    [{ text: "What to type there: " }, link("the runbooks", "runbooks.html")],
    [{ text: "What waits for it: " }, link("cold start", "cold-start.html")],
  ]);
}
