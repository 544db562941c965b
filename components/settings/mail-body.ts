/** What the form about mail sends. Blank lines between recipients are none; an empty password keeps the stored one. */
export function mailBodyOf(data: FormData): Record<string, unknown> {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const login = text("login");
  const password = String(data.get("password") ?? "");
  return {
    server: text("server"),
    port: Number(text("port")),
    security: text("security"),
    login: login === "" ? null : login,
    ...(login === "" ? { password: null } : password !== "" && { password }),
    sender: text("sender"),
    alertFrom: text("alertFrom"),
    alertTo: text("alertTo")
      .split(/[\s,;]+/)
      .filter((address) => address !== ""),
  };
}
