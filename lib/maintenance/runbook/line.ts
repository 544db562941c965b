import type { RunbookLine } from "./runbook.ts";

export function line(words: string, command: string | null = null, evidence: RunbookLine["evidence"] = []): RunbookLine {
  return { words, command, evidence };
}
