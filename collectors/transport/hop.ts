import type { Auth } from "./auth.ts";

/** One machine on the way, the last of which is the target. */
export interface Hop {
  host: string;
  port: number;
  user: string;
  auth: readonly Auth[];
  /** The name under which its host key is filed, where that is not its address and port. */
  hostKeyAlias?: string;
}
