import path from "node:path";
import type { NextConfig } from "next";

const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
];

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: path.resolve("."),
  poweredByHeader: false,
  // Nothing uses Next's image service, which would decode images for whoever asks, before any account.
  images: { unoptimized: true },
  reactStrictMode: true,
  serverExternalPackages: ["nodemailer", "pdfkit", "pg-boss", "pg", "pino"],
  typedRoutes: true,
  // Types are checked by `npm run check`, on the whole tree and once.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default config;
