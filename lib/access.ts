import { z } from "zod";

/** What would let an address, login or path be read as an option or as several arguments somewhere down the line. */
const plainWord = /^[^\s\p{Cc}\p{Cf}-][^\s\p{Cc}\p{Cf}]*$/u;

const Word = (what: string, maximum: number) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${what}.`)
    .max(maximum, `That is too long for ${what}.`)
    .regex(plainWord, `Enter ${what} without spaces.`);

const Secret = (what: string, maximum: number) => z.string().min(1, `Enter ${what}.`).max(maximum, `That is too long for ${what}.`);

/** How to prove who we are. Secrets travel this way only, from the form to the server, and are sealed there. */
export const AuthInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agent") }),
  z.object({
    kind: z.literal("keyFile"),
    path: z.string().trim().startsWith("/", "Enter the whole path, from the first /.").max(4096),
    passphrase: z.string().max(4096).optional(),
  }),
  z.object({
    kind: z.literal("sealedKey"),
    privateKey: Secret("the private key", 65_536),
    passphrase: z.string().max(4096).optional(),
  }),
  z.object({ kind: z.literal("password"), password: Secret("the password", 4096) }),
]);
export type AuthInput = z.infer<typeof AuthInput>;

/** How to get onto a host, as the "add a host" form sends it. */
export const AccessInput = z.object({
  address: Word("the host's name or address", 255),
  port: z.coerce.number("Enter the port as a number.").int().min(1, "Ports begin at 1.").max(65_535, "Ports end at 65535.").default(22),
  login: Word("the login", 64),
  /** As OpenSSH's ProxyJump: [user@]host[:port], several separated by commas. */
  jump: z
    .string()
    .trim()
    .max(1024)
    .optional()
    .transform((jump) => (jump === "" ? undefined : jump)),
  auth: AuthInput,
});
export type AccessInput = z.infer<typeof AccessInput>;

/** What makes a host of a way in that was tried. */
export const HostInput = z.object({
  wayInTestId: z.uuid(),
  name: z.string().trim().min(1, "Enter a name.").max(100, "That name is too long."),
  site: z
    .string()
    .trim()
    .max(100)
    .optional()
    .transform((site) => (site === "" ? undefined : site)),
  intervalSeconds: z.coerce.number().int().min(60, "A host is visited once a minute at most.").max(604_800).default(3600),
});
export type HostInput = z.infer<typeof HostInput>;
