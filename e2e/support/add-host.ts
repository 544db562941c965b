import type { Locator, Page } from "@playwright/test";

/** How a story wants to get onto a host; what it leaves out stays as the form has it. */
export interface WayIn {
  address: string;
  port: number | string;
  user: string;
  keyFile: string;
}

/** Fills the form in and asks for a test of the way in. */
export async function tryWayIn(page: Page, { address, port, user, keyFile }: WayIn): Promise<void> {
  await page.getByLabel("Address").fill(address);
  await page.getByLabel("Port").fill(String(port));
  await page.getByRole("textbox", { name: "User" }).fill(user);
  await page.getByRole("radio", { name: /^Key file/ }).check();
  await page.getByLabel("Path of the private key").fill(keyFile);
  await page.getByRole("button", { name: /^Test/ }).click();
}

/** The line of a step of the way in: its name, what came of it, and what to do. */
export function step(page: Page, name: string): Locator {
  return page.getByRole("listitem").filter({ hasText: name });
}

/** Confirms the key that the host shows. */
export async function trustKey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "It is the same: trust this key" }).click();
}
