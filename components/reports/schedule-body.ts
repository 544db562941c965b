/** What the form of a schedule sends. `what` is "fleet", "cluster:NAME" or "host:ID". */
export function scheduleBodyOf(trigger: "weekly" | "before-window", data: FormData, enabled: boolean): Record<string, unknown> {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const common = {
    trigger,
    enabled,
    formats: data.getAll("formats").map(String),
    paper: text("paper"),
    recipients: text("recipients")
      .split(/[\s,;]+/)
      .filter((address) => address !== ""),
  };
  if (trigger === "before-window") return { ...common, leadMinutes: Math.round(Number(text("leadHours")) * 60) };
  const [kind = "", ...subject] = text("what").split(":");
  const time = { weekday: Number(text("weekday")), time: text("time"), timeZone: text("timeZone") };
  return { ...common, ...time, kind, subject: kind === "fleet" ? null : subject.join(":") };
}
