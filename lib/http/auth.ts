import { betterAuth } from "better-auth";
import { admin } from "better-auth/plugins";
import { authAdapter } from "#lib/db/auth-adapter.ts";
import { hasAccount } from "#lib/db/users.ts";
import { env } from "#lib/env.ts";
import { sessionSecret } from "#lib/seal.ts";
import { isOwnOrigin } from "./origin.ts";

export const minimumPasswordCharacters = 12;

/** Clients can send any address they like, so tries are counted together: guessing stays slow, whoever guesses. */
const signInTries = { window: 60, max: 10 };

function make() {
  const { publicUrl, demo } = env();
  return betterAuth({
    appName: "Bulkhead",
    baseURL: publicUrl,
    secret: sessionSecret(),
    database: authAdapter(),
    telemetry: { enabled: false },
    logger: { level: "error" },
    emailAndPassword: { enabled: true, minPasswordLength: minimumPasswordCharacters, maxPasswordLength: 256 },
    trustedOrigins: (request) => {
      const origin = request?.headers.get("origin");
      return request !== undefined && origin && isOwnOrigin(request.headers) ? [origin] : [];
    },
    rateLimit: { enabled: true, storage: "memory", customRules: { "/sign-in/email": signInTries, "/sign-up/email": signInTries } },
    advanced: {
      // Cookies know no ports: a demo beside the real server must not sign its user out.
      cookiePrefix: demo ? "bulkhead-demo" : "bulkhead",
      useSecureCookies: publicUrl.startsWith("https:"),
      ipAddress: { ipAddressHeaders: ["x-bulkhead-client-address"] },
    },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, role: (await hasAccount()) ? "viewer" : "admin" } }) } },
    },
    plugins: [admin({ defaultRole: "viewer", adminRoles: ["admin"] })],
  });
}

type Auth = ReturnType<typeof make>;
const held = globalThis as unknown as { bulkheadAuth?: Auth };

/** Accounts and sessions of this process, made at first use. */
export function auth(): Auth {
  held.bulkheadAuth ??= make();
  return held.bulkheadAuth;
}
