/** What a new report begins with: every field once, to be written over. */
export const reportTemplate = `---
id: our-outage
title: What it was, in one line
date: 2026-01-31
duration: About 2 hours
summary: What happened, in one or two sentences.
system: What was running
scenarios: [reboot, nas-loss]
chain:
  - step: What set it off
    text: One or two sentences.
    kind: trigger
  - step: What had been waiting
    text: One or two sentences. Name the rules that would have shown it.
    kind: latent
    rules: [storage/nfs-fstab-no-nofail]
  - step: Why nobody saw it
    text: One or two sentences. Say so if you only suppose it.
    kind: blind-spot
    supposed: true
    rules: [alert/host-not-monitored]
  - step: What followed
    text: One or two sentences.
    kind: consequence
lessons:
  - What you would do differently.
---

The story, in as many paragraphs as it takes.
`;
