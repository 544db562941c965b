import type { Page } from "@playwright/test";

/** Path of the file that the menu's entry gives. */
export async function downloaded(page: Page, entry: string): Promise<string> {
  await page.getByRole("button", { name: "Report" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: entry }).click()]);
  return download.path();
}
