import { duration, list } from "#lib/format.ts";
import { postLooks, preLooks } from "#lib/maintenance/words.ts";
import type { ReportHeadline } from "./model.ts";
import { type ReportWindow, unreadChecks } from "./window-model.ts";

/** What somebody must know first of a window: how it stands, who does not answer, whether it may begin. */
export function windowHeadlines(window: ReportWindow, madeAt: string): ReportHeadline[] {
  const after = afterwards(window, madeAt);
  const told = window.postCheck.status === "none" ? [before(window), ...after] : [...after, before(window)];
  return [...standing(window, madeAt), ...told];
}

function standing({ state, endsAt, closed }: ReportWindow, madeAt: string): ReportHeadline[] {
  if (state === "overrun") {
    const late = duration(Date.parse(madeAt) - Date.parse(endsAt));
    return [
      { tone: "critical", words: `This window should have ended ${late} ago and is not closed`, detail: "run the post-check and close it" },
    ];
  }
  if (state === "cancelled")
    return [{ tone: "info", words: "This window was cancelled: nothing of it is expected any more", detail: null }];
  if (closed === null) return [];
  const look = closed.verdict === null ? null : postLooks[closed.verdict];
  const verdict = look?.words.toLowerCase() ?? "with a verdict that this version does not know";
  return [{ tone: look?.tone ?? "unknown", words: `Closed by ${closed.by}: ${verdict}`, detail: null }];
}

function afterwards({ postCheck, state }: ReportWindow, madeAt: string): ReportHeadline[] {
  if (postCheck.status === "none") {
    if (state === "planned" || state === "cancelled") return [];
    return [{ tone: "unknown", words: "No post-check was made: nothing proves how the hosts are after the work", detail: null }];
  }
  if (postCheck.status !== "done")
    return [{ tone: "unknown", words: `The last post-check ${unreadChecks[postCheck.status]}`, detail: null }];
  const { verdict, headline, hosts } = postCheck.said;
  const silent = hosts.filter(({ fresh }) => !fresh).map(({ host, seenAt }) => `${host}: ${ageOf(seenAt, madeAt)}`);
  const aged = silent.length === 0 ? null : list(silent, 6);
  return [{ tone: postLooks[verdict].tone, words: headline, detail: postCheck.caution ?? aged }];
}

function ageOf(seenAt: string | null, madeAt: string): string {
  return seenAt === null ? "never read" : `what is known of it is ${duration(Date.parse(madeAt) - Date.parse(seenAt))} old`;
}

function before({ preCheck, state }: ReportWindow): ReportHeadline {
  const isOver = state === "closed" || state === "cancelled";
  if (preCheck.status === "none")
    return {
      tone: "unknown",
      words: `No pre-check was made: whether this window ${isOver ? "might have begun" : "may begin"} is not known`,
      detail: isOver ? null : "run it right before the work begins",
    };
  if (preCheck.status !== "done")
    return { tone: "unknown", words: `The last pre-check ${unreadChecks[preCheck.status]}`, detail: "run it again" };
  const { verdict, headline } = preCheck.said;
  return {
    tone: preLooks[verdict].tone,
    words: `The pre-check says ${headline.charAt(0).toLowerCase()}${headline.slice(1)}`,
    detail: preCheck.caution,
  };
}
