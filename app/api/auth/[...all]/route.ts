import { answerAuth } from "#lib/http/auth-requests.ts";

export { answerAuth as GET, answerAuth as POST };
