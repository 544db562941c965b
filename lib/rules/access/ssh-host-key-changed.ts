import { defineRule } from "#lib/rules/rule.ts";
import { citeContact } from "#lib/rules/shared/contact.ts";
import { instant } from "#lib/rules/shared/instants.ts";

export const sshHostKeyChanged = defineRule({
  id: "access/ssh-host-key-changed",
  title: "The host shows another SSH key than the one that was confirmed",
  why: "Either the host was installed anew, or somebody else answers at its address. Until a person has looked, nothing from there is read, and what is shown here is from before.",
  scope: "host",
  scenarios: ["network-change"],
  likelihood: 4,
  impact: 3,
  references: ["ssh_config(5)", "ssh-keygen(1)"],
  needs: ["contact"],
  check({ contact }) {
    if (contact.state !== "key-changed") return [];
    const last = contact.lastSeenAt === null ? "nothing was ever read" : `last read on ${instant(contact.lastSeenAt)}`;
    return [
      {
        subject: "SSH host key",
        key: "host-key",
        observed: `${contact.sentence ?? "the key differs from the confirmed one"}; ${last}`,
        expected: "the confirmed key",
        cite: [citeContact(contact)],
      },
    ];
  },
  remedy: {
    steps: [
      "Ask who installed the host anew or gave its address away",
      "Read the fingerprint on the console, not over the network: `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`",
      "Compare it with the one shown here, letter by letter, and confirm it",
    ],
    risk: "Confirming without a look lets a man in the middle in, with everything that is read from there.",
    verify: "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
  },
});
