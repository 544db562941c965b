/** A mail in plain text. */
export interface Message {
  to: readonly string[];
  subject: string;
  text: string;
  attachments?: readonly Attachment[];
}

export interface Attachment {
  name: string;
  type: string;
  content: Uint8Array;
}

/** How to reach the mail server; the password in the clear, so it never leaves the server. */
export interface MailServer {
  server: string;
  port: number;
  security: "tls" | "starttls" | "none";
  login: string | null;
  password: string | null;
  sender: string;
}
