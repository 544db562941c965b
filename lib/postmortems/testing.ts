/** A report in Markdown that fits, with something changed: a value of null leaves the field out. */
export function testReport(id: string, change: Record<string, string | null> = {}): string {
  const fields: Record<string, string | null> = {
    id,
    title: `Incident ${id}`,
    summary: "A switch failed and everything behind it waited.",
    system: "Two hosts and a switch",
    scenarios: "[reboot]",
    chain: "[{step: It waits, text: For years., kind: latent, rules: [storage/nfs-fstab-no-nofail]}]",
    lessons: "[Look at it]",
    ...change,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return ["---", ...lines, "---", "", "What happened, in our words.", ""].join("\n");
}
