/** A way in as one would type it: "root@10.0.0.1", "admin@[fd00::1]:2222". */
export function targetOf({ login, address, port }: { login: string; address: string; port: number }): string {
  if (port === 22) return `${login}@${address}`;
  return `${login}@${address.includes(":") ? `[${address}]` : address}:${port}`;
}
