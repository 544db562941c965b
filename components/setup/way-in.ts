import { z } from "zod";

/** The steps of the way in, in their order. */
export const waySteps = ["tcp", "host-key", "login", "shell", "sudo"] as const;

export const WayInState = z.object({
  id: z.string(),
  status: z.enum(["queued", "running", "awaitingKey", "passed", "failed"]),
  steps: z.array(
    z.object({
      step: z.enum(waySteps),
      status: z.enum(["passed", "failed", "waiting", "skipped"]),
      detail: z.string(),
      advice: z.string().nullable(),
    }),
  ),
  offeredKey: z.object({ host: z.string(), isJump: z.boolean(), key: z.string(), fingerprint: z.string() }).nullable(),
});
export type WayInState = z.infer<typeof WayInState>;

export const wayStepNames: Record<(typeof waySteps)[number], string> = {
  tcp: "Reach the port",
  "host-key": "Know the host by its key",
  login: "Log in",
  shell: "Run a shell",
  sudo: "Read what only root may",
};

/** A step as its line shows it: done, under way, or still to come. */
export interface WayStepView {
  step: (typeof waySteps)[number];
  state: "passed" | "failed" | "waiting" | "skipped" | "running" | "pending";
  detail: string;
  advice: string | null;
}

/** All five steps: those that ran with their outcome, the next one under way, the others still to come. `null`: nothing was asked yet. */
export function stepsOf(test: Pick<WayInState, "status" | "steps"> | undefined | null): WayStepView[] {
  const isMoving = test === undefined || test?.status === "queued" || test?.status === "running";
  let nextIsRunning = isMoving;
  return waySteps.map((step) => {
    const ran = test?.steps.find((each) => each.step === step);
    if (ran !== undefined) return { step, state: ran.status, detail: ran.detail, advice: ran.advice };
    const state = nextIsRunning ? "running" : "pending";
    nextIsRunning = false;
    return { step, state, detail: "", advice: null };
  });
}

/** Whether nothing more comes by itself. */
export function isSettled(test: Pick<WayInState, "status"> | undefined): boolean {
  return test !== undefined && test.status !== "queued" && test.status !== "running";
}

/** Where sshd keeps the public half of a key given as "type base64", by the names that ssh-keygen -A uses. */
export function publicKeyFile(key: string): string {
  const kind = ["ed25519", "ecdsa", "rsa"].find((each) => key.split(" ")[0]?.includes(each)) ?? "*";
  return `/etc/ssh/ssh_host_${kind}_key.pub`;
}
